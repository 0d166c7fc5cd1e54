//! Validators, kept codings and how long an answer may be kept.
//!
//! - A strong `ETag` for each content coding, made from the content.
//! - `If-None-Match` is compared weakly, since a proxy may have weakened it, and
//!   a 304 carries the `ETag`, `Cache-Control` and `Vary` that a 200 would.
//! - `Vary: Accept-Encoding` on everything that may be coded; what does not
//!   shrink is not.
//! - A versioned address is kept for ever; the version is in the address, so
//!   nothing is ever purged.
//! - A tile is coded quickly when it is first asked for, and thoroughly in the
//!   background when it is asked for again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::runtime::{Handle, RuntimeFlavor};

use super::codings::{Coding, Effort, MADE_BY_THE_BUILD, MADE_HERE, Wishes, header_of};

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// For ever: the version is in the address.
    Forever,
    /// For a minute, and longer while it is asked for anew.
    AMinute,
    /// Only after asking whether it still holds.
    AskFirst,
    /// Not at all: it is about the asker.
    Never,
}

impl Keep {
    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::AMinute => "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
            Self::AskFirst => "public, no-cache",
            Self::Never => "no-store",
        })
    }
}

/// A body with its codings, each made once and kept.
#[derive(Debug)]
pub struct Content {
    plain: Bytes,
    media_type: &'static str,
    /// The first sixteen digits of the SHA-256 of the body: what every
    /// validator begins with.
    tag: String,
    /// With which effort a coding is made first.
    first: Effort,
    /// Which coding is chosen of those liked equally.
    order: [Coding; 3],
    gzip: Kept,
    brotli: Kept,
    zstd: Kept,
}

/// A coding once it is made. The lock is held while it is: of several who ask
/// for the same coding at once, one makes it.
type Kept = Mutex<Option<Coded>>;

/// A body in a coding.
#[derive(Debug, Clone)]
enum Coded {
    /// Smaller than the body as it is.
    Smaller(Bytes, Effort),
    /// No smaller, so of no use.
    Useless,
}

/// Bodies smaller than this gain nothing from a coding.
const LEAST_CODED: usize = 256;
/// Coding more than this would keep others waiting on the same thread.
const LARGE: usize = 64 << 10;

/// Packed by themselves; a coding would only cost time.
const PACKED: [&str; 2] = ["image/png", "application/pdf"];

impl Content {
    /// A body of a media type, coded thoroughly.
    pub fn new(plain: impl Into<Bytes>, media_type: &'static str) -> Arc<Self> {
        Arc::new(Self::of(plain.into(), media_type, Effort::Thorough))
    }

    /// A body that is made while somebody waits and will be kept: coded quickly
    /// at first, thoroughly once it is asked for again.
    pub fn quick(plain: impl Into<Bytes>, media_type: &'static str) -> Arc<Self> {
        Arc::new(Self::of(plain.into(), media_type, Effort::Quick))
    }

    /// A body of which some codings were made before.
    pub fn with_codings(
        plain: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
        media_type: &'static str,
    ) -> Arc<Self> {
        let given = |coded: Option<Bytes>| Mutex::new(coded.map(|b| Coded::Smaller(b, Effort::Thorough)));
        let order = if brotli.is_some() { MADE_BY_THE_BUILD } else { MADE_HERE };
        let content = Self::of(plain, media_type, Effort::Thorough);
        Arc::new(Self { gzip: given(gzip), brotli: given(brotli), order, ..content })
    }

    fn of(plain: Bytes, media_type: &'static str, first: Effort) -> Self {
        let mut tag = hex::encode(Sha256::digest(&plain));
        tag.truncate(16);
        let [gzip, brotli, zstd] = std::array::from_fn(|_| Kept::default());
        Self { plain, media_type, tag, first, order: MADE_HERE, gzip, brotli, zstd }
    }

    /// Bytes kept in memory, about: the body and the two or three codings that
    /// clients ask for.
    pub fn weight(&self) -> usize {
        2 * self.plain.len() + 256
    }

    fn etag(&self, coding: Coding, effort: Effort) -> HeaderValue {
        HeaderValue::try_from(format!("\"{}{}\"", self.tag, coding.suffix(effort))).expect("plain letters")
    }

    /// The answer to a request: the body in the coding that the client likes
    /// best, or 304 where it has it already.
    pub fn answer(self: &Arc<Self>, request: &HeaderMap, keep: Keep) -> Response {
        let wishes = Wishes::of(request);
        let mut coding = wishes.best(self.order);
        let gains = self.plain.len() >= LEAST_CODED && !PACKED.contains(&self.media_type);
        if !gains && !wishes.refuse_plain() {
            coding = Coding::Plain;
        }
        let validated = keep != Keep::Never;
        // What the client has in either effort is as good as new: nothing need be coded.
        let had = [Effort::Quick, Effort::Thorough].map(|effort| self.etag(coding, effort));
        if validated && let Some(etag) = had.into_iter().find(|etag| names(request, etag)) {
            return (StatusCode::NOT_MODIFIED, headers(keep, Some(&etag))).into_response();
        }
        let (body, coding, effort) = self.coded(coding, wishes.refuse_plain());
        let etag = self.etag(coding, effort);
        let mut headers = headers(keep, validated.then_some(&etag));
        if validated && (names(request, &etag) || names_anything(request)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        if let Some(coding) = header_of(coding) {
            headers.insert(header::CONTENT_ENCODING, coding);
        }
        (headers, Body::from(body)).into_response()
    }

    fn kept(&self, coding: Coding) -> Option<&Kept> {
        match coding {
            Coding::Plain => None,
            Coding::Gzip => Some(&self.gzip),
            Coding::Brotli => Some(&self.brotli),
            Coding::Zstd => Some(&self.zstd),
        }
    }

    /// The body in a coding; as it is where that is no longer, unless the client
    /// refuses it so.
    fn coded(self: &Arc<Self>, coding: Coding, refuse_plain: bool) -> (Bytes, Coding, Effort) {
        let Some(kept) = self.kept(coding) else { return (self.plain.clone(), coding, self.first) };
        let mut coded = kept.lock().unwrap_or_else(PoisonError::into_inner);
        match &*coded {
            Some(Coded::Smaller(body, Effort::Quick)) if coding.has_two_efforts() => {
                self.improve_later(coding);
                (body.clone(), coding, Effort::Quick)
            }
            Some(Coded::Smaller(body, effort)) => (body.clone(), coding, *effort),
            Some(Coded::Useless) if refuse_plain => {
                (coding.write(&self.plain, self.first), coding, self.first)
            }
            Some(Coded::Useless) => (self.plain.clone(), Coding::Plain, self.first),
            None => {
                let body = aside(self.plain.len(), || coding.write(&self.plain, self.first));
                let smaller = body.len() < self.plain.len();
                *coded =
                    Some(if smaller { Coded::Smaller(body.clone(), self.first) } else { Coded::Useless });
                if smaller || refuse_plain {
                    (body, coding, self.first)
                } else {
                    (self.plain.clone(), Coding::Plain, self.first)
                }
            }
        }
    }

    /// Codes thoroughly what was coded quickly, away from the threads that
    /// answer and one body at a time; while one is busy, others wait to be asked
    /// for once more.
    fn improve_later(self: &Arc<Self>, coding: Coding) {
        let Ok(runtime) = Handle::try_current() else { return };
        if let Some(turn) = Turn::take() {
            let content = Arc::clone(self);
            runtime.spawn_blocking(move || {
                content.improve(coding);
                drop(turn);
            });
        }
    }

    fn improve(&self, coding: Coding) {
        let body = coding.write(&self.plain, Effort::Thorough);
        if let Some(kept) = self.kept(coding) {
            *kept.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(Coded::Smaller(body, Effort::Thorough));
        }
    }
}

/// The right to work on a body in the background; one at a time has it.
struct Turn;

static TAKEN: AtomicBool = AtomicBool::new(false);

impl Turn {
    fn take() -> Option<Self> {
        (!TAKEN.swap(true, Ordering::AcqRel)).then_some(Self)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        TAKEN.store(false, Ordering::Release);
    }
}

/// Does work on so many bytes; on many, after handing this thread's other tasks
/// to another one.
fn aside<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let several =
        || Handle::try_current().is_ok_and(|here| here.runtime_flavor() == RuntimeFlavor::MultiThread);
    if bytes > LARGE && several() { tokio::task::block_in_place(work) } else { work() }
}

/// The headers that a 200 and a 304 share.
fn headers(keep: Keep, etag: Option<&HeaderValue>) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(header::CACHE_CONTROL, keep.header());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(etag) = etag {
        headers.insert(header::ETAG, etag.clone());
    }
    headers
}

/// An empty answer that may be kept as long as the tile that is not there.
pub fn nothing(keep: Keep) -> Response {
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, keep.header())]).into_response()
}

/// Whether `If-None-Match` lists this validator. The comparison is weak: `W/`
/// says nothing (RFC 9110, 13.1.2).
fn names(request: &HeaderMap, etag: &HeaderValue) -> bool {
    none_match(request).any(|value| tags(value).any(|tag| tag.as_bytes() == etag.as_bytes()))
}

/// Whether `If-None-Match` is a star.
fn names_anything(request: &HeaderMap) -> bool {
    none_match(request).any(|value| value.trim() == "*")
}

fn none_match(request: &HeaderMap) -> impl Iterator<Item = &str> {
    request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok())
}

/// The validators of a list, each with its quotes and without `W/`. A comma may
/// stand inside the quotes.
fn tags(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let start = rest.find('"')?;
        let length = rest[start + 1..].find('"')? + 2;
        let tag = &rest[start..start + length];
        rest = &rest[start + length..];
        Some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))])
    }

    #[test]
    fn validators_are_compared_weakly() {
        let etag = HeaderValue::from_static("\"a\"");
        for value in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "\"b\" , W/\"a\"", "\"x, y\",\"a\""] {
            assert!(names(&asks(header::IF_NONE_MATCH, value), &etag), "{value}");
        }
        for value in ["\"b\"", "a", "\"a-gz\"", "", "*", "\"x, *, \"a\""] {
            assert!(!names(&asks(header::IF_NONE_MATCH, value), &etag), "{value}");
        }
        assert!(names_anything(&asks(header::IF_NONE_MATCH, " * ")));
        assert!(!names_anything(&asks(header::IF_NONE_MATCH, "\"a, *, b\"")));
    }

    /// Bytes in which every coding finds something, the thorough ones more.
    fn tile() -> Vec<u8> {
        (0..40_000_u32).map(|n| (n.wrapping_mul(n) >> 7).to_le_bytes()[0] & 15).collect()
    }

    #[test]
    fn each_coding_and_effort_has_a_validator_of_its_own() {
        let content = Content::new(tile(), "text/plain");
        let mut tags: Vec<HeaderValue> = [Coding::Plain, Coding::Gzip, Coding::Brotli, Coding::Zstd]
            .into_iter()
            .flat_map(|coding| [Effort::Quick, Effort::Thorough].map(|effort| content.etag(coding, effort)))
            .collect();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 6, "gzip and brotli come in two efforts");
    }

    #[tokio::test]
    async fn what_is_asked_for_again_becomes_smaller_and_old_copies_stay_good() {
        let content = Content::quick(tile(), "text/plain");
        let etag = |response: &Response| response.headers()[header::ETAG].clone();
        let ask = |name, value| content.answer(&asks(name, value), Keep::Forever);
        for (coding, suffix) in [("gzip", "-gz"), ("br", "-br")] {
            let quick = etag(&ask(header::ACCEPT_ENCODING, coding));
            assert!(quick.to_str().is_ok_and(|tag| tag.ends_with(&format!("{suffix}1\""))), "{quick:?}");
            // Other tests may have the turn; each request asks for it anew.
            let mut now = quick.clone();
            while now == quick {
                tokio::task::yield_now().await;
                now = etag(&ask(header::ACCEPT_ENCODING, coding));
            }
            assert!(now.to_str().is_ok_and(|tag| tag.ends_with(&format!("{suffix}\""))), "{now:?}");
            for tag in [quick, now] {
                let mut request = asks(header::ACCEPT_ENCODING, coding);
                request.insert(header::IF_NONE_MATCH, tag.clone());
                let response = content.answer(&request, Keep::Forever);
                assert_eq!((response.status(), etag(&response)), (StatusCode::NOT_MODIFIED, tag));
            }
        }
        let thorough = |kept: &Kept| match &*kept.lock().expect("no panic") {
            Some(Coded::Smaller(body, Effort::Thorough)) => body.len(),
            other => panic!("{other:?}"),
        };
        assert!(thorough(&content.gzip) < Coding::Gzip.write(&tile(), Effort::Quick).len());
        assert!(thorough(&content.brotli) < Coding::Brotli.write(&tile(), Effort::Quick).len());
    }

    #[test]
    fn what_does_not_shrink_is_not_coded_unless_it_must_be() {
        let noise: Vec<u8> = Sha256::digest(b"a").into_iter().cycle().take(32).collect();
        let noise: Vec<u8> = (0..30_u8).flat_map(|n| Sha256::digest([&noise[..], &[n]].concat())).collect();
        let content = Content::new(noise, "image/png");
        for _ in 0..2 {
            for coding in ["gzip", "br", "zstd"] {
                let plain = content.answer(&asks(header::ACCEPT_ENCODING, coding), Keep::Forever);
                assert_eq!(plain.headers().get(header::CONTENT_ENCODING), None, "{coding}");
                assert_eq!(plain.headers()[header::ETAG], content.etag(Coding::Plain, Effort::Thorough));
                let wish = format!("identity;q=0, {coding}");
                let coded = content.answer(&asks(header::ACCEPT_ENCODING, &wish), Keep::Forever);
                assert_eq!(coded.headers()[header::CONTENT_ENCODING], coding);
            }
        }
        let short = Content::new("short", "text/plain");
        let coded = |wish| {
            let answer = short.answer(&asks(header::ACCEPT_ENCODING, wish), Keep::Forever);
            answer.headers().get(header::CONTENT_ENCODING).cloned()
        };
        assert_eq!(coded("gzip, br, zstd"), None);
        assert_eq!(coded("identity;q=0, gzip"), Some(HeaderValue::from_static("gzip")));
        assert_eq!(coded("identity;q=0"), None, "better plain than nothing");
    }
}
