//! The header among the first rows of a sheet: below titles, above the data,
//! sometimes in two storeys.

use crate::import::Refused;
use crate::import::report::{Code, Finding, Place};
use crate::import::table::Cell;

/// How many rows are searched.
const SEARCHED: usize = 40;

/// Where the header is, the names, and how many rows it takes.
pub(super) struct Header {
    pub at: usize,
    pub names: Vec<String>,
    pub rows: usize,
}

/// Finds the header: the row with the most names that the dataset knows, the
/// first of them. Where none is known, the first row is the header if all of it
/// is texts and the next rows have as many cells.
pub(super) fn find(rows: &[Vec<Cell>], is_known: &dyn Fn(&str) -> bool) -> Result<Header, Refused> {
    let score = |row: &[Cell]| row.iter().filter(|cell| !cell.typed && is_known(&cell.text)).count();
    let mut best = (0, 0);
    for (at, row) in rows.iter().take(SEARCHED).enumerate() {
        let found = score(row);
        if found > best.1 {
            best = (at, found);
        }
    }
    let (at, known) = best;
    let Some(row) = rows.get(at) else {
        return Err(Finding::new(Code::HeaderNotFound, Place::File).into());
    };
    if known == 0 && (row.iter().any(|cell| cell.typed) || filled(row) < 2) {
        return Err(Finding::new(Code::HeaderNotFound, Place::File)
            .detail(format!(
                "none of the first {} rows names a column that is known",
                rows.len().min(SEARCHED)
            ))
            .into());
    }
    let names: Vec<String> = row.iter().map(|cell| clean(&cell.text)).collect();
    let below = rows.get(at + 1).filter(|below| is_second_storey(row, below, is_known));
    Ok(match below {
        None => Header { at, names, rows: 1 },
        Some(below) => Header { at, names: joined(&names, below), rows: 2 },
    })
}

fn filled(row: &[Cell]) -> usize {
    row.iter().filter(|cell| !cell.text.trim().is_empty()).count()
}

/// Whether a row goes on with the header: texts alone, standing below cells that
/// are merged over several columns, and none below the first known name.
fn is_second_storey(above: &[Cell], below: &[Cell], is_known: &dyn Fn(&str) -> bool) -> bool {
    let empty = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.text.trim().is_empty());
    let first_known = above.iter().position(|cell| is_known(&cell.text));
    let texts = below.iter().filter(|cell| !cell.text.trim().is_empty());
    let only_texts = texts.clone().all(|cell| !cell.typed && cell.text.parse::<f64>().is_err());
    let under_a_gap = (0..above.len()).any(|column| empty(above.get(column)) && !empty(below.get(column)));
    texts.count() > 1
        && only_texts
        && under_a_gap
        && first_known.is_some_and(|column| empty(below.get(column)))
}

/// Names of two storeys, put together: `Jumlah balita L`.
fn joined(above: &[String], below: &[Cell]) -> Vec<String> {
    let mut over = "";
    let width = above.len().max(below.len());
    (0..width)
        .map(|column| {
            let own = above.get(column).map_or("", String::as_str);
            let under = below.get(column).map_or(String::new(), |cell| clean(&cell.text));
            if !own.is_empty() {
                over = own;
            }
            match (own.is_empty(), under.is_empty()) {
                (false, true) => own.to_owned(),
                (true, true) => String::new(),
                (_, false) => format!("{over} {under}").trim().to_owned(),
            }
        })
        .collect()
}

/// A name on one line.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
