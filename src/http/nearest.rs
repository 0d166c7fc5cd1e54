//! The nearest posyandu.
//!
//! Apps ask by POST, so that a position stands in no address. It is rounded only
//! where the asker wants it, logged nowhere, and the answer is kept nowhere.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::ToSchema;

use super::caching::Keep;
use super::extract::{Body, Query, Seen, day, number};
use super::json;
use super::posyandu::PosyanduJson;
use super::problem::{Kind, Problem};
use super::shapes::{AreaRef, moment};
use super::words;
use crate::domain::{InvalidValue, Position, TimeZone};
use crate::query::{self, Filter};
use crate::snapshot::Snapshot;

/// The most posyandu in one answer.
pub(super) const MOST: usize = 20;
/// The farthest that anybody may ask for, in metres.
pub(super) const FARTHEST: f64 = 50_000.0;

/// The nearest posyandu, nearest first.
#[derive(Serialize, ToSchema)]
pub struct Nearest {
    /// The position asked from.
    #[schema(value_type = words::Position)]
    point: [f64; 2],
    /// The day of the question.
    on: String,
    /// The kelurahan of the asker.
    kelurahan: Option<AreaRef>,
    /// The posyandu that count, nearest first.
    results: Vec<NearestItem>,
}

#[derive(Serialize, ToSchema)]
struct NearestItem {
    /// From 1.
    rank: usize,
    /// The way over the ground in metres (WGS 84 geodesic).
    distance_m: f64,
    #[serde(flatten)]
    posyandu: PosyanduJson,
}

/// A question by POST.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NearestQuestion {
    /// Longitude, latitude.
    #[schema(value_type = words::Position)]
    point: [f64; 2],
    /// How many, 1 to 20; 5 unless said.
    k: Option<usize>,
    /// Only those that offer this.
    service: Option<String>,
    /// Only those of this area.
    within: Option<String>,
    /// Only those at most so many metres away, up to 50,000.
    max_distance: Option<f64>,
    /// Only those open on or after this day (and until `open_to`).
    open_from: Option<String>,
    /// Only those open until this day.
    open_to: Option<String>,
    /// The day, in place of today.
    on: Option<String>,
    /// Round the position to this many decimals before anything else.
    round: Option<usize>,
}

struct Question {
    position: Position,
    k: usize,
    filter: Filter,
    on: Option<Date>,
}

/// The nearest posyandu, by a position in the address.
#[utoipa::path(get, path = "/v1/nearest", operation_id = "nearest", tag = "nearest",
    params(("point" = String, Query, description = "longitude,latitude"),
           ("k" = Option<usize>, Query, description = "How many, 1 to 20; 5 unless said"),
           ("service" = Option<String>, Query, description = "Only those that offer this"),
           ("within" = Option<String>, Query, description = "Only those of this area"),
           ("max_distance" = Option<f64>, Query, description = "Only those at most so many metres away, up to 50000"),
           ("open_from" = Option<String>, Query, description = "Only those open on or after this day"),
           ("open_to" = Option<String>, Query, description = "Only those open until this day"),
           ("on" = Option<String>, Query, description = "The day, in place of today"),
           ("round" = Option<usize>, Query, description = "Round the position to this many decimals first")),
    responses((status = 200, body = Nearest), (status = 400, body = super::problem::ProblemDocument)))]
pub async fn by_query(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&[
        "point",
        "k",
        "service",
        "within",
        "max_distance",
        "open_from",
        "open_to",
        "on",
        "round",
    ])?;
    let distance = query
        .text("max_distance")
        .map(|text| text.parse().map_err(|_| Problem::parameter("max_distance", "expected metres")))
        .transpose()?;
    let question = Question {
        position: rounded(query.position("point")?, query.number("round", 0..=7)?),
        k: query.number("k", 1..=MOST)?.unwrap_or(5),
        filter: Filter {
            service: query.noun("service")?,
            within: query.noun("within")?,
            open_between: between(query.day("open_from")?, query.day("open_to")?)?,
            max_metres: distance.map(metres).transpose()?,
        },
        on: query.day("on")?,
    };
    Ok(answer(seen.snapshot(), &question, &headers))
}

/// The nearest posyandu, by a position in the body.
#[utoipa::path(post, path = "/v1/nearest", operation_id = "nearest_by_body", tag = "nearest", request_body = NearestQuestion,
    responses((status = 200, body = Nearest), (status = 400, body = super::problem::ProblemDocument),
              (status = 415, body = super::problem::ProblemDocument), (status = 422, body = super::problem::ProblemDocument)))]
pub async fn by_body(
    seen: Seen,
    query: Query,
    headers: HeaderMap,
    Body(asked): Body<NearestQuestion>,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let [lon, lat] = asked.point;
    let wrong = |name: &str| {
        let name = name.to_owned();
        move |error: InvalidValue| Problem::new(Kind::WrongBody, format!("{name}: {error}"))
    };
    let position = Position::new(lon, lat).map_err(wrong("point"))?;
    let decimals = asked.round.map(|round| number("round", Some(round), 0..=7)).transpose()?;
    let days = |name: &str, text: &Option<String>| text.as_deref().map(|text| day(name, text)).transpose();
    let question = Question {
        position: rounded(position, decimals),
        k: asked.k.map_or(Ok(5), |k| number("k", Some(k), 1..=MOST))?,
        filter: Filter {
            service: asked.service.as_deref().map(str::parse).transpose().map_err(wrong("service"))?,
            within: asked.within.as_deref().map(str::parse).transpose().map_err(wrong("within"))?,
            open_between: between(days("open_from", &asked.open_from)?, days("open_to", &asked.open_to)?)?,
            max_metres: asked.max_distance.map(metres).transpose()?,
        },
        on: days("on", &asked.on)?,
    };
    Ok(answer(seen.snapshot(), &question, &headers))
}

fn metres(distance: f64) -> Result<f64, Problem> {
    if distance > 0.0 && distance <= FARTHEST {
        Ok(distance)
    } else {
        Err(Problem::parameter("max_distance", format!("expected metres above 0 and up to {FARTHEST}")))
    }
}

fn between(from: Option<Date>, to: Option<Date>) -> Result<Option<(Date, Date)>, Problem> {
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), to) => {
            let to = to.unwrap_or(Date::MAX);
            if to < from {
                Err(Problem::parameter("open_to", "it lies before open_from"))
            } else {
                Ok(Some((from, to)))
            }
        }
        (None, Some(_)) => Err(Problem::parameter("open_from", "it is required beside open_to")),
    }
}

/// Rounds a position where the asker wants it.
fn rounded(position: Position, decimals: Option<usize>) -> Position {
    let Some(decimals) = decimals else { return position };
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let round = |degrees: f64| (degrees * scale).round() / scale;
    Position::new(round(position.lon()), round(position.lat())).unwrap_or(position)
}

fn answer(snapshot: &Snapshot, question: &Question, headers: &HeaderMap) -> Response {
    let kelurahan = snapshot.areas.at(question.position).first().copied();
    let zone = kelurahan.map_or(TimeZone::Wib, |area| snapshot.areas.all()[area].time_zone);
    let at = moment(question.on, zone);
    let found = query::nearest(&snapshot.posyandu, question.position, question.k, &question.filter);
    let results = found
        .into_iter()
        .enumerate()
        .map(|(index, near)| NearestItem {
            rank: index + 1,
            distance_m: (near.metres * 10.0).round() / 10.0,
            posyandu: PosyanduJson::of(snapshot, near.posyandu, at),
        })
        .collect();
    let answer = Nearest {
        point: [question.position.lon(), question.position.lat()],
        on: at.day.to_string(),
        kelurahan: kelurahan.map(|area| AreaRef::at(snapshot, area)),
        results,
    };
    json(&answer).answer(headers, Keep::Never)
}
