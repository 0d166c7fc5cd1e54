//! The OpenAPI document, made from the declarations of the routes.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::caching::Keep;
use super::extract::Query;
use super::json;
use super::parameters::Forms;
use super::problem::{self, Problem};

/// The whole document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jangkau",
        description = "Kampung KB, child stunting and posyandu, kelurahan by kelurahan. \
            Figures are those that the public may see: small counts are hidden, others rounded. \
            Invented figures are marked `sample` or have ids that begin with `contoh-`.",
    ),
    paths(
        super::catalog::catalog,
        super::areas::list,
        super::areas::profile,
        super::areas::boundary,
        super::values::values,
        super::values::periods,
        super::breaks::breaks,
        super::statistics::patterns,
        super::statistics::changes,
        super::statistics::bivariate,
        super::statistics::priority,
        super::kampung_kb::kampung_kb,
        super::kampung_kb::progress,
        super::kampung_kb::board,
        super::kampung_kb::unit,
        super::convergence::convergence_ranking,
        super::convergence::convergence_matrix,
        super::posyandu::list,
        super::nearest::by_query,
        super::nearest::by_body,
        super::locate::locate,
        super::tilejson::tilejson,
        super::tiles::tile,
        super::styles::style,
        super::maps::picture,
        super::maps::raster_tile,
        super::health::limits,
        super::health::live,
        super::health::ready,
        super::health::problem,
        super::imports::send::send,
        super::imports::send::job,
        super::imports::send::events,
        super::imports::send::cancel,
        super::imports::versions::list,
        super::imports::versions::version,
        super::imports::versions::findings,
        super::imports::versions::difference,
        super::imports::versions::preview,
        super::imports::versions::publish,
        super::imports::versions::discard,
        super::imports::versions::rollback,
        super::imports::versions::keep_mapping,
        super::imports::versions::decide_name,
        super::account::session::who_am_i,
        super::account::session::log_in,
        super::account::session::log_out,
        super::account::setup::set_up,
        super::account::tokens::list,
        super::account::tokens::create,
        super::account::tokens::revoke,
        super::account::people::list,
        super::account::people::add,
        super::account::audit::audit,
        document,
    ),
    modifiers(&AlwaysThere, &Described, &Forms, &Secured),
    components(schemas(super::problem::ProblemDocument, super::posyandu::PosyanduJson)),
    tags(
        (name = "catalog", description = "What is served"),
        (name = "areas", description = "Areas of all levels"),
        (name = "figures", description = "Figures with denominators, intervals, states and sources"),
        (name = "statistics", description = "What is reckoned from figures: patterns, changes, two variables, priority (docs/methods.md)"),
        (name = "kampung-kb", description = "Kampung KB on a day"),
        (name = "posyandu", description = "Posyandu"),
        (name = "nearest", description = "From a position to a posyandu or a kelurahan"),
        (name = "tiles", description = "Vector tiles and styles"),
        (name = "pictures", description = "Maps for reports, and raster tiles"),
        (name = "accounts", description = "Who may do what (docs/accounts.md)"),
        (name = "operation", description = "For those who run it"),
    )
)]
struct Document;

/// Says that answers carry every member, with null where there is nothing;
/// the derive takes every member that may be null for one that may be absent.
struct AlwaysThere;

/// What clients send: there a member may be left out.
const QUESTIONS: [&str; 5] = ["NearestQuestion", "LogIn", "SetUp", "TokenWish", "AccountWish"];
/// The one member that is left out of an answer when it is empty.
const SOMETIMES: &str = "errors";

impl Modify for AlwaysThere {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let schemas = openapi.components.iter_mut().flat_map(|components| &mut components.schemas);
        for (name, schema) in schemas {
            if !QUESTIONS.contains(&name.as_str()) {
                objects(schema).into_iter().for_each(require_all);
            }
        }
    }
}

/// Describes each answer at least by the name of its status, which OpenAPI asks
/// for, and gives problems their own media type.
struct Described;

impl Modify for Described {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let ways = openapi
            .paths
            .paths
            .values_mut()
            .flat_map(|path| [&mut path.get, &mut path.post, &mut path.delete]);
        for (status, answer) in ways.flatten().flat_map(|way| &mut way.responses.responses) {
            let reason =
                StatusCode::from_bytes(status.as_bytes()).ok().and_then(|code| code.canonical_reason());
            let RefOr::T(answer) = answer else { continue };
            if answer.description.is_empty() {
                reason.unwrap_or("Answer").clone_into(&mut answer.description);
            }
            if status.starts_with(['4', '5'])
                && let Some(content) = answer.content.shift_remove("application/json")
            {
                answer.content.insert(problem::MEDIA_TYPE.to_owned(), content);
            }
        }
    }
}

/// The two ways to say who one is.
struct Secured;

impl Modify for Secured {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let Some(components) = &mut openapi.components else { return };
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token, `jgk_…`: for programs"))
            .build();
        let session = ApiKeyValue::with_description(
            "__Host-sid",
            "The cookie of a session: for the page. What changes something also needs `X-Jangkau: 1` \
             and a `Sec-Fetch-Site` or `Origin` of our own",
        );
        components.add_security_scheme("token", SecurityScheme::Http(token));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    }
}

fn objects(schema: &mut RefOr<Schema>) -> Vec<&mut Object> {
    match schema {
        RefOr::T(Schema::Object(object)) => vec![object],
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

fn require_all(object: &mut Object) {
    object.required = object.properties.keys().filter(|name| *name != SOMETIMES).cloned().collect();
}

/// The document as indented JSON, for files that are compared.
pub fn pretty() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

/// This document.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "operation",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value)))]
pub async fn document(query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&[])?;
    Ok(json(&Document::openapi()).answer(&headers, Keep::AskFirst))
}
