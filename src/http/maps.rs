//! Pictures: a map for a report as SVG, PNG or PDF, and raster tiles for
//! Leaflet and QGIS.
//!
//! They are drawn away from the threads that answer, a few at once; who comes
//! later waits. What was drawn is kept with its version.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::caching::Content;
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::{Made, Server, away, breaks, tiles, values, version, wishes};
use crate::domain::{Lang, Level, Period};
use crate::picture::{self, Density, Format, Size, Subject, Wish};
use crate::query::Breaks;
use crate::snapshot::{AreaIndex, Snapshot};

/// How many pictures are drawn at once.
pub(super) const AT_ONCE: usize = 2;

const PICTURE_PARAMETERS: &[&str] = &["area", "level", "size", "lang", "method", "classes"];
const TILE_PARAMETERS: &[&str] = &["levels", "method", "classes"];

/// A map of one indicator and period, for a report.
#[utoipa::path(get, path = "/v1/maps/{indicator}/{picture}", tag = "pictures",
    params(("indicator" = String, Path, description = "An id of the catalogue; with @version behind it the picture never changes"),
           ("picture" = String, Path, description = "A period and a form: 2025-08.svg, 2025-08.png, 2025-08.pdf"),
           ("area" = Option<String>, Query, description = "The code of the area to show; everything unless said"),
           ("level" = Option<String>, Query, description = "The level that is coloured; the smallest with figures unless said"),
           ("size" = Option<String>, Query, description = "a4 unless said; a4-portrait, a3, a3-portrait, screen (1920 by 1080 pixels)"),
           ("lang" = Option<String>, Query, description = "id unless said; en"),
           ("method" = Option<String>, Query, description = "fixed (where thresholds are published), ckmeans, quantile, equal, standard_deviation, head_tail"),
           ("classes" = Option<usize>, Query, description = "How many, 2 to 9; 5 unless said. Fixed thresholds have their own number")),
    responses((status = 200, description = "A map with title, legend, scale, source and date",
                content(("image/svg+xml"), ("image/png"), ("application/pdf"))),
              (status = 400, body = super::problem::ProblemDocument), (status = 404, body = super::problem::ProblemDocument),
              (status = 410, body = super::problem::ProblemDocument)))]
pub async fn picture(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, picture)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(PICTURE_PARAMETERS)?;
    let (period, format) = period_and_format(&picture)?;
    let (id, token) = version::cut(&indicator);
    let address = |current| format!("/v1/maps/{}@{current}/{}", short(id), short(&picture));
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let area = query.text("area").map(|code| extract::area(snapshot, code)).transpose()?;
    let level = query.noun("level")?;
    let subject = subject(snapshot, id, period, &query, |indicator| {
        level_of(snapshot, indicator, period, area, level)
    })?;
    let wish = Wish {
        subject: Subject { area, ..subject },
        size: query.noun("size")?.unwrap_or(Size::A4),
        lang: query.noun("lang")?.unwrap_or(Lang::Id),
    };
    let key = Made::Picture { token: version::of_values(snapshot), wish, format };
    Ok(made(&server, key, snapshot).await?.answer(&headers, keep))
}

/// A raster tile.
#[utoipa::path(get, path = "/v1/maps/{indicator}/{period}/{z}/{x}/{y}", tag = "pictures",
    params(("indicator" = String, Path, description = "An id of the catalogue; with @version behind it the tile never changes"),
           ("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated"),
           ("z" = u8, Path, description = "Zoom, 0 to 16"),
           ("x" = u32, Path, description = "Column, below 2^z"),
           ("y" = String, Path, description = "Row, below 2^z, with .png behind it (256 pixels) or @2x.png (512 pixels)"),
           ("levels" = Option<String>, Query, description = "The smallest of these with figures, at every zoom; separated by commas"),
           ("method" = Option<String>, Query, description = "fixed (where thresholds are published), ckmeans, quantile, equal, standard_deviation, head_tail"),
           ("classes" = Option<usize>, Query, description = "How many, 2 to 9; 5 unless said. Fixed thresholds have their own number")),
    responses((status = 200, description = "A PNG, transparent where nothing lies", content_type = "image/png", body = Vec<u8>),
              (status = 400, body = super::problem::ProblemDocument), (status = 404, body = super::problem::ProblemDocument),
              (status = 410, body = super::problem::ProblemDocument)))]
pub async fn raster_tile(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, period, z, x, y)): Path<(String, String, String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(TILE_PARAMETERS)?;
    let (row, density) = row_and_density(&y)?;
    let coord = tiles::coordinate(&z, &x, row)?;
    let period = extract::period(&period)?;
    let (id, token) = version::cut(&indicator);
    let address = |current| format!("/v1/maps/{}@{current}/{period}/{z}/{x}/{}", short(id), short(&y));
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let levels = query.text("levels").map(wishes::levels).transpose()?;
    let subject = subject(snapshot, id, period, &query, |indicator| {
        let has_figures = |level: &Level| snapshot.public.column(indicator, period, *level).is_some();
        let smallest = |levels: Vec<Level>| levels.into_iter().filter(has_figures).max();
        match levels {
            Some(levels) => smallest(levels.into_iter().collect()),
            None => smallest(snapshot.areas.carried(coord.z())).or_else(|| smallest(Level::ALL.to_vec())),
        }
        .ok_or_else(|| nobody(snapshot, indicator))
    })?;
    let key = Made::RasterTile { token: version::of_values(snapshot), subject, coord, density };
    Ok(made(&server, key, snapshot).await?.answer(&headers, keep))
}

/// The period and the form in the last part of a picture's address.
fn period_and_format(picture: &str) -> Result<(Period, Format), Problem> {
    let no_such = || {
        let endings: Vec<String> = Format::ALL.iter().map(|format| format!(".{format}")).collect();
        Problem::new(Kind::NoSuchPicture, format!("its address ends in one of {}", endings.join(", ")))
    };
    let (period, ending) = picture.rsplit_once('.').ok_or_else(no_such)?;
    let format = ending.parse().map_err(|_| no_such())?;
    Ok((extract::period(period)?, format))
}

fn row_and_density(y: &str) -> Result<(&str, Density), Problem> {
    let row = y
        .strip_suffix(".png")
        .ok_or_else(|| Problem::new(Kind::NoSuchTile, "a raster tile's address ends in .png or @2x.png"))?;
    Ok(row.strip_suffix("@2x").map_or((row, Density::Single), |row| (row, Density::Double)))
}

/// What is asked for, at a level that depends on the indicator.
fn subject(
    snapshot: &Snapshot,
    id: &str,
    period: Period,
    query: &Query,
    level: impl FnOnce(usize) -> Result<Level, Problem>,
) -> Result<Subject, Problem> {
    let indicator = extract::indicator(snapshot, id)?;
    let level = level(indicator)?;
    let (method, classes) = breaks::asked(snapshot, indicator, query)?;
    Ok(Subject { indicator, period, level, area: None, method, classes })
}

/// The level asked for, where it has figures and lies within the area; without
/// one, the smallest with figures.
fn level_of(
    snapshot: &Snapshot,
    indicator: usize,
    period: Period,
    area: Option<AreaIndex>,
    asked: Option<Level>,
) -> Result<Level, Problem> {
    let widest = area.map_or(Level::Provinsi, |area| snapshot.areas.all()[area].code.level());
    if let Some(level) = asked {
        if level < widest {
            return Err(Problem::parameter(
                "level",
                format!("the area is a {widest}; ask for it or a smaller one"),
            ));
        }
        let has_figures = snapshot.public.column(indicator, period, level).is_some();
        return has_figures.then_some(level).ok_or_else(|| values::nobody(snapshot, indicator, level));
    }
    let levels = Level::ALL.iter().rev().copied().take_while(|level| *level >= widest);
    levels
        .into_iter()
        .find(|level| snapshot.public.column(indicator, period, *level).is_some())
        .ok_or_else(|| nobody(snapshot, indicator))
}

/// Says for which periods and levels there are figures.
fn nobody(snapshot: &Snapshot, indicator: usize) -> Problem {
    let known: Vec<String> = Level::ALL
        .iter()
        .filter_map(|&level| {
            let periods = snapshot.public.periods(indicator, level);
            let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
            (!periods.is_empty()).then(|| format!("{level}: {}", periods.join(", ")))
        })
        .collect();
    let detail = if known.is_empty() {
        "there are none yet".to_owned()
    } else {
        format!("there are figures at {}", known.join("; "))
    };
    Problem::new(Kind::NoSuchFigures, detail)
}

/// What was drawn before, or is drawn now.
async fn made(server: &Arc<Server>, key: Made, snapshot: &Arc<Snapshot>) -> Result<Arc<Content>, Problem> {
    let nothing = || Problem::new(Kind::NoSuchFigures, "the catalogue lists periods and levels");
    if let Some(known) = server.made.get(&key) {
        return known.ok_or_else(nothing);
    }
    let Some(Subject { indicator, level, method, classes, .. }) = subject_of(&key) else {
        return Err(nothing());
    };
    let breaks = breaks::kept(server, snapshot, *indicator, *level, *method, *classes).await?;
    let permit = Arc::clone(&server.drawing).acquire_owned().await;
    let permit = permit.map_err(|_| Problem::new(Kind::Internal, "it has been logged"))?;
    let (made, snapshot) = (server.made.clone(), Arc::clone(snapshot));
    let drawn = away(move || {
        // Held by the work and not by the client, who may leave.
        let _permit = permit;
        made.get_with_by_ref(&key, || draw(&snapshot, &key, &breaks))
    });
    drawn.await?.ok_or_else(nothing)
}

fn subject_of(key: &Made) -> Option<&Subject> {
    match key {
        Made::Picture { wish, .. } => Some(&wish.subject),
        Made::RasterTile { subject, .. } => Some(subject),
        Made::Tile { .. } | Made::Values { .. } | Made::Statistics { .. } => None,
    }
}

fn draw(snapshot: &Snapshot, key: &Made, breaks: &Breaks) -> Option<Arc<Content>> {
    let (bytes, format) = match key {
        Made::Picture { wish, format, .. } => (picture::draw(snapshot, wish, breaks, *format)?, *format),
        Made::RasterTile { subject, coord, density, .. } => {
            (picture::tile(snapshot, subject, breaks, *coord, *density)?, Format::Png)
        }
        Made::Tile { .. } | Made::Values { .. } | Made::Statistics { .. } => return None,
    };
    Some(Content::new(bytes, media_type(format)))
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::Svg => "image/svg+xml",
        Format::Png => "image/png",
        Format::Pdf => "application/pdf",
    }
}
