//! `jangkau sample`.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::End;
use super::import::bytes;
use crate::domain::{DatasetKind, Rows};
use crate::import::{Context, Imported, Refused, read};
use crate::sample;

/// Make an invented sample for the areas of a boundary file. The same files and
/// seed give the same sample on every machine.
#[derive(Debug, Args)]
pub(super) struct Sample {
    /// Boundaries of kelurahan (GeoJSON).
    boundaries: PathBuf,
    /// The official list of areas (CSV).
    areas: PathBuf,
    /// The folder to write into.
    folder: PathBuf,
    /// From which number the sample grows.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Sample {
    pub(super) fn run(self) -> Result<End, Box<dyn Error>> {
        let rows = |kind: DatasetKind, path: &PathBuf| -> Result<Rows, Box<dyn Error>> {
            match read(kind, &bytes(path)?, &Context::default()) {
                Ok(Imported { rows, .. }) => Ok(rows),
                Err(Refused { findings, .. }) => {
                    let reason = findings.last().map(|finding| finding.code.message().en).unwrap_or_default();
                    Err(format!("{}: {reason}", path.display()).into())
                }
            }
        };
        let boundaries = rows(DatasetKind::Boundaries, &self.boundaries)?;
        let areas = rows(DatasetKind::Areas, &self.areas)?;
        let (Rows::Boundaries(boundaries), Rows::Areas(areas)) = (boundaries, areas) else {
            return Err("the files are not of their kinds".into());
        };
        std::fs::create_dir_all(&self.folder)?;
        for file in sample::generate(&boundaries, &areas, self.seed)? {
            std::fs::write(self.folder.join(file.name), &file.bytes)?;
            writeln!(std::io::stdout(), "{}", self.folder.join(file.name).display())?;
        }
        Ok(End::Good)
    }
}
