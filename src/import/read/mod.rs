//! The formats: one file each, and the one list of them. They know syntax, not
//! meaning.
//!
//! A format is recognised by its first bytes, never by the name of the file. To
//! add one: a file that gives a [`Table`], and a line in [`FORMATS`].

mod text;
mod header;
mod archive;
mod csv;
mod geojson;
mod lines;
mod shapefile;
mod dbf;
mod rings;
mod geopackage;
mod kml;
mod flatgeobuf;
mod sheet;

pub(super) use self::text::{check_text, decode};

use super::Refused;
use super::crs::Declared;
use super::limits;
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use super::table::Table;
use super::taken::Taken;

/// A file that is to be opened.
pub(super) struct Input<'a> {
    pub bytes: &'a [u8],
    pub reading: &'a Reading,
    /// Whether a name is that of a column that the dataset has; finds the header.
    pub is_known: &'a dyn Fn(&str) -> bool,
    /// Whether it lies inside an archive, which must not hold another.
    pub nested: bool,
}

impl<'a> Input<'a> {
    fn within(&self, bytes: &'a [u8]) -> Input<'a> {
        Input { bytes, reading: self.reading, is_known: self.is_known, nested: true }
    }
}

/// A file as rows, with what it was taken for and what it says of its coordinates.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub table: Table,
    pub declared: Declared,
    pub taken: Taken,
    pub findings: Vec<Finding>,
}

/// A format: its name, how it is recognised, how it is read.
struct Format {
    name: &'static str,
    recognises: fn(&[u8]) -> bool,
    read: fn(&Input<'_>) -> Result<Opened, Refused>,
}

/// Every format that is read, in the order in which they are tried.
const FORMATS: &[Format] = &[
    Format { name: "gzip", recognises: |bytes| bytes.starts_with(b"\x1f\x8b"), read: archive::gzip },
    Format { name: "zip", recognises: |bytes| bytes.starts_with(b"PK"), read: archive::zip },
    Format {
        name: "GeoPackage",
        recognises: |bytes| bytes.starts_with(b"SQLite format 3\0"),
        read: geopackage::read,
    },
    Format {
        name: "FlatGeobuf",
        recognises: |bytes| bytes.starts_with(b"fgb\x03fgb"),
        read: flatgeobuf::read,
    },
    Format { name: "XLS", recognises: |bytes| bytes.starts_with(b"\xd0\xcf\x11\xe0"), read: sheet::xls },
    Format { name: "Shapefile", recognises: |bytes| bytes.starts_with(b"\0\0\x27\x0a"), read: lone_shp },
    Format { name: "KML", recognises: |bytes| begins_with(bytes, b"<"), read: kml::read },
    Format {
        name: "GeoJSON",
        recognises: |bytes| begins_with(bytes, b"{") || begins_with(bytes, b"["),
        read: geojson::read,
    },
    Format { name: "CSV", recognises: |_| true, read: csv::read },
];

/// Whether a text begins with a sign, after a mark of its encoding and white space.
fn begins_with(bytes: &[u8], sign: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().starts_with(sign)
}

/// Reads a file of whatever format it is.
pub(super) fn open(input: &Input<'_>) -> Result<Opened, Refused> {
    if input.bytes.len() > limits::MAX_BYTES {
        return Err(Finding::new(Code::LimitBytes, Place::File)
            .detail(format!("at most {} bytes are read", limits::MAX_BYTES))
            .into());
    }
    if input.bytes.trim_ascii().is_empty() {
        return Err(Finding::new(Code::EmptyFile, Place::File).into());
    }
    let fallback = &FORMATS[FORMATS.len() - 1];
    let format = FORMATS.iter().find(|format| (format.recognises)(input.bytes)).unwrap_or(fallback);
    let mut opened = (format.read)(input)?;
    if opened.taken.format.is_empty() {
        format.name.clone_into(&mut opened.taken.format);
    }
    opened.taken.records = opened.taken.records.max(opened.table.rows.len());
    Ok(opened)
}

fn lone_shp(_: &Input<'_>) -> Result<Opened, Refused> {
    Err(Finding::new(Code::ShapefileInvalid, Place::File)
        .detail("a .shp alone has neither names nor codes; zip it with its .shx, .dbf and .prj")
        .into())
}

/// Chooses the layer to read: the one that is asked for, else the only one, else
/// the only one that fits.
fn choose<'a, T>(
    layers: &'a [T],
    name: impl Fn(&T) -> &str,
    fits: impl Fn(&T) -> bool,
    asked: Option<&str>,
    ambiguous: Code,
) -> Result<(&'a T, Vec<String>), Refused> {
    let names = || layers.iter().map(|layer| name(layer).to_owned()).collect::<Vec<_>>();
    if let Some(asked) = asked {
        return match layers.iter().find(|layer| name(layer) == asked) {
            Some(layer) => Ok((layer, others(names(), asked))),
            None => Err(Finding::new(Code::NoLayer, Place::File)
                .field("layer")
                .value(asked)
                .detail(format!("it has: {}", names().join(", ")))
                .into()),
        };
    }
    let fitting: Vec<&T> = layers.iter().filter(|layer| fits(layer)).collect();
    match (layers, fitting.as_slice()) {
        ([], _) => Err(Finding::new(Code::NoLayer, Place::File).into()),
        ([only], _) => Ok((only, Vec::new())),
        (_, [only]) => Ok((only, others(names(), name(only)))),
        _ => {
            Err(Finding::new(ambiguous, Place::File).detail(format!("it has: {}", names().join(", "))).into())
        }
    }
}

fn others(mut names: Vec<String>, chosen: &str) -> Vec<String> {
    names.retain(|name| name != chosen);
    names
}

/// Adds a row, and refuses a file with more than may be read.
fn push_row(rows: &mut Vec<super::table::Row>, row: super::table::Row, most: usize) -> Result<(), Refused> {
    if rows.len() == most {
        return Err(Finding::new(Code::LimitRows, row.place)
            .detail(format!("at most {most} are read"))
            .into());
    }
    rows.push(row);
    Ok(())
}
