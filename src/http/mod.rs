//! Answers ↔ wire: turns a request into a question and an answer into a
//! response.
//!
//! [`router`] is the table of routes. Everything that is answered comes from
//! one snapshot, held from the beginning of a request to its end; the database
//! is not touched. The public is the only audience of figures; who is signed in
//! may ask more routes, never other figures. Each route has a policy.
//!
//! Absent on purpose: geometry, SQL, decisions about what may be shown.

pub mod problem;
mod codings;
mod caching;
mod extract;
mod version;
mod shapes;
mod table;
mod words;
mod parameters;
mod catalog;
mod areas;
mod values;
mod breaks;
mod statistics;
mod kampung_kb;
mod convergence;
mod posyandu;
mod nearest;
mod locate;
mod wishes;
mod tiles;
mod maps;
mod tilejson;
mod styles;
mod health;
pub mod imports;
pub mod openapi;
mod page;
mod account;
mod policy;
mod guard;
pub mod serve;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, delete, get, post};
use moka::sync::Cache;
use tokio::sync::Semaphore;

use crate::account::{Accounts, Role};
use crate::app::{Imports, Live};
use crate::domain::{Level, TileCoord};
use crate::picture;
use crate::query;
use crate::snapshot::Token;
use crate::tile::{Layers, Wish};
use account::{audit, people, session, setup, tokens};
use breaks::BreaksOf;
use caching::Content;
use policy::Policy::{Guest, Public, SignedIn};
use policy::Routes;
use problem::{Kind, Problem};
use statistics::Question;
use values::{Form, ValuesOf};

/// What every route may use.
pub struct Server {
    /// What is served.
    pub live: Arc<Live>,
    /// How the server presents itself.
    pub settings: Settings,
    /// Who may do what; without it, only what is public is served.
    accounts: Option<Arc<Accounts>>,
    /// What runs imports; without it, none are taken.
    imports: Option<Arc<Imports>>,
    /// Tiles, values, statistics and pictures that were made already, by address and version.
    made: Cache<Made, Option<Arc<Content>>>,
    /// Bounds how many pictures are drawn at once.
    drawing: Arc<Semaphore>,
    /// Bounds how much statistics is reckoned at once.
    reckoning: Arc<Semaphore>,
    /// Class edges that were computed already.
    breaks: Cache<BreaksOf, Arc<query::Breaks>>,
}

/// What a kept answer is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Made {
    Tile { token: Token, layers: Layers, coord: TileCoord, wish: Wish },
    Values { token: Token, indicator: usize, level: Level, of: ValuesOf, form: Form },
    Statistics { token: Token, question: Question, form: statistics::Form },
    Picture { token: Token, wish: picture::Wish, format: picture::Format },
    RasterTile { token: Token, subject: picture::Subject, coord: TileCoord, density: picture::Density },
}

/// How the server presents itself.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address under which clients reach it, without a slash at its end;
    /// without it, the `Host` of each request.
    pub public_url: Option<String>,
    /// A raster base map that the operator has chosen.
    pub basemap: Option<Basemap>,
}

/// A raster base map.
#[derive(Debug, Clone)]
pub struct Basemap {
    /// The address of a tile, with `{z}`, `{x}` and `{y}`.
    pub tiles: String,
    /// Who must be named.
    pub attribution: String,
}

/// Bytes of tiles, values and pictures kept in memory.
const MADE_BYTES: u64 = 256 << 20;
/// How many class edges are kept; a few hundred bytes each.
const MOST_BREAKS: u64 = 4_096;

impl Server {
    /// A server of what is live, for the public alone.
    pub fn new(live: Arc<Live>, settings: Settings) -> Arc<Self> {
        Self::with_accounts(live, settings, None)
    }

    /// The same server, which also takes imports.
    pub fn taking_imports(self: Arc<Self>, imports: Arc<Imports>) -> Arc<Self> {
        match Arc::try_unwrap(self) {
            Ok(server) => Arc::new(Self { imports: Some(imports), ..server }),
            // A server that is shared already stays as it is.
            Err(server) => server,
        }
    }

    /// A server of what is live, which also knows who may do what.
    pub fn with_accounts(live: Arc<Live>, settings: Settings, accounts: Option<Arc<Accounts>>) -> Arc<Self> {
        let made = Cache::builder()
            .max_capacity(MADE_BYTES)
            .weigher(|_, content: &Option<Arc<Content>>| {
                let weight = content.as_ref().map_or(0, |content| content.weight()) + size_of::<Made>() + 64;
                u32::try_from(weight).unwrap_or(u32::MAX)
            })
            .build();
        let drawing = Arc::new(Semaphore::new(maps::AT_ONCE));
        let reckoning = Arc::new(Semaphore::new(statistics::AT_ONCE));
        Arc::new(Self {
            live,
            settings,
            accounts,
            imports: None,
            made,
            drawing,
            reckoning,
            breaks: Cache::new(MOST_BREAKS),
        })
    }
}

/// The routes. A segment that ends in `.json`, `.mvt` or `.png`, or that carries a
/// version behind `@`, is taken whole and read in its handler.
pub fn router(server: Arc<Server>) -> Router {
    let api = Routes::new(&server)
        .route("/v1/catalog", Public, get(catalog::catalog))
        .route("/v1/areas", Public, get(areas::list))
        .route("/v1/areas/{kode}", Public, get(areas::profile))
        .route("/v1/areas/{kode}/boundary", Public, get(areas::boundary))
        .route("/v1/values/{indicator}/{period}/{level}", Public, get(values::values))
        .route("/v1/values/{indicator}/{level}", Public, get(values::periods))
        .route("/v1/breaks/{indicator}/{level}", Public, get(breaks::breaks))
        .route("/v1/patterns/{indicator}/{period}/{level}", Public, get(statistics::patterns))
        .route("/v1/changes/{indicator}/{from}/{to}/{level}", Public, get(statistics::changes))
        .route("/v1/bivariate/{a}/{b}/{period}/{level}", Public, get(statistics::bivariate))
        .route("/v1/priority/{period}/{level}", Public, get(statistics::priority))
        .route("/v1/kampung-kb", Public, get(kampung_kb::kampung_kb))
        .route("/v1/kampung-kb/progress", Public, get(kampung_kb::progress))
        .route("/v1/kampung-kb/board", Public, get(kampung_kb::board))
        .route("/v1/kampung-kb/{kode}", Public, get(kampung_kb::unit))
        .route("/v1/convergence/{period}", Public, get(convergence::convergence_ranking))
        .route("/v1/convergence/{period}/{kode}", Public, get(convergence::convergence_matrix))
        .route("/v1/posyandu", Public, get(posyandu::list))
        .route("/v1/nearest", Public, get(nearest::by_query).post(nearest::by_body))
        .route("/v1/locate", Public, get(locate::locate))
        .route("/v1/tiles/{tileset}", Public, get(tilejson::tilejson))
        .route("/v1/tiles/{tileset}/{z}/{x}/{y}", Public, get(tiles::tile))
        .route("/v1/maps/{indicator}/{picture}", Public, get(maps::picture))
        .route("/v1/maps/{indicator}/{period}/{z}/{x}/{y}", Public, get(maps::raster_tile))
        .route("/v1/styles/{style}", Public, get(styles::style))
        .route("/v1/limits", Public, get(health::limits))
        .route("/v1/openapi.json", Public, get(openapi::document))
        .route("/livez", Public, get(health::live))
        .route("/readyz", Public, get(health::ready))
        .route("/problems/{kind}", Public, get(health::problem))
        .route("/v1/session", Guest, get(session::who_am_i).post(session::log_in))
        .route("/v1/session", SignedIn(Role::Viewer), delete(session::log_out))
        .route("/v1/setup", Guest, post(setup::set_up))
        .route("/v1/tokens", SignedIn(Role::Admin), get(tokens::list).post(tokens::create))
        .route("/v1/tokens/{id}", SignedIn(Role::Admin), delete(tokens::revoke))
        .route("/v1/accounts", SignedIn(Role::Admin), get(people::list).post(people::add))
        .route("/v1/audit", SignedIn(Role::Admin), get(audit::audit))
        .route(
            "/v1/imports",
            SignedIn(Role::Editor),
            get(imports::versions::list).merge(file(post(imports::send::send))),
        )
        .route(
            "/v1/imports/jobs/{job}",
            SignedIn(Role::Editor),
            get(imports::send::job).delete(imports::send::cancel),
        )
        .route("/v1/imports/jobs/{job}/events", SignedIn(Role::Editor), get(imports::send::events))
        .route(
            "/v1/imports/{version}",
            SignedIn(Role::Editor),
            get(imports::versions::version).delete(imports::versions::discard),
        )
        .route("/v1/imports/{version}/findings", SignedIn(Role::Editor), get(imports::versions::findings))
        .route("/v1/imports/{version}/difference", SignedIn(Role::Editor), get(imports::versions::difference))
        .route("/v1/imports/{version}/preview", SignedIn(Role::Editor), get(imports::versions::preview))
        .route("/v1/imports/{version}/publish", SignedIn(Role::Editor), post(imports::versions::publish))
        .route("/v1/imports/{version}/rollback", SignedIn(Role::Editor), post(imports::versions::rollback))
        .route("/v1/mappings", SignedIn(Role::Editor), post(imports::versions::keep_mapping))
        .route("/v1/names", SignedIn(Role::Editor), post(imports::versions::decide_name));
    let pages = Routes::new(&server)
        .route("/", Public, get(page::index))
        .route("/terdekat", Public, get(page::index))
        .route("/data", Public, get(page::index))
        .route("/prioritas", Public, get(page::index))
        .route("/kampung-kb", Public, get(page::index))
        .route("/masuk", Public, get(page::index))
        .route("/impor", Public, get(page::index))
        .route("/{file}", Public, get(page::file))
        .route("/assets/{file}", Public, get(page::asset));
    let pages = guard::around_pages(pages.into_router(), &server.settings);
    guard::around(api.into_router().merge(pages)).with_state(server)
}

/// Lets a body be as large as a file may be.
fn file(methods: MethodRouter<Arc<Server>>) -> MethodRouter<Arc<Server>> {
    methods.layer(DefaultBodyLimit::max(imports::MAX_FILE))
}

/// Does heavy work away from the threads that answer.
async fn away<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    // Only a panic ends a task early, and the panic hook has logged its place.
    tokio::task::spawn_blocking(work).await.map_err(|_| Problem::new(Kind::Internal, "it has been logged"))
}

/// An answer as JSON.
fn json(answer: &impl serde::Serialize) -> Arc<Content> {
    written(answer, "application/json")
}

/// An answer as GeoJSON (RFC 7946).
fn geojson(answer: &impl serde::Serialize) -> Arc<Content> {
    written(answer, "application/geo+json")
}

fn written(answer: &impl serde::Serialize, media_type: &'static str) -> Arc<Content> {
    // Only a map whose keys are no texts fails, and no answer has one.
    Content::new(serde_json::to_vec(answer).expect("answers are made of plain values"), media_type)
}
