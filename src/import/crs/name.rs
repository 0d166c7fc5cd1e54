//! Systems by the names that files give them.

use super::known::{self, Datum, Known};

/// The system that a code, address or name means: `EPSG:32749`,
/// `urn:ogc:def:crs:EPSG::32749`, `CRS84`, `WGS_1984_UTM_Zone_49S`,
/// `DGN95 / Indonesia TM-3 zone 49.1`.
pub(super) fn known(text: &str) -> Option<Known> {
    let word = plain(text);
    if word.ends_with("crs84") || word.ends_with("crs84h") {
        return Some(known::geographic(Datum::Wgs84));
    }
    if word.contains("epsg") || text.trim().bytes().all(|b| b.is_ascii_digit()) {
        let digits = text.rsplit(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?;
        return known::by_code(digits.parse().ok()?);
    }
    if word.contains("pseudomercator") || word.contains("webmercator") || word.contains("googlemercator") {
        return Some(known::web_mercator());
    }
    let datum = datum(&word)?;
    if let Some(at) = word.find("tm3zone") {
        let mut digits = word[at + 7..].chars().filter_map(|c| c.to_digit(10));
        let (tens, ones, half) = (digits.next()?, digits.next()?, digits.next()?);
        return (datum == Datum::Dgn95).then(|| known::tm3(10 * tens + ones, half))?;
    }
    if let Some(at) = word.find("utmzone") {
        let rest = &word[at + 7..];
        let zone: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let south = match rest[zone.len()..].chars().next()? {
            's' => true,
            'n' => false,
            _ => return None,
        };
        return known::utm(datum, zone.parse().ok()?, south);
    }
    let geographic = [
        "wgs84",
        "wgs1984",
        "dgn95",
        "dgn1995",
        "srgi2013",
        "id74",
        "indonesian1974",
        "datumgeodesinasional1995",
    ];
    let bare = word.strip_prefix("gcs").unwrap_or(&word);
    geographic.contains(&bare).then(|| known::geographic(datum))
}

/// The datum that a name begins with.
fn datum(word: &str) -> Option<Datum> {
    let bare = word.strip_prefix("gcs").unwrap_or(word);
    [
        ("wgs84", Datum::Wgs84),
        ("wgs1984", Datum::Wgs84),
        ("dgn95", Datum::Dgn95),
        ("dgn1995", Datum::Dgn95),
        ("datumgeodesinasional1995", Datum::Dgn95),
        ("srgi2013", Datum::Srgi2013),
        ("id74", Datum::Id74),
        ("indonesian1974", Datum::Id74),
    ]
    .into_iter()
    .find(|(name, _)| bare.starts_with(name))
    .map(|(_, datum)| datum)
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The EPSG code that a well-known text names for itself: the last one, which
/// stands outside all its parts.
pub(super) fn authority(wkt: &str) -> Option<u32> {
    let text = wkt.trim_end();
    let upper = text.to_ascii_uppercase();
    let at = upper.rfind("AUTHORITY[").max(upper.rfind("ID["))?;
    let clause = &upper[at..];
    // Its own clause ends with its bracket and that of the whole text.
    let end = clause.find(']')?;
    if !clause[end + 1..].chars().all(|c| c == ']' || c.is_whitespace()) || clause.matches(']').count() != 2 {
        return None;
    }
    let inside = &clause[..end];
    if !inside.contains("EPSG") && !inside.contains("ESRI") {
        return None;
    }
    inside.rsplit(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok()
}

/// The name that a well-known text begins with.
pub(super) fn title(wkt: &str) -> Option<&str> {
    wkt.split('"').nth(1)
}

/// Whether a text is on a datum that is WGS 84 within what maps can show.
pub(super) fn is_on_modern_datum(wkt: &str) -> bool {
    let word = plain(wkt);
    [
        "wgs1984",
        "wgs84",
        "worldgeodeticsystem1984",
        "datumgeodesinasional1995",
        "sistemreferensigeospasialindonesia2013",
    ]
    .iter()
    .any(|name| word.contains(name))
}
