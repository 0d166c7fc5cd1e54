//! What is reckoned from figures: patterns, changes, two variables, priority.
//!
//! Every answer says its method with the source, which areas entered and why the
//! others did not, and has the raw figure beside what is reckoned from it.
//! docs/methods.md has the formulas. What must not be reckoned with, or not
//! together, is refused as `not-comparable`.

mod about;
mod asked;
mod methods;
mod patterns;
mod changes;
mod bivariate;
mod priority;

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::caching::Content;
use super::extract::{self, Path, Query, Seen, short};
use super::problem::{Kind, Problem};
use super::{Made, Server, away, json, table, values, version};
use crate::domain::{Level, Period};
use crate::snapshot::Snapshot;
pub(super) use asked::MOST_WEIGHTS;
use asked::{in_order, known_at, refuse_conflicts, weights};
use bivariate::Bivariate;
use changes::Changes;
use patterns::Patterns;
use priority::Priority;

/// How much statistics is reckoned at once.
pub(super) const AT_ONCE: usize = 2;

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `.json`, or no ending.
    Json,
    /// `.csv`.
    Csv,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// The patterns of an indicator.
    Patterns { indicator: usize, period: Period, level: Level },
    /// The changes of an indicator from one period to another.
    Changes { indicator: usize, periods: [Period; 2], level: Level },
    /// Two indicators at once.
    Bivariate { indicators: [usize; 2], period: Period, level: Level },
    /// The order by some weights, each as the bits of its number.
    Priority { weights: Vec<(usize, u64)>, period: Period, level: Level },
}

/// Figures smoothed by empirical Bayes, Moran's I of all and of each area, and
/// Gi*, with false discoveries under control: as rows, or with `.csv` behind the
/// level as a table.
#[utoipa::path(get, path = "/v1/patterns/{indicator}/{period}/{level}", tag = "statistics",
    params(("indicator" = String, Path, description = "An id of the catalogue, of shares in per cent"),
           ("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes; then the form: .json (also without), .csv")),
    responses((status = 200, content((Patterns = "application/json"), (String = "text/csv"))),
              (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn patterns(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, period, level)): Path<(String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (segment, form) = form(&level)?;
    let (word, token) = version::cut(segment);
    let stem = format!("/v1/patterns/{}/{}/{word}", short(&indicator), short(&period));
    let (snapshot, keep) =
        version::seen(&seen, token, version::of_values, |current| form.address(&stem, current))?;
    let (level, index) = (extract::level(word)?, extract::indicator(snapshot, &indicator)?);
    let period = extract::period(&period)?;
    refuse_conflicts(snapshot, &[index])?;
    snapshot.public.column(index, period, level).ok_or_else(|| values::nobody(snapshot, index, level))?;
    let content =
        kept(&server, snapshot, Question::Patterns { indicator: index, period, level }, form).await?;
    Ok(form.named(content.answer(&headers, keep), &format!("pola-{indicator}-{period}-{}", level.as_str())))
}

/// What became of each area between two periods of one series, with a 95 %
/// interval: as rows, or with `.csv` behind the level as a table.
#[utoipa::path(get, path = "/v1/changes/{indicator}/{from}/{to}/{level}", tag = "statistics",
    params(("indicator" = String, Path, description = "An id of the catalogue, of shares in per cent"),
           ("from" = String, Path, description = "The earlier period: 2024, 2024-08 or 2024-08-31"),
           ("to" = String, Path, description = "The later period"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes; then the form: .json (also without), .csv")),
    responses((status = 200, content((Changes = "application/json"), (String = "text/csv"))),
              (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn changes(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((indicator, from, to, level)): Path<(String, String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (segment, form) = form(&level)?;
    let (word, token) = version::cut(segment);
    let stem = format!("/v1/changes/{}/{}/{}/{word}", short(&indicator), short(&from), short(&to));
    let (snapshot, keep) =
        version::seen(&seen, token, version::of_values, |current| form.address(&stem, current))?;
    let (level, index) = (extract::level(word)?, extract::indicator(snapshot, &indicator)?);
    let periods = in_order(&from, &to)?;
    refuse_conflicts(snapshot, &[index])?;
    for period in periods {
        snapshot.public.column(index, period, level).ok_or_else(|| values::nobody(snapshot, index, level))?;
    }
    let content =
        kept(&server, snapshot, Question::Changes { indicator: index, periods, level }, form).await?;
    let name = format!("perubahan-{indicator}-{}-{}-{}", periods[0], periods[1], level.as_str());
    Ok(form.named(content.answer(&headers, keep), &name))
}

/// Two indicators at once, each in terciles, with nine colours.
#[utoipa::path(get, path = "/v1/bivariate/{a}/{b}/{period}/{level}", tag = "statistics",
    params(("a" = String, Path, description = "An id of the catalogue, of shares in per cent"),
           ("b" = String, Path, description = "Another one, of the same kind of series"),
           ("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated; an indicator without figures for it shows its latest before"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes")),
    responses((status = 200, body = Bivariate), (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn bivariate(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((a, b, period, level)): Path<(String, String, String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&[])?;
    let (word, token) = version::cut(&level);
    let stem = format!("/v1/bivariate/{}/{}/{}/{word}", short(&a), short(&b), short(&period));
    let address = |current| Form::Json.address(&stem, current);
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let level = extract::level(word)?;
    let indicators = [extract::indicator(snapshot, &a)?, extract::indicator(snapshot, &b)?];
    if indicators[0] == indicators[1] {
        return Err(Problem::parameter("b", "it is the same indicator as a; name another one"));
    }
    let period = extract::period(&period)?;
    refuse_conflicts(snapshot, &indicators)?;
    known_at(snapshot, &indicators, period, level)?;
    let content =
        kept(&server, snapshot, Question::Bivariate { indicators, period, level }, Form::Json).await?;
    Ok(content.answer(&headers, keep))
}

/// Areas in the order of a score whose weights stand in the address, with how sure
/// each rank is and the reasons in words: as rows, or with `.csv` behind the level
/// as a table.
#[utoipa::path(get, path = "/v1/priority/{period}/{level}", tag = "statistics",
    params(("period" = String, Path, description = "2024, 2024-08, 2024-08-31 or undated; an indicator without figures for it shows its latest before"),
           ("level" = String, Path, description = "A level; with @version behind it the answer never changes; then the form: .json (also without), .csv"),
           ("weights" = String, Query, description = "Ids of the catalogue with weights above 0 and up to 100: stunting:3,imunisasi:1; at most 12")),
    responses((status = 200, content((Priority = "application/json"), (String = "text/csv"))),
              (status = 400, body = super::problem::ProblemDocument),
              (status = 404, body = super::problem::ProblemDocument), (status = 410, body = super::problem::ProblemDocument)))]
pub async fn priority(
    State(server): State<Arc<Server>>,
    seen: Seen,
    Path((period, level)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&["weights"])?;
    let (segment, form) = form(&level)?;
    let (word, token) = version::cut(segment);
    let asked = query.text("weights").unwrap_or_default();
    let stem = format!("/v1/priority/{}/{word}", short(&period));
    // What cannot be a weight cannot stand in the header of a link either.
    let said: String = asked.chars().filter(|c| c.is_ascii_alphanumeric() || "-.:,".contains(*c)).collect();
    let address = |current| format!("{}?weights={said}", form.address(&stem, current));
    let (snapshot, keep) = version::seen(&seen, token, version::of_values, address)?;
    let level = extract::level(word)?;
    let period = extract::period(&period)?;
    let weights = weights(snapshot, asked)?;
    let indicators: Vec<usize> = weights.iter().map(|&(indicator, _)| indicator).collect();
    refuse_conflicts(snapshot, &indicators)?;
    known_at(snapshot, &indicators, period, level)?;
    let content = kept(&server, snapshot, Question::Priority { weights, period, level }, form).await?;
    Ok(form.named(content.answer(&headers, keep), &format!("prioritas-{period}-{}", level.as_str())))
}

/// An answer in a form, reckoned away from the threads that answer when it is
/// first asked for, a few at once; who comes later waits.
async fn kept(
    server: &Server,
    snapshot: &Arc<Snapshot>,
    question: Question,
    form: Form,
) -> Result<Arc<Content>, Problem> {
    let failed = || Problem::new(Kind::Internal, "it has been logged");
    let key = Made::Statistics { token: version::of_values(snapshot), question: question.clone(), form };
    if let Some(content) = server.made.get(&key).flatten() {
        return Ok(content);
    }
    let permit = Arc::clone(&server.reckoning).acquire_owned().await.map_err(|_| failed())?;
    let (made, snapshot) = (server.made.clone(), Arc::clone(snapshot));
    let content = away(move || {
        // Held by the work and not by the client, who may leave.
        let _permit = permit;
        made.get_with(key, || make(&snapshot, &question, form))
    });
    content.await?.ok_or_else(failed)
}

/// The answer; none where somebody asks for what has no figures, which each
/// handler refuses before.
fn make(snapshot: &Snapshot, question: &Question, form: Form) -> Option<Arc<Content>> {
    let table = |written: Vec<u8>| Content::new(written, table::MEDIA_TYPE);
    Some(match (question, form) {
        (&Question::Patterns { indicator, period, level }, _) => {
            let answer = patterns::build(snapshot, indicator, period, level)?;
            if form == Form::Csv { table(answer.table()) } else { json(&answer) }
        }
        (&Question::Changes { indicator, periods, level }, _) => {
            let answer = changes::build(snapshot, indicator, periods, level)?;
            if form == Form::Csv { table(answer.table()) } else { json(&answer) }
        }
        (&Question::Bivariate { indicators, period, level }, _) => {
            json(&bivariate::build(snapshot, indicators, period, level)?)
        }
        (Question::Priority { weights, period, level }, _) => {
            let weights: Vec<(usize, f64)> =
                weights.iter().map(|&(indicator, bits)| (indicator, f64::from_bits(bits))).collect();
            let answer = priority::build(snapshot, &weights, *period, *level)?;
            if form == Form::Csv { table(answer.table()) } else { json(&answer) }
        }
    })
}

/// A segment without its ending, and the form that the ending names.
fn form(segment: &str) -> Result<(&str, Form), Problem> {
    match segment.rsplit_once('.') {
        None => Ok((segment, Form::Json)),
        Some((rest, "json")) => Ok((rest, Form::Json)),
        Some((rest, "csv")) => Ok((rest, Form::Csv)),
        Some((_, other)) => {
            let detail = format!("statistics come as .json or .csv, and not as .{}", short(other));
            Err(Problem::new(Kind::NotFound, detail))
        }
    }
}

impl Form {
    /// The address of an answer at a version.
    fn address(self, stem: &str, version: crate::snapshot::Token) -> String {
        format!("{stem}@{version}{}", if self == Self::Csv { ".csv" } else { "" })
    }

    /// A table comes as a file with a name.
    fn named(self, answer: Response, name: &str) -> Response {
        if self == Self::Csv { table::attachment(answer, name) } else { answer }
    }
}
