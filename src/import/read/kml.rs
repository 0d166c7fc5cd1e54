//! KML: placemarks of a document, with their extended data.

use std::collections::HashMap;

use kml::types::{Element, Geometry, Placemark};
use kml::{Kml, KmlReader};

use super::{Input, Opened, decode, push_row};
use crate::import::Refused;
use crate::import::crs::Declared;
use crate::import::limits::{MAX_COLUMNS, MAX_DEPTH, MAX_FEATURES};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Drawing, Pair, Row, Table};

/// Reads every placemark of a document.
pub(super) fn read(input: &Input<'_>) -> Result<Opened, Refused> {
    let mut findings = Vec::new();
    let (text, _) = decode(input.bytes, input.reading.encoding.as_deref(), &mut findings)?;
    check(&text)?;
    let invalid = |detail: String| Refused::from(Finding::new(Code::KmlInvalid, Place::File).detail(detail));
    let root = KmlReader::<_, f64>::from_string(&text).read().map_err(|error| invalid(error.to_string()))?;
    let mut placemarks = Vec::new();
    collect(root, &mut placemarks);
    if placemarks.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    let mut table = Table { spatial: true, ..Table::default() };
    let mut columns = HashMap::new();
    for (index, placemark) in placemarks.into_iter().enumerate() {
        let row = row(placemark, index, &mut table.header, &mut columns);
        push_row(&mut table.rows, row, MAX_FEATURES)?;
    }
    if table.header.len() > MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, Place::File).into());
    }
    for row in &mut table.rows {
        row.cells.resize(table.header.len(), Cell::default());
    }
    Ok(Opened { table, declared: Declared::ByFormat, findings, ..Opened::default() })
}

/// Refuses what is no KML, what declares entities, and what is nested without
/// end, before any of it is parsed.
fn check(text: &str) -> Result<(), Refused> {
    let head: String = text.chars().take(4_096).collect::<String>().to_ascii_lowercase();
    if text.len() > 9 && (head.contains("<!doctype") || text.contains("<!ENTITY")) {
        return Err(Finding::new(Code::KmlInvalid, Place::File).detail("a DOCTYPE is not read").into());
    }
    if !head.contains("<kml") && !head.contains(":kml") {
        return Err(Finding::new(Code::UnsupportedFormat, Place::File)
            .detail("it is XML, but not KML")
            .into());
    }
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at..text.len().min(at + 2)];
        match tag.as_bytes().get(1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') => {}
            _ => {
                let end = text[at..].find('>').map_or(text.len(), |end| at + end);
                depth += usize::from(!text[..end].ends_with('/'));
            }
        }
        if depth > MAX_DEPTH {
            return Err(Finding::new(Code::TooDeep, Place::Byte(at))
                .detail(format!("at most {MAX_DEPTH} levels"))
                .into());
        }
    }
    Ok(())
}

fn collect(kml: Kml, placemarks: &mut Vec<Placemark>) {
    match kml {
        Kml::KmlDocument(document) => document.elements.into_iter().for_each(|one| collect(one, placemarks)),
        Kml::Document { elements, .. } => elements.into_iter().for_each(|one| collect(one, placemarks)),
        Kml::Folder(folder) => folder.elements.into_iter().for_each(|one| collect(one, placemarks)),
        Kml::Placemark(placemark) => placemarks.push(placemark),
        _ => {}
    }
}

fn row(
    placemark: Placemark,
    index: usize,
    header: &mut Vec<String>,
    columns: &mut HashMap<String, usize>,
) -> Row {
    let mut cells = vec![Cell::default(); header.len()];
    let mut put = |name: &str, text: String| {
        let column = *columns.entry(name.to_owned()).or_insert_with(|| {
            header.push(name.to_owned());
            header.len() - 1
        });
        if cells.len() <= column {
            cells.resize(column + 1, Cell::default());
        }
        cells[column] = Cell::text(text);
    };
    if let Some(name) = placemark.name {
        put("name", name);
    }
    if let Some(description) = placemark.description {
        put("description", description);
    }
    for element in placemark.children.iter().filter(|element| element.name == "ExtendedData") {
        extended(element, &mut put);
    }
    Row { place: Place::Feature(index), cells, drawing: placemark.geometry.map(drawing) }
}

/// `<Data name="k"><value>v</value></Data>` and `<SimpleData name="k">v</SimpleData>`.
fn extended(element: &Element, put: &mut impl FnMut(&str, String)) {
    for child in &element.children {
        let name = child.attrs.get("name").map_or("", String::as_str);
        match child.name.as_str() {
            "SchemaData" => extended(child, put),
            "SimpleData" if !name.is_empty() => put(name, child.content.clone().unwrap_or_default()),
            "Data" if !name.is_empty() => {
                let value = child.children.iter().find(|inner| inner.name == "value");
                put(name, value.and_then(|value| value.content.clone()).unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn drawing(geometry: Geometry) -> Drawing {
    let mut polygons = Vec::new();
    let mut heights = false;
    match geometry {
        Geometry::Point(point) => return Drawing::Point(Some([point.coord.x, point.coord.y])),
        other => {
            if let Err(name) = add(other, &mut polygons, &mut heights) {
                return Drawing::Other(name.to_owned());
            }
        }
    }
    Drawing::Polygons { polygons, heights }
}

fn add(
    geometry: Geometry,
    polygons: &mut Vec<Vec<Vec<Pair>>>,
    heights: &mut bool,
) -> Result<(), &'static str> {
    let mut ring = |coords: Vec<kml::types::Coord>| -> Vec<Pair> {
        coords
            .into_iter()
            .map(|coord| {
                // Programs that know no height write zero.
                *heights |= coord.z.is_some_and(|z| z != 0.0);
                [coord.x, coord.y]
            })
            .collect()
    };
    match geometry {
        Geometry::Polygon(polygon) => {
            let mut rings = vec![ring(polygon.outer.coords)];
            rings.extend(polygon.inner.into_iter().map(|inner| ring(inner.coords)));
            polygons.push(rings);
            Ok(())
        }
        Geometry::MultiGeometry(many) => {
            many.geometries.into_iter().try_for_each(|one| add(one, polygons, heights))
        }
        Geometry::Point(_) => Err("MultiPoint"),
        Geometry::LineString(_) | Geometry::LinearRing(_) => Err("LineString"),
        _ => Err("Model"),
    }
}
