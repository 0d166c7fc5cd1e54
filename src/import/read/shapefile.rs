//! A shapefile in a zip: shapes, their table, their coordinate system and their
//! encoding, each in a file of its own.
//!
//! Records are counted in every file and must agree; a name on the wrong shape
//! is worse than no name.

use encoding_rs::Encoding;
use shapefile::{PolygonRing, Shape, ShapeReader};

use super::{Input, Opened, choose, dbf, rings};
use crate::import::Refused;
use crate::import::crs::Declared;
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Drawing, Pair, Row, Table};
use crate::import::taken::Taken;

type Member = (String, Vec<u8>);

/// Reads the one shapefile of an archive, or the one that is asked for.
pub(super) fn read(input: &Input<'_>, members: &[Member]) -> Result<Opened, Refused> {
    let stems: Vec<&str> = members
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| name.to_ascii_lowercase().ends_with(".shp"))
        .map(|name| &name[..name.len() - 4])
        .collect();
    let (&stem, other_layers) =
        choose(&stems, |stem| stem, |_| true, input.reading.layer.as_deref(), Code::AmbiguousLayer)?;
    let part = |ending: &str| {
        let wanted = format!("{stem}.{ending}");
        members
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&wanted))
            .map(|(_, content)| content.as_slice())
    };
    let missing = |ending: &str| {
        Finding::new(Code::ShapefileInvalid, Place::File).detail(format!("{stem}.{ending} is missing"))
    };
    let drawings = shapes(part("shp").ok_or_else(|| missing("shp"))?)?;
    let named = input
        .reading
        .encoding
        .clone()
        .or_else(|| part("cpg").map(|text| String::from_utf8_lossy(text).trim().to_owned()));
    let encoding = named.as_deref().and_then(encoding_of);
    let (table, encoding) = dbf::read(part("dbf").ok_or_else(|| missing("dbf"))?, encoding)?;
    let indexed = part("shx").map(|shx| shx.len().saturating_sub(100) / 8);
    if table.rows.len() != drawings.len() || indexed.is_some_and(|count| count != drawings.len()) {
        let indexed = indexed.map_or(String::new(), |count| format!(", its .shx {count}"));
        return Err(Finding::new(Code::CountMismatch, Place::File)
            .detail(format!(
                "its .shp has {} records, its .dbf {}{indexed}",
                drawings.len(),
                table.rows.len()
            ))
            .into());
    }
    let rows = drawings.into_iter().zip(table.rows).zip(1_u64..).filter_map(|((drawing, cells), record)| {
        Some(Row { place: Place::Record(record), cells: cells?, drawing })
    });
    let declared = match part("prj").map(String::from_utf8_lossy) {
        Some(text) if !text.trim().is_empty() => Declared::Wkt(text.into_owned()),
        _ => Declared::Unsaid,
    };
    let taken = Taken {
        format: "Shapefile".to_owned(),
        layer: Some(stem.to_owned()),
        other_layers,
        encoding: Some(encoding.to_owned()),
        ..Taken::default()
    };
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    Ok(Opened {
        table: Table { header: table.header, header_place: None, rows, spatial: true },
        declared,
        taken,
        findings: Vec::new(),
    })
}

/// The encoding of a `.cpg`: `UTF-8`, `1252`, `ISO 8859-1`, `ANSI 1252`.
fn encoding_of(name: &str) -> Option<&'static Encoding> {
    let word: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match word.as_str() {
        "1252" | "ansi1252" | "cp1252" | "ldid87" => Some(encoding_rs::WINDOWS_1252),
        "65001" | "utf8" => Some(encoding_rs::UTF_8),
        "88591" | "iso88591" | "latin1" => Some(encoding_rs::WINDOWS_1252),
        _ => Encoding::for_label(name.trim().as_bytes()),
    }
}

fn shapes(bytes: &[u8]) -> Result<Vec<Option<Drawing>>, Refused> {
    let invalid = |record: u64, error: &shapefile::Error| {
        Finding::new(Code::ShapefileInvalid, Place::Record(record)).detail(error)
    };
    let mut reader = ShapeReader::new(std::io::Cursor::new(bytes)).map_err(|error| invalid(0, &error))?;
    let mut drawings = Vec::new();
    for (record, shape) in (1..).zip(reader.iter_shapes()) {
        drawings.push(drawing(shape.map_err(|error| invalid(record, &error))?));
    }
    Ok(drawings)
}

fn drawing(shape: Shape) -> Option<Drawing> {
    let polygons =
        |rings: Vec<Vec<Pair>>, heights| Drawing::Polygons { polygons: rings::polygons(rings), heights };
    Some(match shape {
        Shape::NullShape => return None,
        Shape::Point(point) => Drawing::Point(Some([point.x, point.y])),
        Shape::PointM(point) => Drawing::Point(Some([point.x, point.y])),
        Shape::PointZ(point) => Drawing::Point(Some([point.x, point.y])),
        Shape::Polygon(polygon) => polygons(pairs(polygon.into_inner(), |point| [point.x, point.y]), false),
        Shape::PolygonM(polygon) => polygons(pairs(polygon.into_inner(), |point| [point.x, point.y]), true),
        Shape::PolygonZ(polygon) => polygons(pairs(polygon.into_inner(), |point| [point.x, point.y]), true),
        other => Drawing::Other(other.to_string()),
    })
}

fn pairs<P>(rings: Vec<PolygonRing<P>>, pair: impl Fn(&P) -> Pair) -> Vec<Vec<Pair>> {
    rings.into_iter().map(|ring| ring.into_inner().iter().map(&pair).collect()).collect()
}
