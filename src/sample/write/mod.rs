//! From nouns to files, as `docs/data-formats.md` wants them.
//!
//! Every object of JSON is a struct whose fields stand in the order in which
//! they are written, so that the bytes do not depend on how a map sorts.

mod catalogue;
mod tables;
mod posyandu;
mod manifest;
mod readme;

pub(super) use readme::readme;

use time::Date;

use super::{Sample, SampleError, SampleFile};

/// The data files and the manifest that loads them.
pub(super) fn files(sample: &Sample) -> Result<Vec<SampleFile>, SampleError> {
    Ok(vec![
        SampleFile { name: "katalog.json", bytes: catalogue::json(&sample.indicators)? },
        SampleFile { name: "klaim.csv", bytes: tables::claims(&sample.claims)? },
        SampleFile { name: "kampung_kb.csv", bytes: tables::events(&sample.events)? },
        SampleFile { name: "opd.csv", bytes: tables::agencies(&sample.agencies)? },
        SampleFile { name: "masalah.csv", bytes: tables::problems(&sample.problems)? },
        SampleFile { name: "program.csv", bytes: tables::programmes(&sample.programmes)? },
        SampleFile { name: "posyandu.geojson", bytes: posyandu::geojson(&sample.posyandu)? },
        SampleFile { name: "manifest.json", bytes: manifest::json()? },
    ])
}

/// Indented, with a line end at the end.
fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, SampleError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A date as `2025-08-31`, nothing for none.
fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
