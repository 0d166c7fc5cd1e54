//! The columns of a table by name, and the checks that all tables share.

use super::dialect::Dialect;
use super::fields::Fields;
use super::locate_row::{Located, Locator};
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use super::table::{Row, Table};
use super::taken::Taken;
use super::{Context, Refused, known_columns, personal};
use crate::domain::{AreaCode, DatasetKind, InvalidValue};

/// A column that an importer knows: its name, then other names that it has in
/// real files, all as [`plain_name`] gives them.
#[derive(Debug)]
pub(super) struct Column {
    pub names: &'static [&'static str],
    pub required: bool,
}

/// A column by its names; one that may be missing.
pub(super) const fn optional(names: &'static [&'static str]) -> Column {
    Column { names, required: false }
}

/// A column by its names; one that must be there.
pub(super) const fn required(names: &'static [&'static str]) -> Column {
    Column { names, required: true }
}

/// How a row names its area; every table of areas may have these.
pub(super) const AREA: &[Column] = &[
    optional(&[
        "kode",
        "kode_kemendagri",
        "kode_wilayah",
        "kode_kelurahan",
        "kode_desa",
        "kode_kel",
        "kode_desa_kelurahan",
        "kdepum",
        "kd_desa",
        "kode_kd",
    ]),
    optional(&[
        "kode_bps",
        "iddesa",
        "id_desa",
        "kdcbps",
        "kode_desa_bps",
        "kode_bps_desa",
        "kode_bps_kelurahan",
    ]),
    optional(&[
        "kelurahan",
        "desa",
        "desa_kel",
        "kel_desa",
        "desa_kelurahan",
        "kelurahan_desa",
        "nama_kelurahan",
        "nama_desa",
        "nama_desa_kelurahan",
        "nama_kelurahan_desa",
        "wadmkd",
        "nmdesa",
        "nama_kel",
        "wilayah",
        "nama_wilayah",
        "village",
    ]),
    optional(&["kecamatan", "kec", "nama_kecamatan", "wadmkc", "nmkec", "district"]),
    optional(&[
        "kota",
        "kab_kota",
        "kabupaten_kota",
        "kota_kabupaten",
        "kabupaten",
        "kab",
        "wadmkk",
        "nmkab",
        "nama_kabupaten_kota",
        "nama_kabupaten",
        "nama_kota",
    ]),
];

/// Columns whose texts are numbers, and those whose texts are dates: they tell
/// how the file writes them.
const NUMBERS: [&str; 9] =
    ["pembilang", "penyebut", "nilai", "lon", "lat", "jumlah", "rencana", "realisasi", "tahun"];
const DATES: [&str; 12] = [
    "per_tanggal",
    "diterima",
    "periode",
    "tanggal",
    "tidak_sebelum",
    "diketahui",
    "selesai",
    "tenggat",
    "ditemukan",
    "dikonfirmasi",
    "berlaku_dari",
    "berlaku_sampai",
];

/// Where the known columns stand in a table, and how its rows are read.
pub(super) struct Columns<'a> {
    known: Vec<&'static Column>,
    positions: Vec<Option<usize>>,
    constants: Vec<Option<String>>,
    /// Whether `nama` is the name of the area, and not of something in it.
    own_name: bool,
    pub dialect: Dialect,
    pub(super) locator: Locator<'a>,
}

impl<'a> Columns<'a> {
    /// Finds the known columns; a missing required one refuses the file, those
    /// that are not known are named.
    pub(super) fn find(
        kind: DatasetKind,
        table: &Table,
        context: &'a Context,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, Refused> {
        let (known, reading) = (known_columns(kind), &context.reading);
        let own_name = kind == DatasetKind::Boundaries;
        let header_place = table.header_place.unwrap_or(Place::File);
        personal::refuse(table, header_place)?;
        let mut positions = stand(table, &known, reading, header_place)?;
        let constants =
            known.iter().map(|column| reading.constants.get(column.names[0]).cloned()).collect::<Vec<_>>();
        for (position, constant) in positions.iter_mut().zip(&constants) {
            if constant.is_some() {
                *position = None;
            }
        }
        if let Some(missing) = missing(&known, &positions, &constants, own_name) {
            return Err(Finding::new(Code::MissingColumn, header_place)
                .field(missing)
                .detail(format!("the file has: {}", table.header.join(", ")))
                .into());
        }
        let unread = unread(table, &positions);
        if !unread.is_empty() && !table.spatial {
            findings.push(Finding::new(Code::UnknownColumn, header_place).field(unread.join(", ")));
        }
        let of = |names: &[&str]| -> Vec<usize> {
            let named = known.iter().zip(&positions).filter(|(column, _)| names.contains(&column.names[0]));
            named.filter_map(|(_, position)| *position).collect()
        };
        let (numbers, dates) = (of(&NUMBERS), of(&DATES));
        let dialect = Dialect::of(texts(table, &numbers), texts(table, &dates), reading);
        let mut columns =
            Self { known, positions, constants, own_name, dialect, locator: Locator::new(context)? };
        let named: Vec<_> = table.rows.iter().map(|row| columns.named(row)).collect();
        columns.locator = Locator::new(context)?.settled(&named)?;
        Ok(columns)
    }

    /// Says how the table was taken.
    pub(super) fn say(&self, table: &Table, taken: &mut Taken) {
        let read = self.known.iter().zip(&self.positions).zip(&self.constants).filter_map(
            |((column, position), constant)| {
                let theirs = match (position, constant) {
                    (_, Some(value)) => format!("= {value}"),
                    (Some(position), None) => table.header[*position].clone(),
                    (None, None) => return None,
                };
                Some((column.names[0].to_owned(), theirs))
            },
        );
        taken.columns = read.collect();
        taken.unread = unread(table, &self.positions);
        taken.areas_by = self.areas_by().map(str::to_owned);
        taken.numbers = self.dialect.numbers.map(|numbers| numbers.as_str().to_owned());
        taken.dates = self.dialect.dates.map(|dates| dates.as_str().to_owned());
    }

    /// How the rows name their areas.
    fn areas_by(&self) -> Option<&'static str> {
        let has = |name| self.position(name).is_some() || self.constant(name).is_some();
        if has("kode") || has("kode_bps") {
            return Some(self.locator.scheme_word(has("kode")));
        }
        ["kelurahan", "kecamatan", "kota"].iter().any(|name| has(name)).then_some("nama")
    }

    /// Rows whose name contradicts their code, which is believed.
    pub(super) fn contradictions(&self, table: &Table) -> Vec<Finding> {
        table.rows.iter().filter_map(|row| self.row(row).contradiction()).collect()
    }

    /// A row with its columns by name.
    pub(super) fn row<'r>(&'r self, row: &'r Row) -> Fields<'r> {
        Fields { columns: self, row }
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.known.iter().position(|column| column.names[0] == name)
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.positions[self.index(name)?]
    }

    pub(super) fn constant(&self, name: &str) -> Option<&str> {
        self.constants[self.index(name)?].as_deref()
    }

    pub(super) fn text<'r>(&'r self, row: &'r Row, name: &str) -> Option<&'r str> {
        self.constant(name).or_else(|| row.text(self.position(name)?))
    }

    /// How a row names its area.
    pub(super) fn named<'r>(&'r self, row: &'r Row) -> Located<'r> {
        Located {
            place: row.place,
            kode: self.text(row, "kode"),
            kode_bps: self.text(row, "kode_bps"),
            kelurahan: self
                .text(row, "kelurahan")
                .or_else(|| self.own_name.then(|| self.text(row, "nama")).flatten()),
            kecamatan: self.text(row, "kecamatan"),
            kota: self.text(row, "kota"),
        }
    }
}

/// A column that must be there and is not: a required one, or any that names the
/// area where the dataset has areas.
fn missing(
    known: &[&'static Column],
    positions: &[Option<usize>],
    constants: &[Option<String>],
    own_name: bool,
) -> Option<&'static str> {
    let is_there = |index: usize| positions[index].is_some() || constants[index].is_some();
    let required = (0..known.len()).find(|&index| known[index].required && !is_there(index));
    if let Some(index) = required {
        return Some(known[index].names[0]);
    }
    const NAMING: [&str; 5] = ["kode", "kode_bps", "kelurahan", "kecamatan", "kota"];
    let names_area = |index: &usize| NAMING.contains(&known[*index].names[0]);
    let has_areas = known.iter().any(|column| column.names[0] == "kelurahan");
    let is_named = own_name || (0..known.len()).filter(names_area).any(is_there);
    (has_areas && !is_named).then_some("kode")
}

/// The texts of some columns, row by row; what the file types itself is left out.
fn texts<'t>(table: &'t Table, columns: &'t [usize]) -> impl Iterator<Item = &'t str> {
    table.rows.iter().flat_map(move |row| {
        let untyped = columns.iter().filter(|&&column| !row.is_typed(column));
        untyped.filter_map(|&column| row.text(column))
    })
}

/// Where each known column stands: where the person says, else under its own
/// name, else under one other name of it.
fn stand(
    table: &Table,
    known: &[&'static Column],
    reading: &Reading,
    place: Place,
) -> Result<Vec<Option<usize>>, Refused> {
    let plain: Vec<String> = table.header.iter().map(|name| plain_name(name)).collect();
    if let Some(stranger) = reading
        .columns
        .keys()
        .chain(reading.constants.keys())
        .find(|ours| !known.iter().any(|column| column.names[0] == **ours))
    {
        return Err(Finding::new(Code::MissingColumn, Place::File)
            .field(stranger)
            .detail("the option names a column that this kind of dataset does not have")
            .into());
    }
    let taken: Vec<usize> = reading
        .columns
        .values()
        .filter_map(|theirs| plain.iter().position(|name| *name == plain_name(theirs)))
        .collect();
    known
        .iter()
        .map(|column| {
            if let Some(theirs) = reading.columns.get(column.names[0]) {
                let found = plain.iter().position(|name| *name == plain_name(theirs));
                return found.map(Some).ok_or_else(|| {
                    Finding::new(Code::MissingColumn, place)
                        .field(theirs)
                        .detail(format!("the file has: {}", table.header.join(", ")))
                        .into()
                });
            }
            for names in [&column.names[..1], &column.names[1..]] {
                let found: Vec<usize> = (0..plain.len())
                    .filter(|at| names.contains(&plain[*at].as_str()) && !taken.contains(at))
                    .collect();
                match found.as_slice() {
                    [] => {}
                    [at] => return Ok(Some(*at)),
                    [_, second, ..] => {
                        return Err(Finding::new(Code::DuplicateColumn, place)
                            .field(&table.header[*second])
                            .into());
                    }
                }
            }
            Ok(None)
        })
        .collect()
}

fn unread(table: &Table, positions: &[Option<usize>]) -> Vec<String> {
    let is_read = |at: &usize| positions.contains(&Some(*at));
    (0..table.header.len())
        .filter(|at| !is_read(at) && !table.header[*at].trim().is_empty())
        .map(|at| table.header[at].clone())
        .collect()
}

/// A column name as names are compared: lower case, with one underscore where
/// it has anything but letters and digits.
pub(super) fn plain_name(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

/// Reads an area code and tells an undeclared scheme from nonsense.
pub(super) fn area_code(text: &str) -> Result<AreaCode, (Code, &'static str)> {
    text.parse().map_err(|error: InvalidValue| {
        let bare = text.len() > 2 && text.bytes().all(|b| b.is_ascii_digit());
        (if bare { Code::CodeScheme } else { Code::CodeFormat }, error.reason)
    })
}
