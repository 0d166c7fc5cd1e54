//! The board of the cycle: a column a stage, a card a Kampung KB.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caching::Keep;
use super::super::extract::{self, Query, Seen};
use super::super::json;
use super::super::problem::Problem;
use super::super::shapes::{AreaRef, Dated, zone};
use super::super::words;
use super::as_of::{AsOfJson, as_of};
use super::unit::StageJson;
use crate::domain::{CycleStage, Level};
use crate::query::gaps;
use crate::snapshot::{AreaIndex, AsOf, Snapshot, StageSpan, Status};

/// Every Kampung KB that is there, by the stage that it has reached.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbBoard)]
pub struct BoardJson {
    #[serde(flatten)]
    as_of: AsOfJson,
    /// First those without a stage, then a column a stage, in their order.
    columns: Vec<ColumnJson>,
    /// How many are behind the day on which their stage was due.
    overdue: usize,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbColumn)]
struct ColumnJson {
    /// The stage; null for those that have entered none.
    #[schema(value_type = Option<words::CycleStage>)]
    tahap: Option<&'static str>,
    /// By code.
    cards: Vec<CardJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbCard)]
struct CardJson {
    #[serde(flatten)]
    area: AreaRef,
    nama_kampung_kb: Option<String>,
    /// The stage with its dates.
    stage: Option<StageJson>,
    class: Option<Dated>,
    /// Problems found and not solved.
    problems: usize,
    /// Of those, the ones that no programme answers.
    problems_without_programme: usize,
    /// Programmes up to the plan of the next year.
    programmes: usize,
    /// Of those, the ones that answer no problem.
    programmes_without_problem: usize,
    /// Whether any of the problems and programmes counted is invented.
    sample: bool,
}

/// The board, as of a day.
#[utoipa::path(get, path = "/v1/kampung-kb/board", operation_id = "kampung_kb_board", tag = "kampung-kb",
    params(("date" = Option<String>, Query, description = "The day, in place of today"),
           ("on" = Option<String>, Query, description = "The same as date"),
           ("known" = Option<String>, Query, description = "Only what was known by this day"),
           ("area" = Option<String>, Query, description = "Only inside the area of this code")),
    responses((status = 200, body = BoardJson), (status = 400, body = super::super::problem::ProblemDocument),
              (status = 404, body = super::super::problem::ProblemDocument)))]
pub async fn board(seen: Seen, query: Query, headers: HeaderMap) -> Result<Response, Problem> {
    query.only(&["date", "on", "known", "area"])?;
    let snapshot = seen.snapshot();
    let as_of = as_of(&query, zone(snapshot))?;
    let within = query.text("area").map(|code| extract::area(snapshot, code)).transpose()?;
    let kelurahan = match within {
        Some(area) => snapshot.areas.kelurahan_of(area),
        None => snapshot.areas.of_level(Level::Kelurahan),
    };
    let there = kelurahan.filter(|area| snapshot.register.standing(*area, as_of).status == Status::Exists);
    Ok(json(&build(snapshot, there, as_of)).answer(&headers, Keep::AMinute))
}

fn build(snapshot: &Snapshot, areas: impl Iterator<Item = AreaIndex>, as_of: AsOf) -> BoardJson {
    let stages = std::iter::once(None).chain(CycleStage::ALL.iter().copied().map(Some));
    let mut columns: Vec<ColumnJson> =
        stages.map(|stage| ColumnJson { tahap: stage.map(CycleStage::as_str), cards: Vec::new() }).collect();
    let mut overdue = 0;
    for area in areas {
        let span = snapshot.register.stages(area, as_of).pop();
        overdue += usize::from(span.is_some_and(|span| span.overdue));
        let column = span.map_or(0, |span| span.stage as usize + 1);
        columns[column].cards.push(card(snapshot, area, span, as_of));
    }
    BoardJson { as_of: AsOfJson::of(as_of), columns, overdue }
}

fn card(snapshot: &Snapshot, area: AreaIndex, span: Option<StageSpan<'_>>, as_of: AsOf) -> CardJson {
    let register = &snapshot.register;
    let standing = register.standing(area, as_of);
    let gaps = gaps(snapshot, area, as_of);
    let mut problems = register.problems_as_of(area, as_of);
    problems.retain(|one| one.problem.solved.is_none_or(|day| day > as_of.day));
    let programmes = register.programmes_as_of(area, as_of);
    CardJson {
        area: AreaRef::at(snapshot, area),
        nama_kampung_kb: standing.name.map(str::to_owned),
        stage: span.as_ref().map(StageJson::of),
        class: standing.class.map(|(class, fact)| Dated::of(class.as_str(), fact)),
        problems: problems.len(),
        problems_without_programme: gaps.problems.len(),
        programmes: programmes.len(),
        programmes_without_problem: gaps.programmes.len(),
        sample: problems.iter().any(|one| one.sample) || programmes.iter().any(|one| one.sample),
    }
}
