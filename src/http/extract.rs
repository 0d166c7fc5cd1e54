//! Taking a request apart; every refusal is a [`Problem`].

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Json, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use time::Date;

use super::Server;
use super::problem::{Kind, Problem};
use crate::app::Served;
use crate::domain::{AreaCode, InvalidValue, Level, Period, Position};
use crate::snapshot::{AreaIndex, Snapshot};

/// What is served while the request came in; held to the end of the answer.
pub struct Seen(pub Arc<Served>);

impl Seen {
    /// The snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        &self.0.current
    }
}

impl FromRequestParts<Arc<Server>> for Seen {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(_: &mut Parts, server: &Arc<Server>) -> Result<Self, Self::Rejection> {
        Ok(Self(server.live.served()))
    }
}

/// The segments of the path that the route leaves open.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Server>> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Problem> {
        match axum::extract::Path::from_request_parts(parts, server).await {
            Ok(axum::extract::Path(segments)) => Ok(Self(segments)),
            Err(rejection) => Err(Problem::new(Kind::BadParameter, rejection.body_text())),
        }
    }
}

/// The query, read by names. A name that the route does not know is refused,
/// and so is one that stands twice.
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl FromRequestParts<Arc<Server>> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Problem> {
        let axum::extract::Query(pairs) =
            axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
                .map_err(|error| Problem::new(Kind::BadParameter, error.body_text()))?;
        Ok(Self { pairs })
    }
}

impl Query {
    /// Refuses names that the route does not know.
    pub fn only(&self, known: &[&str]) -> Result<&Self, Problem> {
        let mut seen = BTreeSet::new();
        for (name, _) in &self.pairs {
            if !known.contains(&name.as_str()) {
                return Err(Problem::parameter(name, unknown(name, known)));
            }
            if !seen.insert(name) {
                return Err(Problem::parameter(name, "it stands twice"));
            }
        }
        Ok(self)
    }

    /// The text of a parameter.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A parameter that is one of our nouns.
    pub fn noun<T: FromStr<Err = InvalidValue>>(&self, name: &str) -> Result<Option<T>, Problem> {
        self.text(name)
            .map(|text| {
                text.parse().map_err(|error: InvalidValue| Problem::parameter(name, error.to_string()))
            })
            .transpose()
    }

    /// A whole number within bounds.
    pub fn number(
        &self,
        name: &str,
        bounds: std::ops::RangeInclusive<usize>,
    ) -> Result<Option<usize>, Problem> {
        self.text(name).map(|text| number(name, text.parse().ok(), bounds)).transpose()
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        self.text(name).map(|text| day(name, text)).transpose()
    }

    /// A position `lon,lat`.
    pub fn position(&self, name: &str) -> Result<Position, Problem> {
        self.noun(name)?.ok_or_else(|| Problem::parameter(name, "it is required: longitude,latitude"))
    }
}

/// Checks a whole number against bounds.
pub fn number(
    name: &str,
    value: Option<usize>,
    bounds: std::ops::RangeInclusive<usize>,
) -> Result<usize, Problem> {
    value.filter(|number| bounds.contains(number)).ok_or_else(|| {
        Problem::parameter(
            name,
            format!("expected a whole number from {} to {}", bounds.start(), bounds.end()),
        )
    })
}

/// Reads a day.
pub fn day(name: &str, text: &str) -> Result<Date, Problem> {
    match text.parse() {
        Ok(Period::Day(day)) => Ok(day),
        _ => Err(Problem::parameter(name, "expected a day such as 2026-11-24")),
    }
}

fn unknown(name: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .min_by_key(|known| strsim::levenshtein(name, known))
        .filter(|known| strsim::levenshtein(name, known) <= 3);
    match (near, known) {
        (Some(near), _) => format!("it is not known here; did you mean \"{near}\"?"),
        (None, []) => "this address takes no parameters".to_owned(),
        (None, known) => format!("it is not known here; known are {}", known.join(", ")),
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Server>> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Problem> {
        match Json::from_request(request, server).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(refused(&rejection)),
        }
    }
}

fn refused(rejection: &JsonRejection) -> Problem {
    let kind = match (rejection, rejection.status()) {
        (JsonRejection::JsonDataError(_), _) => Kind::WrongBody,
        (JsonRejection::MissingJsonContentType(_), _) => Kind::WrongMediaType,
        (_, StatusCode::PAYLOAD_TOO_LARGE) => Kind::BodyTooLarge,
        _ => Kind::BadBody,
    };
    Problem::new(kind, rejection.body_text())
}

/// The area of a code in a path.
pub fn area(snapshot: &Snapshot, code: &str) -> Result<AreaIndex, Problem> {
    let no_such = |detail: String| Problem::new(Kind::NoSuchArea, detail);
    let parsed: AreaCode = code.parse().map_err(|error: InvalidValue| no_such(error.to_string()))?;
    snapshot.areas.find(parsed).ok_or_else(|| no_such(format!("no boundary is loaded for {parsed}")))
}

/// The indicator of an id in a path.
pub fn indicator(snapshot: &Snapshot, id: &str) -> Result<usize, Problem> {
    snapshot.indicator(id).ok_or_else(|| {
        let ids = snapshot.indicators.iter().map(|indicator| indicator.id.as_str());
        let near = ids.min_by_key(|known| strsim::levenshtein(id, known));
        let hint = near.map_or_else(String::new, |near| format!("; the nearest is \"{near}\""));
        Problem::new(Kind::NoSuchIndicator, format!("\"{}\" is not in the catalogue{hint}", short(id)))
    })
}

/// The level of a word in a path.
pub fn level(word: &str) -> Result<Level, Problem> {
    word.parse().map_err(|error: InvalidValue| Problem::parameter("level", error.to_string()))
}

/// The period of a word in a path.
pub fn period(word: &str) -> Result<Period, Problem> {
    word.parse().map_err(|error: InvalidValue| Problem::parameter("period", error.to_string()))
}

/// What a client sent, cut so that it can be said back.
pub fn short(text: &str) -> String {
    text.chars().take(80).collect()
}
