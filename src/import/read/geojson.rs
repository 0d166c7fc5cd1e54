//! GeoJSON: a collection taken apart into features, each parsed by itself, so
//! that a broken one costs only itself.

use std::borrow::Cow;
use std::collections::HashMap;

use geojson::{Feature, GeoJson, GeometryValue, JsonValue, Position};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Input, Opened, decode, lines};
use crate::import::Refused;
use crate::import::crs::Declared;
use crate::import::limits::{MAX_COLUMNS, MAX_FEATURES};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Drawing, Pair, Row, Table};
use crate::import::taken::Taken;

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    crs: Option<serde_json::Value>,
}

/// Reads a collection, or features line by line.
pub(super) fn read(input: &Input<'_>) -> Result<Opened, Refused> {
    let mut findings = Vec::new();
    let asked = input.reading.encoding.as_deref();
    let (text, encoding) = decode(input.bytes, asked, &mut findings)?;
    if lines::is_lines(&text) {
        return lines::read(&text, findings);
    }
    let collection: Collection<'_> = serde_json::from_str(&text).map_err(|error| syntax(&text, &error))?;
    if collection.kind.as_deref() != Some("FeatureCollection") {
        let kind = collection.kind.as_deref().unwrap_or("(none)");
        return Err(Finding::new(Code::NotGeojson, Place::File).field("type").value(kind).into());
    }
    let features =
        collection.features.ok_or_else(|| Finding::new(Code::NotGeojson, Place::File).field("features"))?;
    let texts: Vec<(Place, &str)> =
        features.iter().enumerate().map(|(index, raw)| (Place::Feature(index), raw.get())).collect();
    let mut opened = features_table(&texts, findings)?;
    opened.declared = declared(collection.crs.as_ref());
    opened.taken.encoding = Some(encoding.to_owned());
    Ok(opened)
}

/// RFC 7946 knows no `crs` member; the older form is taken at its word.
fn declared(crs: Option<&serde_json::Value>) -> Declared {
    let name = |crs: &serde_json::Value| {
        crs.pointer("/properties/name").and_then(serde_json::Value::as_str).unwrap_or("").to_owned()
    };
    match crs {
        None | Some(serde_json::Value::Null) => Declared::ByFormat,
        Some(crs) => Declared::Name(name(crs)),
    }
}

/// The features of texts, each at its place.
pub(super) fn features_table(texts: &[(Place, &str)], mut findings: Vec<Finding>) -> Result<Opened, Refused> {
    if texts.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    if texts.len() > MAX_FEATURES {
        return Err(Finding::new(Code::LimitRows, Place::File)
            .detail(format!("at most {MAX_FEATURES} features are read"))
            .into());
    }
    let parsed: Vec<Result<Parsed, Finding>> =
        texts.par_iter().map(|(place, text)| parse(*place, text)).collect();
    let mut header: Vec<String> = Vec::new();
    let mut columns: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::with_capacity(parsed.len());
    for feature in parsed {
        match feature {
            Err(finding) => findings.push(finding),
            Ok(feature) => {
                let mut cells = vec![Cell::default(); header.len()];
                for (name, cell) in feature.properties {
                    let column = *columns.entry(name).or_insert_with_key(|name| {
                        header.push(name.clone());
                        header.len() - 1
                    });
                    if cells.len() <= column {
                        cells.resize(column + 1, Cell::default());
                    }
                    cells[column] = cell;
                }
                rows.push(Row { place: feature.place, cells, drawing: feature.drawing });
            }
        }
        if header.len() > MAX_COLUMNS {
            return Err(Finding::new(Code::LimitColumns, Place::File)
                .detail(format!("at most {MAX_COLUMNS} properties are read"))
                .into());
        }
    }
    for row in &mut rows {
        row.cells.resize(header.len(), Cell::default());
    }
    let taken = Taken { records: texts.len(), ..Taken::default() };
    let table = Table { header, header_place: None, rows, spatial: true };
    Ok(Opened { table, declared: Declared::ByFormat, taken, findings })
}

struct Parsed {
    place: Place,
    properties: Vec<(String, Cell)>,
    drawing: Option<Drawing>,
}

fn parse(place: Place, text: &str) -> Result<Parsed, Finding> {
    let invalid = |detail: String| Finding::new(Code::FeatureInvalid, place).detail(detail);
    let feature = match text.parse::<GeoJson>() {
        Ok(GeoJson::Feature(feature)) => feature,
        Ok(_) => return Err(invalid("it is not a Feature".to_owned())),
        Err(error) => return Err(invalid(error.to_string())),
    };
    let drawing = drawing(&feature, place)?;
    let properties = feature.properties.into_iter().flatten();
    Ok(Parsed { place, properties: properties.map(|(name, value)| (name, cell(value))).collect(), drawing })
}

fn cell(value: JsonValue) -> Cell {
    match value {
        JsonValue::Null => Cell::default(),
        JsonValue::String(text) => Cell::text(text),
        JsonValue::Number(number) => Cell::typed(number),
        JsonValue::Array(items) => {
            let texts = items.into_iter().map(|item| match item {
                JsonValue::String(text) => text,
                other => other.to_string(),
            });
            Cell::text(texts.collect::<Vec<_>>().join(";"))
        }
        other => Cell::text(other.to_string()),
    }
}

fn drawing(feature: &Feature, place: Place) -> Result<Option<Drawing>, Finding> {
    let Some(geometry) = &feature.geometry else { return Ok(None) };
    let mut heights = false;
    let mut pair = |position: &Position| pair(position.as_slice(), &mut heights, place);
    let mut rings = |rings: &Vec<Vec<Position>>| {
        rings.iter().map(|ring| ring.iter().map(&mut pair).collect()).collect::<Result<Vec<Vec<Pair>>, _>>()
    };
    let polygons = match &geometry.value {
        GeometryValue::Point { coordinates } if coordinates.as_slice().is_empty() => {
            return Ok(Some(Drawing::Point(None)));
        }
        GeometryValue::Point { coordinates } => return Ok(Some(Drawing::Point(Some(pair(coordinates)?)))),
        GeometryValue::Polygon { coordinates } => vec![rings(coordinates)?],
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().map(&mut rings).collect::<Result<_, _>>()?
        }
        other => return Ok(Some(Drawing::Other(other.type_name().to_owned()))),
    };
    Ok(Some(Drawing::Polygons { polygons, heights }))
}

fn pair(numbers: &[f64], heights: &mut bool, place: Place) -> Result<Pair, Finding> {
    match *numbers {
        [x, y] => Ok([x, y]),
        [x, y, ..] => {
            *heights = true;
            Ok([x, y])
        }
        _ => Err(Finding::new(Code::CoordinatesInvalid, place)
            .detail(format!("{} numbers in a position", numbers.len()))),
    }
}

/// Tells broken syntax, with its place, from sound JSON of another kind.
fn syntax(text: &str, error: &serde_json::Error) -> Finding {
    if error.is_data() {
        return Finding::new(Code::NotGeojson, Place::Line(error.line() as u64)).detail(error);
    }
    let before: usize = text.lines().take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum();
    let byte = (before + error.column().saturating_sub(1)).min(text.len());
    Finding::new(Code::JsonSyntax, Place::Byte(byte)).detail(error)
}
