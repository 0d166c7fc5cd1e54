//! Exports of the nutrition registers, recognised by their columns.
//!
//! A sheet of Sigizi Kesga has a row a kelurahan and its figures side by side;
//! each becomes a row of its own. A list of children (e-PPGBM, by name and
//! address) is counted here, in memory, by kelurahan and month: what identifies
//! a child goes no further than this file.

use std::collections::{BTreeMap, HashMap};

use super::Refused;
use super::columns::plain_name;
use super::dialect::Dialect;
use super::reading::{Measure, Reading};
use super::report::{Code, Finding, Place};
use super::table::{Cell, Row, Table};

/// What a table was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Export {
    /// Children by name and address.
    ByName,
    /// A row a kelurahan and month.
    Monthly,
}

impl Export {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ByName => "e-PPGBM by name",
            Self::Monthly => "Sigizi Kesga",
        }
    }

    /// The source that its figures name.
    const fn source(self) -> &'static str {
        match self {
            Self::ByName => "pencatatan rutin (e-PPGBM)",
            Self::Monthly => "pencatatan rutin (Sigizi Kesga)",
        }
    }
}

/// The word under which the catalogue knows the prevalence of the register.
const PREVALENCE: &str = "prevalensi_stunting";

/// Recognises an export by its header.
pub(super) fn recognise(header: &[String]) -> Option<Export> {
    let has = |names: &[&str]| column(header, names).is_some();
    if has(STATUS)
        && has(&KELURAHAN)
        && (has(&["nik"]) || (has(&["nama"]) && has(&["tgl_lahir", "tanggal_lahir"])))
    {
        return Some(Export::ByName);
    }
    let monthly = has(&["stunting"]) && has(&["jumlah_ukur", "jumlah_timbang_ukur"]) && has(&KELURAHAN);
    monthly.then_some(Export::Monthly)
}

const STATUS: &[&str] = &["tb_u", "status_tb_u", "tbu"];
const KELURAHAN: [&str; 4] = ["desa_kel", "kelurahan", "desa", "nama_kelurahan"];

fn column(header: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| header.iter().position(|theirs| plain_name(theirs) == *name))
}

/// The table that an export becomes, with what a person said in place of ours.
pub(super) fn bring(
    export: Export,
    table: Table,
    reading: &mut Reading,
    findings: &mut Vec<Finding>,
) -> Result<Table, Refused> {
    let source = || export.source().to_owned();
    match export {
        Export::Monthly => {
            if reading.measures.is_empty() && !reading.columns.contains_key("pembilang") {
                let denominator = column(&table.header, &["jumlah_ukur", "jumlah_timbang_ukur"]);
                reading.measures = vec![Measure {
                    indicator: PREVALENCE.to_owned(),
                    value: "Stunting".to_owned(),
                    denominator: denominator.map(|at| table.header[at].clone()),
                }];
            }
            if column(&table.header, &["sumber_data", "sumber"]).is_none() {
                reading.constants.entry("sumber_data".to_owned()).or_insert_with(source);
            }
            Ok(table)
        }
        Export::ByName => {
            let counted = count_children(&table, reading, findings)?;
            reading.constants.entry("sumber_data".to_owned()).or_insert_with(source);
            reading.constants.entry("indikator".to_owned()).or_insert_with(|| PREVALENCE.to_owned());
            Ok(counted)
        }
    }
}

/// Where, and in which month, children were measured.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Hash)]
struct Group {
    kota: String,
    kecamatan: String,
    kelurahan: String,
    month: String,
}

/// Where a list of children has what is counted.
struct Children<'a> {
    table: &'a Table,
    dialect: Dialect,
    status: usize,
    measured_on: usize,
    kelurahan: usize,
    kecamatan: Option<usize>,
    kota: Option<usize>,
    /// What tells one child from another.
    who: Vec<usize>,
}

/// One measuring of a child.
struct Measuring {
    child: String,
    group: Group,
    day: time::Date,
    short: bool,
}

impl<'a> Children<'a> {
    fn find(table: &'a Table, reading: &Reading) -> Result<Self, Refused> {
        let at = |names: &[&str]| column(&table.header, names);
        let need = |names: &[&str]| {
            at(names).ok_or_else(|| {
                let place = table.header_place.unwrap_or(Place::File);
                Refused::from(Finding::new(Code::MissingColumn, place).field(names[0]))
            })
        };
        let measured_on = need(&["tanggal_pengukuran", "tgl_pengukuran", "tanggal_ukur"])?;
        let days = table.rows.iter().filter_map(|row| row.text(measured_on));
        let names =
            [at(&["nik"]), at(&["nama", "nama_anak", "nama_balita"]), at(&["tgl_lahir", "tanggal_lahir"])];
        Ok(Self {
            table,
            dialect: Dialect::of(std::iter::empty(), days, reading),
            status: need(STATUS)?,
            measured_on,
            kelurahan: need(&KELURAHAN)?,
            kecamatan: at(&["kec", "kecamatan"]),
            kota: at(&["kab_kota", "kota", "kabupaten"]),
            who: names.into_iter().flatten().collect(),
        })
    }

    /// The measuring of a row; none where there was none. What is wrong is said by
    /// the name of its column alone.
    fn measuring(&self, index: usize, row: &Row) -> Result<Option<Measuring>, Finding> {
        let fault = |code, column: usize| Finding::new(code, row.place).field(&self.table.header[column]);
        let Some(status) = row.text(self.status) else { return Ok(None) };
        let kelurahan = row.text(self.kelurahan).ok_or_else(|| fault(Code::MissingValue, self.kelurahan))?;
        let day =
            row.text(self.measured_on).ok_or(Code::MissingValue).and_then(|text| self.dialect.day(text));
        let day = day.map_err(|code| fault(code, self.measured_on))?;
        let short = is_short(status).ok_or_else(|| fault(Code::WordUnknown, self.status))?;
        let text = |column: Option<usize>| column.and_then(|at| row.text(at)).unwrap_or("").to_owned();
        let group = Group {
            kota: text(self.kota),
            kecamatan: text(self.kecamatan),
            kelurahan: kelurahan.to_owned(),
            month: format!("{:04}-{:02}", day.year(), u8::from(day.month())),
        };
        let named: Vec<&str> = self.who.iter().filter_map(|&at| row.text(at)).collect();
        // Nothing tells two children without a name apart; they are two.
        let child = if named.is_empty() { format!("\u{0}{index}") } else { named.join("\u{0}") };
        Ok(Some(Measuring { child, group, day, short }))
    }
}

/// Counts a list of children by kelurahan and month: measured, and of these short
/// for their age. A child that was measured twice in a month counts once, by its
/// last measuring.
fn count_children(table: &Table, reading: &Reading, findings: &mut Vec<Finding>) -> Result<Table, Refused> {
    let children = Children::find(table, reading)?;
    let mut last: HashMap<(String, Group), (time::Date, bool)> = HashMap::new();
    let (mut measurings, mut doubles) = (0_usize, 0_usize);
    for (index, row) in table.rows.iter().enumerate() {
        match children.measuring(index, row) {
            Ok(None) => {}
            Err(finding) => findings.push(finding),
            Ok(Some(Measuring { child, group, day, short })) => {
                measurings += 1;
                let key = (child, group);
                let before = last.get(&key).copied();
                doubles += usize::from(before.is_some());
                if before.is_none_or(|(earlier, _)| earlier <= day) {
                    last.insert(key, (day, short));
                }
            }
        }
    }
    let mut counts: BTreeMap<Group, (u64, u64)> = BTreeMap::new();
    for ((_, group), (_, short)) in last {
        let count = counts.entry(group).or_default();
        count.0 += u64::from(short);
        count.1 += 1;
    }
    findings.push(Finding::new(Code::PersonalAggregated, Place::File).detail(format!(
        "{measurings} measurings of {} rows became {} figures; {doubles} repeated ones count once",
        table.rows.len(),
        counts.len()
    )));
    Ok(counted(counts))
}

fn counted(counts: BTreeMap<Group, (u64, u64)>) -> Table {
    let header = ["kota", "kecamatan", "kelurahan", "periode", "pembilang", "penyebut"];
    let rows = (1..).zip(counts).map(|(record, (cell, (short, measured)))| Row {
        place: Place::Record(record),
        cells: vec![
            Cell::text(cell.kota),
            Cell::text(cell.kecamatan),
            Cell::text(cell.kelurahan),
            Cell::text(cell.month),
            Cell::typed(short),
            Cell::typed(measured),
        ],
        drawing: None,
    });
    Table {
        header: header.map(str::to_owned).to_vec(),
        header_place: None,
        rows: rows.collect(),
        spatial: false,
    }
}

/// Whether a status of height for age means stunted; none where it is no status.
fn is_short(status: &str) -> Option<bool> {
    let word = plain_name(status);
    match word.as_str() {
        "pendek" | "sangat_pendek" | "stunting" | "stunted" | "severely_stunted" => Some(true),
        "normal" | "tinggi" | "outlier" => Some(false),
        _ => None,
    }
}

/// Figures that stand side by side, each as a row of its own.
pub(super) fn melt(table: Table, measures: &[Measure]) -> Result<Table, Refused> {
    let find = |name: &str| {
        table.header.iter().position(|theirs| plain_name(theirs) == plain_name(name)).ok_or_else(|| {
            Refused::from(
                Finding::new(Code::MissingColumn, table.header_place.unwrap_or(Place::File))
                    .field(name)
                    .detail(format!("the file has: {}", table.header.join(", "))),
            )
        })
    };
    let mut columns = Vec::new();
    for measure in measures {
        let denominator = measure.denominator.as_deref().map(find).transpose()?;
        columns.push((measure.indicator.as_str(), find(&measure.value)?, denominator));
    }
    let used: Vec<usize> =
        columns.iter().flat_map(|(_, value, denominator)| [Some(*value), *denominator]).flatten().collect();
    let kept: Vec<usize> = (0..table.header.len()).filter(|at| !used.contains(at)).collect();
    let mut header: Vec<String> = kept.iter().map(|&at| table.header[at].clone()).collect();
    header.extend(["indikator", "pembilang", "penyebut", "nilai"].map(str::to_owned));
    let mut rows = Vec::with_capacity(table.rows.len() * columns.len());
    for row in &table.rows {
        for (indicator, value, denominator) in &columns {
            let mut cells: Vec<Cell> = kept.iter().map(|&at| row.cells[at].clone()).collect();
            let value = row.cells[*value].clone();
            cells.push(Cell::text(*indicator));
            match denominator {
                Some(denominator) => cells.extend([value, row.cells[*denominator].clone(), Cell::default()]),
                None => cells.extend([Cell::default(), Cell::default(), value]),
            }
            rows.push(Row { place: row.place, cells, drawing: None });
        }
    }
    Ok(Table { header, rows, ..table })
}

/// Whether a plain name is one by which exports are recognised.
pub(super) fn is_word(plain: &str) -> bool {
    STATUS.contains(&plain)
        || [
            "nik",
            "stunting",
            "jumlah_ukur",
            "jumlah_timbang_ukur",
            "tanggal_pengukuran",
            "posyandu",
            "puskesmas",
        ]
        .contains(&plain)
}
