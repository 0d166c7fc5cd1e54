//! The one error of this room: a problem document (RFC 9457).
//!
//! The kinds are a closed list; each has a heading of its name in
//! `docs/problems.md`. What a client did wrong is said in full; what went wrong
//! in here is logged and not said.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of problems (RFC 9457).
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Writes the closed list of kinds: name, status, title.
macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $slug:literal, $status:ident, $title:literal;)+) => {
        /// What kind of problem it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$meta])* #[doc = $title] $variant),+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The last part of the problem's `type`.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            /// The status.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status),+ }
            }

            /// The title.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }
        }
    };
}

kinds! {
    BadParameter = "bad-parameter", BAD_REQUEST, "A parameter is not understood";
    BadBody = "bad-body", BAD_REQUEST, "The body is not sound JSON";
    WrongBody = "wrong-body", UNPROCESSABLE_ENTITY, "The body is understood but wrong";
    WrongMediaType = "wrong-media-type", UNSUPPORTED_MEDIA_TYPE, "The body must be JSON";
    BodyTooLarge = "body-too-large", PAYLOAD_TOO_LARGE, "The body is too large";
    AddressTooLong = "address-too-long", URI_TOO_LONG, "The address is too long";
    NotFound = "not-found", NOT_FOUND, "Nothing is at this address";
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "This address does not take this method";
    NoSuchTile = "no-such-tile", NOT_FOUND, "There is no such tile";
    NoSuchLayer = "no-such-layer", NOT_FOUND, "There is no such layer";
    NoSuchArea = "no-such-area", NOT_FOUND, "There is no such area";
    NoSuchIndicator = "no-such-indicator", NOT_FOUND, "The catalogue has no such indicator";
    NoSuchFigures = "no-such-figures", NOT_FOUND, "Nobody has given figures for this indicator, period and level";
    NotComparable = "not-comparable", BAD_REQUEST, "These figures must not be reckoned with, or not together";
    NoSuchStyle = "no-such-style", NOT_FOUND, "There is no such style";
    NoSuchPicture = "no-such-picture", NOT_FOUND, "There is no such picture";
    VersionGone = "version-gone", GONE, "This version is no longer served";
    NotSignedIn = "not-signed-in", UNAUTHORIZED, "This is for those who are signed in";
    WrongCredentials = "wrong-credentials", UNAUTHORIZED, "Name or password are wrong";
    NotAllowed = "not-allowed", FORBIDDEN, "This takes a higher role";
    ForeignSite = "foreign-site", FORBIDDEN, "The request did not come from our own page";
    TooManyAttempts = "too-many-attempts", TOO_MANY_REQUESTS, "Too many tries in a minute";
    WrongSetUpCode = "wrong-set-up-code", FORBIDDEN, "The set-up code is wrong or too old";
    AlreadySetUp = "already-set-up", CONFLICT, "There are accounts already";
    NameTaken = "name-taken", CONFLICT, "There is an account of this name";
    WeakPassword = "weak-password", UNPROCESSABLE_ENTITY, "This password is not taken";
    NoSuchToken = "no-such-token", NOT_FOUND, "There is no such token";
    NoAccounts = "no-accounts", NOT_FOUND, "This server keeps no accounts";
    NoSuchImport = "no-such-import", NOT_FOUND, "There is no such import";
    ImportConflict = "import-conflict", CONFLICT, "That cannot be done to this import now";
    ImportsBusy = "imports-busy", SERVICE_UNAVAILABLE, "Too many imports wait";
    StoreFailed = "store-failed", SERVICE_UNAVAILABLE, "The database does not answer";
    Timeout = "timeout", REQUEST_TIMEOUT, "The request took too long";
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong in here";
}

/// A problem, ready to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    kind: Kind,
    detail: String,
    parameter: Option<String>,
    link: Option<(String, &'static str)>,
    again: Option<Duration>,
}

/// A problem as it goes over the wire.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// A path on this server that names the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "/problems/no-such-tile")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The status, again.
    #[schema(example = 404)]
    pub status: u16,
    /// What is wrong this time, and how to mend it.
    pub detail: String,
    /// The parameters concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemError>,
}

/// One parameter that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemError {
    /// Its name.
    pub parameter: String,
    /// What is wrong with it.
    pub detail: String,
}

impl Problem {
    /// A problem of a kind, with what is wrong this time.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), parameter: None, link: None, again: None }
    }

    /// A problem with one parameter.
    pub fn parameter(name: &str, detail: impl Into<String>) -> Self {
        Self { parameter: Some(name.to_owned()), ..Self::new(Kind::BadParameter, detail) }
    }

    /// Says of which of several things it holds.
    #[must_use]
    pub fn about(mut self, thing: &impl std::fmt::Display) -> Self {
        self.detail = format!("{thing}: {}", self.detail);
        self
    }

    /// Names an address that helps, with its relation.
    #[must_use]
    pub fn link(mut self, address: String, relation: &'static str) -> Self {
        self.link = Some((address, relation));
        self
    }

    /// Says after what time another try makes sense.
    #[must_use]
    pub fn again(mut self, again: Duration) -> Self {
        self.again = Some(again);
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.kind.status();
        let errors = self
            .parameter
            .map(|parameter| ProblemError { parameter, detail: self.detail.clone() })
            .into_iter()
            .collect();
        let document = ProblemDocument {
            kind: format!("/problems/{}", self.kind.slug()),
            title: self.kind.title().to_owned(),
            status: status.as_u16(),
            detail: self.detail,
            errors,
        };
        let mut response = (status, Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            // Of the two ways to say who one is, the one that has a name (RFC 6750).
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"jangkau\""));
        }
        if let Some(again) = self.again {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(again.as_secs()));
        }
        let link = self
            .link
            .and_then(|(address, rel)| HeaderValue::try_from(format!("<{address}>; rel=\"{rel}\"")).ok());
        if let Some(link) = link {
            headers.insert(header::LINK, link);
        }
        response
    }
}
