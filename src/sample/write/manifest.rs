//! The manifest: the folder loads at once and is removed at once.

use serde::Serialize;

use super::pretty;
use crate::domain::DatasetKind;
use crate::sample::{SOURCE, SampleError};

/// The one id of every dataset of the sample, so that one command removes it.
const ID: &str = "contoh";

const FILES: [(DatasetKind, &str); 7] = [
    (DatasetKind::Catalogue, "katalog.json"),
    (DatasetKind::Claims, "klaim.csv"),
    (DatasetKind::KampungKb, "kampung_kb.csv"),
    (DatasetKind::Agencies, "opd.csv"),
    (DatasetKind::Problems, "masalah.csv"),
    (DatasetKind::Programmes, "program.csv"),
    (DatasetKind::Posyandu, "posyandu.geojson"),
];

#[derive(Serialize)]
struct Manifest {
    datasets: Vec<Dataset>,
}

#[derive(Serialize)]
struct Dataset {
    id: &'static str,
    kind: &'static str,
    file: &'static str,
    sample: bool,
    source: &'static str,
    licence: &'static str,
    as_of: Option<String>,
}

/// The file with its line end.
pub(super) fn json() -> Result<Vec<u8>, SampleError> {
    let dataset = |(kind, file): (DatasetKind, &'static str)| Dataset {
        id: ID,
        kind: kind.as_str(),
        file,
        sample: true,
        source: SOURCE,
        licence: "CC0-1.0",
        as_of: None,
    };
    pretty(&Manifest { datasets: FILES.into_iter().map(dataset).collect() })
}
