//! Validators, content codings and how long an answer may be kept.
//!
//! - A strong `ETag` for each content coding, made from the content.
//! - `If-None-Match` is compared weakly, since a proxy may have weakened it, and
//!   a 304 carries the `ETag`, `Cache-Control` and `Vary` that a 200 would.
//! - `Vary: Accept-Encoding` on everything that may be coded.
//! - A versioned address is kept for ever; the version is in the address, so
//!   nothing is ever purged.

use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};

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

/// A body with its codings, each made once.
#[derive(Debug)]
pub struct Content {
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    media_type: &'static str,
    /// A validator for each coding: the first sixteen digits of the SHA-256 of
    /// the body, and the coding's name.
    etags: [HeaderValue; 3],
}

/// A content coding that we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

/// Bodies smaller than this gain nothing from a coding.
const LEAST_CODED: usize = 256;

/// Packed by themselves; a coding would only cost time.
const PACKED: [&str; 2] = ["image/png", "application/pdf"];

impl Content {
    /// A body of a media type.
    pub fn new(plain: impl Into<Bytes>, media_type: &'static str) -> Arc<Self> {
        Self::with_codings(plain.into(), None, None, media_type)
    }

    /// A body of which some codings were made before.
    pub fn with_codings(
        plain: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
        media_type: &'static str,
    ) -> Arc<Self> {
        let mut tag = hex::encode(Sha256::digest(&plain));
        tag.truncate(16);
        let etag = |suffix| HeaderValue::try_from(format!("\"{tag}{suffix}\"")).expect("hexadecimal digits");
        let etags = ["", "-gz", "-br"].map(etag);
        let given = |coded: Option<Bytes>| coded.map_or_else(OnceLock::new, OnceLock::from);
        Arc::new(Self { plain, gzip: given(gzip), brotli: given(brotli), media_type, etags })
    }

    /// Bytes kept in memory, about.
    pub fn weight(&self) -> usize {
        2 * self.plain.len() + 256
    }

    fn coded(&self, coding: Coding) -> Bytes {
        match coding {
            Coding::Plain => self.plain.clone(),
            Coding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Coding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
        }
    }

    fn etag(&self, coding: Coding) -> &HeaderValue {
        &self.etags[coding as usize]
    }

    /// The answer to a request: the body in the coding that the client likes
    /// best, or 304 where it has it already.
    pub fn answer(&self, request: &HeaderMap, keep: Keep) -> Response {
        let gains = self.plain.len() >= LEAST_CODED && !PACKED.contains(&self.media_type);
        let coding = if gains { chosen(request) } else { Coding::Plain };
        let etag = self.etag(coding);
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::CACHE_CONTROL, keep.header());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if keep != Keep::Never {
            headers.insert(header::ETAG, etag.clone());
            if unchanged(request, etag) {
                return (StatusCode::NOT_MODIFIED, headers).into_response();
            }
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        match coding {
            Coding::Plain => {}
            Coding::Gzip => drop(headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))),
            Coding::Brotli => drop(headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"))),
        }
        (headers, Body::from(self.coded(coding))).into_response()
    }
}

/// An empty answer that may be kept as long as the tile that is not there.
pub fn nothing(keep: Keep) -> Response {
    (StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, keep.header())]).into_response()
}

/// Whether the client names this validator; `W/` and the list are allowed, and
/// the comparison is weak (RFC 9110, 13.1.2).
fn unchanged(request: &HeaderMap, etag: &HeaderValue) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag.as_bytes() == etag.as_bytes() || tag == "*")
}

/// The coding that the client likes best; brotli before gzip among equals.
fn chosen(request: &HeaderMap) -> Coding {
    const NAMES: [&str; 4] = ["br", "gzip", "identity", "*"];
    let mut qualities = [None; 4];
    let accepted = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for entry in accepted.flat_map(|value| value.split(',')) {
        let (coding, parameters) = entry.split_once(';').unwrap_or((entry, ""));
        let name = NAMES.iter().position(|name| name.eq_ignore_ascii_case(coding.trim()));
        if let Some(quality) = name.map(|name| &mut qualities[name]).filter(|quality| quality.is_none()) {
            let given = parameters.trim().strip_prefix("q=").map(|q| q.trim().parse().unwrap_or(0.0));
            *quality = Some(given.unwrap_or(1.0_f32));
        }
    }
    let [brotli, gzip, identity, any] = qualities;
    let of = |quality: Option<f32>| quality.or(any).unwrap_or(0.0);
    let plain = identity.unwrap_or(0.001);
    [(Coding::Brotli, of(brotli)), (Coding::Gzip, of(gzip))]
        .into_iter()
        .filter(|(_, quality)| *quality > 0.0 && *quality >= plain)
        .fold((Coding::Plain, 0.0), |best, next| if next.1 > best.1 { next } else { best })
        .0
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(plain).expect("writing to memory");
    encoder.finish().expect("writing to memory").into()
}

fn brotli(plain: &[u8]) -> Bytes {
    // Quality 5 of 11: half a second saved on a tile for a few per cent of size.
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    encoder.write_all(plain).expect("writing to memory");
    encoder.into_inner().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))])
    }

    #[test]
    fn the_client_chooses_the_coding() {
        for (accepts, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip", Coding::Gzip),
            ("br;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("br;q=0, gzip;q=0", Coding::Plain),
            ("*", Coding::Brotli),
            ("*;q=0", Coding::Plain),
            ("identity, gzip;q=0.5", Coding::Plain),
            ("", Coding::Plain),
            ("deflate", Coding::Plain),
            ("gzip;q=nonsense", Coding::Plain),
        ] {
            assert_eq!(chosen(&asks(header::ACCEPT_ENCODING, accepts)), coding, "{accepts}");
        }
    }

    #[test]
    fn validators_are_compared_weakly() {
        let etag = HeaderValue::from_static("\"a\"");
        for value in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*", "\"b\" , W/\"a\""] {
            assert!(unchanged(&asks(header::IF_NONE_MATCH, value), &etag), "{value}");
        }
        for value in ["\"b\"", "a", "\"a-gz\"", ""] {
            assert!(!unchanged(&asks(header::IF_NONE_MATCH, value), &etag), "{value}");
        }
    }

    #[test]
    fn each_coding_has_a_validator_of_its_own() {
        let content = Content::new(vec![b'x'; 1000], "text/plain");
        let tags = [Coding::Plain, Coding::Gzip, Coding::Brotli].map(|coding| content.etag(coding));
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
    }
}
