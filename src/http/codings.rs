//! Content codings: which one a client likes best, and how each is written.
//!
//! Where a client likes several equally, zstd comes first: on our tiles and
//! figures it is as small as gzip at its sixth level and takes a fifth of the
//! time, and brotli is a few per cent smaller for ten times that. What the build
//! has packed by brotli comes as brotli, which is smallest and costs nothing.
//! `docs/decisions/0009-codings.md` has the figures.

use std::io::Write as _;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;

/// A content coding that we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Plain,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
    /// RFC 8878.
    Zstd,
}

/// How hard a coding is worked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For an answer that is waited for.
    Quick,
    /// For an answer that will be given often.
    Thorough,
}

/// Which coding is chosen of those that a client likes equally.
pub const MADE_HERE: [Coding; 3] = [Coding::Zstd, Coding::Brotli, Coding::Gzip];
/// The same for what the build has packed by brotli.
pub const MADE_BY_THE_BUILD: [Coding; 3] = [Coding::Brotli, Coding::Zstd, Coding::Gzip];

impl Coding {
    /// The name in headers; none for what is not coded.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// What a validator ends in, for each coding and effort another.
    pub fn suffix(self, effort: Effort) -> &'static str {
        match (self, effort) {
            (Self::Plain, _) => "",
            (Self::Gzip, Effort::Quick) => "-gz1",
            (Self::Gzip, Effort::Thorough) => "-gz",
            (Self::Brotli, Effort::Quick) => "-br1",
            (Self::Brotli, Effort::Thorough) => "-br",
            (Self::Zstd, _) => "-zst",
        }
    }

    /// Whether more effort gives other bytes. With zstd a twentieth of the size
    /// would cost twenty times as much.
    pub fn has_two_efforts(self) -> bool {
        matches!(self, Self::Gzip | Self::Brotli)
    }

    /// Writes bytes in this coding.
    pub fn write(self, plain: &[u8], effort: Effort) -> Bytes {
        let quick = effort == Effort::Quick;
        match self {
            Self::Plain => Bytes::copy_from_slice(plain),
            Self::Gzip => gzip(plain, if quick { 1 } else { 6 }),
            Self::Brotli => brotli(plain, if quick { 1 } else { 5 }),
            Self::Zstd => zstd::bulk::compress(plain, 3).expect("writing to memory").into(),
        }
    }
}

fn gzip(plain: &[u8], level: u32) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(plain).expect("writing to memory");
    encoder.finish().expect("writing to memory").into()
}

fn brotli(plain: &[u8], quality: u32) -> Bytes {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    encoder.write_all(plain).expect("writing to memory");
    encoder.into_inner().into()
}

/// What a client says of codings (RFC 9110, 12.5.3): a weight each, from 0
/// (not at all) to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    gzip: Option<f32>,
    brotli: Option<f32>,
    zstd: Option<f32>,
    plain: Option<f32>,
    any: Option<f32>,
}

/// The weight of what is not coded where the client says nothing of it:
/// acceptable, and less than anything that is asked for.
const UNSAID: f32 = 0.000_1;

impl Wishes {
    /// Those of a request; without the header nothing is coded.
    pub fn of(request: &HeaderMap) -> Self {
        let mut wishes = Self::default();
        let values = request.get_all(header::ACCEPT_ENCODING).iter();
        for entry in values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')) {
            let (name, parameters) = entry.split_once(';').unwrap_or((entry, ""));
            // Of a name that stands twice, the first counts.
            if let Some(weight) = wishes.named(name.trim()) {
                weight.get_or_insert_with(|| quality(parameters));
            }
        }
        wishes
    }

    fn named(&mut self, name: &str) -> Option<&mut Option<f32>> {
        Some(match name.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => &mut self.gzip,
            "br" => &mut self.brotli,
            "zstd" => &mut self.zstd,
            "identity" => &mut self.plain,
            "*" => &mut self.any,
            _ => return None,
        })
    }

    fn weight(&self, coding: Coding) -> f32 {
        match coding {
            Coding::Gzip => self.gzip.or(self.any).unwrap_or(0.0),
            Coding::Brotli => self.brotli.or(self.any).unwrap_or(0.0),
            Coding::Zstd => self.zstd.or(self.any).unwrap_or(0.0),
            // A star that refuses nothing says nothing against plain either.
            Coding::Plain => self.plain.or(self.any.filter(|any| *any == 0.0)).unwrap_or(UNSAID),
        }
    }

    /// The coding liked best, the first of an order among equals. A client that
    /// refuses everything gets the body as it is: a map is of more use than 406,
    /// which the RFC allows and does not ask for.
    pub fn best(&self, order: [Coding; 3]) -> Coding {
        let plain = self.weight(Coding::Plain);
        order
            .into_iter()
            .map(|coding| (coding, self.weight(coding)))
            .filter(|(_, weight)| *weight > 0.0 && *weight >= plain)
            .fold((Coding::Plain, 0.0), |best, next| if next.1 > best.1 { next } else { best })
            .0
    }

    /// Whether the body may not come as it is.
    pub fn refuse_plain(&self) -> bool {
        self.weight(Coding::Plain) == 0.0
    }
}

/// The weight of an entry: 1 unless said; what is no weight counts as a refusal.
fn quality(parameters: &str) -> f32 {
    let given = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().ok())
    });
    given.map_or(1.0, |value| value.filter(|value| (0.0..=1.0).contains(value)).unwrap_or(0.0))
}

/// The value of `Content-Encoding`.
pub fn header_of(coding: Coding) -> Option<HeaderValue> {
    coding.name().map(HeaderValue::from_static)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &str) -> Wishes {
        let header = HeaderValue::from_str(value).expect("a header");
        Wishes::of(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, header)]))
    }

    #[test]
    fn the_client_chooses_the_coding() {
        for (accepts, coding) in [
            ("gzip, deflate, br, zstd", Coding::Zstd),
            ("gzip, deflate, br", Coding::Brotli),
            ("gzip", Coding::Gzip),
            ("x-gzip", Coding::Gzip),
            ("GZIP;Q=0.3", Coding::Gzip),
            ("br;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("br;q=0.5, gzip;q=0.8, zstd;q=0.801", Coding::Zstd),
            ("br;q=0, gzip;q=0", Coding::Plain),
            ("*", Coding::Zstd),
            ("*;q=0.5, zstd;q=0", Coding::Brotli),
            ("*;q=0", Coding::Plain),
            ("*;q=0, gzip", Coding::Gzip),
            ("identity", Coding::Plain),
            ("identity, gzip", Coding::Gzip),
            ("identity, gzip;q=0.5", Coding::Plain),
            ("identity;q=0.5, *;q=0.2", Coding::Plain),
            ("identity;q=0, gzip;q=0.001", Coding::Gzip),
            ("identity;q=0", Coding::Plain),
            ("identity;q=0, *;q=0", Coding::Plain),
            ("", Coding::Plain),
            ("deflate", Coding::Plain),
            ("gzip;q=nonsense", Coding::Plain),
            ("gzip;q=7", Coding::Plain),
            ("gzip;q=0, gzip", Coding::Plain),
        ] {
            assert_eq!(accepting(accepts).best(MADE_HERE), coding, "{accepts}");
        }
        assert_eq!(accepting("gzip, br, zstd").best(MADE_BY_THE_BUILD), Coding::Brotli);
        assert_eq!(Wishes::of(&HeaderMap::new()).best(MADE_HERE), Coding::Plain);
    }

    #[test]
    fn plain_is_refused_only_in_so_many_words() {
        for (accepts, refused) in [
            ("gzip", false),
            ("identity;q=0", true),
            ("identity;q=0.0, gzip", true),
            ("*;q=0", true),
            ("*;q=0, identity;q=0.1", false),
            ("*", false),
            ("", false),
        ] {
            assert_eq!(accepting(accepts).refuse_plain(), refused, "{accepts}");
        }
    }
}
