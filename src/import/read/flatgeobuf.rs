//! FlatGeobuf: a header, and features in flat buffers.

use flatgeobuf::{FallibleStreamingIterator, FgbReader};
use geozero::{ColumnValue, FeatureProperties, PropertyProcessor, ToGeo};

use super::geopackage::drawing;
use super::{Input, Opened, push_row};
use crate::import::Refused;
use crate::import::crs::Declared;
use crate::import::limits::{MAX_COLUMNS, MAX_FEATURES};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Row, Table};

/// Reads every feature, in the order of the file.
pub(super) fn read(input: &Input<'_>) -> Result<Opened, Refused> {
    let invalid = |error: &dyn std::fmt::Display| {
        Refused::from(Finding::new(Code::FlatgeobufInvalid, Place::File).detail(error))
    };
    let reader = FgbReader::open(std::io::Cursor::new(input.bytes)).map_err(|error| invalid(&error))?;
    let header = reader.header();
    let columns: Vec<String> = header
        .columns()
        .iter()
        .flat_map(|columns| columns.iter())
        .map(|column| column.name().to_owned())
        .collect();
    if columns.len() > MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, Place::File).into());
    }
    let heights = header.has_z() || header.has_m();
    let stated = header.features_count();
    let declared = match header.crs() {
        None => Declared::Unsaid,
        Some(crs) => match (crs.code(), crs.wkt()) {
            (code, _) if code > 0 && crs.org().is_none_or(|org| org.eq_ignore_ascii_case("EPSG")) => {
                Declared::Epsg(code.unsigned_abs())
            }
            (_, Some(wkt)) if !wkt.is_empty() => Declared::Wkt(wkt.to_owned()),
            _ => Declared::Unsaid,
        },
    };
    let mut features = reader.select_all_seq().map_err(|error| invalid(&error))?;
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    loop {
        let index = rows.len();
        let feature = match features.next() {
            Ok(Some(feature)) => feature,
            Ok(None) => break,
            Err(error) => return Err(invalid(&error)),
        };
        let mut cells = Cells(vec![Cell::default(); columns.len()]);
        if let Err(error) = feature.process_properties(&mut cells) {
            findings.push(Finding::new(Code::FeatureInvalid, Place::Feature(index)).detail(error));
        }
        let drawing = match feature.geometry() {
            None => None,
            Some(_) => match feature.to_geo() {
                Ok(geometry) => Some(drawing(geometry, heights)),
                Err(error) => {
                    return Err(Finding::new(Code::FlatgeobufInvalid, Place::Feature(index))
                        .detail(error)
                        .into());
                }
            },
        };
        push_row(&mut rows, Row { place: Place::Feature(index), cells: cells.0, drawing }, MAX_FEATURES)?;
    }
    if stated != 0 && stated != rows.len() as u64 {
        return Err(Finding::new(Code::CountMismatch, Place::File)
            .detail(format!("its header says {stated} features, it holds {}", rows.len()))
            .into());
    }
    if rows.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    let table = Table { header: columns, header_place: None, rows, spatial: true };
    Ok(Opened { table, declared, findings, ..Opened::default() })
}

struct Cells(Vec<Cell>);

impl PropertyProcessor for Cells {
    fn property(&mut self, index: usize, _: &str, value: &ColumnValue<'_>) -> geozero::error::Result<bool> {
        if let Some(cell) = self.0.get_mut(index) {
            *cell = match value {
                ColumnValue::String(text) | ColumnValue::Json(text) => Cell::text(*text),
                ColumnValue::DateTime(text) => Cell::typed(text.get(..10).unwrap_or(text)),
                ColumnValue::Binary(_) => Cell::default(),
                ColumnValue::Float(number) => Cell::typed(number),
                ColumnValue::Double(number) => Cell::typed(number),
                other => Cell::typed(other),
            };
        }
        Ok(false)
    }
}
