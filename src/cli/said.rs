//! What a person says about a file on the command line.

use std::collections::BTreeMap;

use clap::Args;

use crate::import::{DateOrder, Measure, Numbers, Reading, Scheme};

/// What the file itself leaves open.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "What the file leaves open")]
pub(super) struct Said {
    /// The layer or sheet to read, where the file has several.
    #[arg(long)]
    layer: Option<String>,
    /// The coordinate system, such as EPSG:32749; overrides the file's own.
    #[arg(long)]
    crs: Option<String>,
    /// What codes without dots are: kemendagri or bps.
    #[arg(long)]
    scheme: Option<Scheme>,
    /// The year of the list of BPS codes, where lists differ.
    #[arg(long)]
    vintage: Option<u16>,
    /// How numbers are written: id (1.234,5) or en (1,234.5).
    #[arg(long)]
    numbers: Option<Numbers>,
    /// How dates with slashes are written: dmy or mdy.
    #[arg(long)]
    dates: Option<DateOrder>,
    /// The encoding of the text, such as windows-1252.
    #[arg(long)]
    encoding: Option<String>,
    /// The area in which names are looked up, as a Kemendagri code.
    #[arg(long)]
    within: Option<String>,
    /// Mend boundaries: close gaps and give away overlaps up to this width in metres.
    #[arg(long, value_name = "METRES")]
    repair: Option<f64>,
    /// An area that may change by more than 0.1 % through it, by its code, or semua; may be repeated.
    #[arg(long, value_name = "CODE")]
    accept: Vec<String>,
    /// The file's own name for one of our columns, such as kode=KODE_DESA; may be repeated.
    #[arg(long, value_name = "OURS=THEIRS", value_parser = pair)]
    map: Vec<(String, String)>,
    /// One value of a column for every row, such as periode=2025-08; may be repeated.
    #[arg(long, value_name = "OURS=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// A figure in columns of its own, such as stunting-register=Stunting/Diukur; may be repeated.
    #[arg(long, value_name = "INDICATOR=NUMERATOR/DENOMINATOR")]
    measure: Vec<Measure>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("expected two names with = between them")?;
    Ok((ours.trim().to_owned(), theirs.trim().to_owned()))
}

impl From<Said> for Reading {
    fn from(said: Said) -> Self {
        Self {
            layer: said.layer,
            crs: said.crs,
            scheme: said.scheme,
            vintage: said.vintage,
            numbers: said.numbers,
            dates: said.dates,
            encoding: said.encoding,
            within: said.within,
            repair: said.repair,
            accept: said.accept,
            columns: said.map.into_iter().collect::<BTreeMap<_, _>>(),
            constants: said.set.into_iter().collect(),
            measures: said.measure,
        }
    }
}
