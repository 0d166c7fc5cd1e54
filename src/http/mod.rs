//! Answers ↔ wire: turns a request into a question and an answer into a
//! response.
//!
//! [`router`] is the table of routes. Everything that is answered comes from
//! one snapshot, held from the beginning of a request to its end; the database
//! is not touched. The public is the only audience.
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
mod guard;
pub mod serve;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use moka::sync::Cache;
use tokio::sync::Semaphore;

use crate::app::Live;
use crate::domain::{Level, TileCoord};
use crate::picture;
use crate::query;
use crate::snapshot::Token;
use crate::tile::{Layers, Wish};
use breaks::BreaksOf;
use caching::Content;
use problem::{Kind, Problem};
use statistics::Question;
use values::{Form, ValuesOf};

/// What every route may use.
pub struct Server {
    /// What is served.
    pub live: Arc<Live>,
    /// How the server presents itself.
    pub settings: Settings,
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
    /// A server of what is live.
    pub fn new(live: Arc<Live>, settings: Settings) -> Arc<Self> {
        let made = Cache::builder()
            .max_capacity(MADE_BYTES)
            .weigher(|_, content: &Option<Arc<Content>>| {
                let weight = content.as_ref().map_or(0, |content| content.weight()) + size_of::<Made>() + 64;
                u32::try_from(weight).unwrap_or(u32::MAX)
            })
            .build();
        let drawing = Arc::new(Semaphore::new(maps::AT_ONCE));
        let reckoning = Arc::new(Semaphore::new(statistics::AT_ONCE));
        Arc::new(Self { live, settings, made, drawing, reckoning, breaks: Cache::new(MOST_BREAKS) })
    }
}

/// The routes. A segment that ends in `.json`, `.mvt` or `.png`, or that carries a
/// version behind `@`, is taken whole and read in its handler.
pub fn router(server: Arc<Server>) -> Router {
    let api = Router::new()
        .route("/v1/catalog", get(catalog::catalog))
        .route("/v1/areas", get(areas::list))
        .route("/v1/areas/{kode}", get(areas::profile))
        .route("/v1/areas/{kode}/boundary", get(areas::boundary))
        .route("/v1/values/{indicator}/{period}/{level}", get(values::values))
        .route("/v1/values/{indicator}/{level}", get(values::periods))
        .route("/v1/breaks/{indicator}/{level}", get(breaks::breaks))
        .route("/v1/patterns/{indicator}/{period}/{level}", get(statistics::patterns))
        .route("/v1/changes/{indicator}/{from}/{to}/{level}", get(statistics::changes))
        .route("/v1/bivariate/{a}/{b}/{period}/{level}", get(statistics::bivariate))
        .route("/v1/priority/{period}/{level}", get(statistics::priority))
        .route("/v1/kampung-kb", get(kampung_kb::kampung_kb))
        .route("/v1/kampung-kb/progress", get(kampung_kb::progress))
        .route("/v1/kampung-kb/board", get(kampung_kb::board))
        .route("/v1/kampung-kb/{kode}", get(kampung_kb::unit))
        .route("/v1/convergence/{period}", get(convergence::convergence_ranking))
        .route("/v1/convergence/{period}/{kode}", get(convergence::convergence_matrix))
        .route("/v1/posyandu", get(posyandu::list))
        .route("/v1/nearest", get(nearest::by_query).post(nearest::by_body))
        .route("/v1/locate", get(locate::locate))
        .route("/v1/tiles/{tileset}", get(tilejson::tilejson))
        .route("/v1/tiles/{tileset}/{z}/{x}/{y}", get(tiles::tile))
        .route("/v1/maps/{indicator}/{picture}", get(maps::picture))
        .route("/v1/maps/{indicator}/{period}/{z}/{x}/{y}", get(maps::raster_tile))
        .route("/v1/styles/{style}", get(styles::style))
        .route("/v1/limits", get(health::limits))
        .route("/v1/openapi.json", get(openapi::document))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/problems/{kind}", get(health::problem));
    let pages = Router::new()
        .route("/", get(page::index))
        .route("/terdekat", get(page::index))
        .route("/data", get(page::index))
        .route("/prioritas", get(page::index))
        .route("/kampung-kb", get(page::index))
        .route("/{file}", get(page::file))
        .route("/assets/{file}", get(page::asset));
    let pages = guard::around_pages(pages, &server.settings);
    guard::around(api.merge(pages)).with_state(server)
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
