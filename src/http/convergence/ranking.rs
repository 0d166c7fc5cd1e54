//! Kelurahan by their convergence.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caching::{Content, Keep};
use super::super::extract::{self, Path, Query, Seen};
use super::super::json;
use super::super::problem::Problem;
use super::super::shapes::AreaRef;
use super::super::table::{self, mark, number, text};
use super::definition::{ConvergenceJson, DefinitionJson};
use super::{form, period_of};
use crate::domain::Level;
use crate::query::{essential_services, ranking};

/// Kelurahan, the highest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceRanking)]
pub struct RankingJson {
    period: String,
    /// Whether the services are invented.
    sample: bool,
    definition: DefinitionJson,
    /// Those of which too little is filled follow without a rank.
    areas: Vec<RankedArea>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceRank)]
struct RankedArea {
    /// Equal measures share a rank; null without a measure.
    rank: Option<usize>,
    #[serde(flatten)]
    area: AreaRef,
    #[serde(flatten)]
    convergence: ConvergenceJson,
}

/// Kelurahan by their convergence in a period.
#[utoipa::path(get, path = "/v1/convergence/{period}", operation_id = "convergence_ranking", tag = "figures",
    params(("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated; then the form: .json (also without), .csv"),
           ("area" = Option<String>, Query, description = "Only inside the area of this code")),
    responses((status = 200, content((RankingJson = "application/json"), (String = "text/csv"))),
              (status = 400, body = super::super::problem::ProblemDocument),
              (status = 404, body = super::super::problem::ProblemDocument)))]
pub async fn convergence_ranking(
    seen: Seen,
    Path(period): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["area"])?;
    let snapshot = seen.snapshot();
    let (word, as_table) = form(&period);
    let (services, sample) = essential_services(snapshot);
    let period = period_of(snapshot, &services, word)?;
    let areas = match query.text("area") {
        Some(code) => snapshot.areas.kelurahan_of(extract::area(snapshot, code)?),
        None => snapshot.areas.of_level(Level::Kelurahan),
    };
    let areas = ranking(snapshot, &services, period, areas)
        .into_iter()
        .map(|(rank, area, convergence)| RankedArea {
            rank,
            area: AreaRef::at(snapshot, area),
            convergence: ConvergenceJson::of(convergence),
        })
        .collect();
    let answer = RankingJson { period: period.to_string(), sample, definition: DefinitionJson::new(), areas };
    if as_table {
        let name = format!("konvergensi-{}", answer.period);
        return Ok(table::attachment(csv(&answer).answer(&headers, Keep::AMinute), &name));
    }
    Ok(json(&answer).answer(&headers, Keep::AMinute))
}

const HEADER: [&str; 9] = ["rank", "kode", "nama", "period", "percent", "reached", "filled", "of", "sample"];

fn csv(answer: &RankingJson) -> Arc<Content> {
    let rows = answer.areas.iter().map(|one| {
        vec![
            number(one.rank),
            one.area.kode.clone(),
            text(&one.area.nama),
            answer.period.clone(),
            number(one.convergence.percent),
            one.convergence.reached.to_string(),
            one.convergence.filled.to_string(),
            one.convergence.of.to_string(),
            mark(answer.sample),
        ]
    });
    Content::new(table::write(&HEADER, rows), table::MEDIA_TYPE)
}
