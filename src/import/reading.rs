//! What a person says about a file before it is read: the choices that the file
//! itself leaves open. Kept under a name, it is a mapping that fits every later
//! file of the same form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The choices; each left out is found from the file, or asked for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// Layer or sheet, where the file has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// Coordinate reference system, such as `EPSG:32749`; overrides the file's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// Scheme of codes written without dots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
    /// Year of the list that BPS codes are taken from, where lists differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vintage: Option<u16>,
    /// How numbers in texts are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Numbers>,
    /// How dates with slashes are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// Encoding of a text file, such as `windows-1252`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Area in which names are looked up, as a Kemendagri code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Our columns, each with the file's own name for it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Our columns, each with the value that it has in every row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Mend boundaries: close gaps and give away overlaps up to this width in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<f64>,
    /// The areas that may change by more than 0.1 % through it, by code; `semua` for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
    /// Figures that stand side by side in a row, each becoming a row of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

impl Reading {
    /// This reading with what `over` says in place of it.
    #[must_use]
    pub fn with(mut self, over: Self) -> Self {
        self.columns.extend(over.columns);
        self.constants.extend(over.constants);
        Self {
            layer: over.layer.or(self.layer),
            crs: over.crs.or(self.crs),
            scheme: over.scheme.or(self.scheme),
            vintage: over.vintage.or(self.vintage),
            numbers: over.numbers.or(self.numbers),
            dates: over.dates.or(self.dates),
            encoding: over.encoding.or(self.encoding),
            within: over.within.or(self.within),
            repair: over.repair.or(self.repair),
            accept: if over.accept.is_empty() { self.accept } else { over.accept },
            columns: self.columns,
            constants: self.constants,
            measures: if over.measures.is_empty() { self.measures } else { over.measures },
        }
    }

    /// Reads the JSON that a mapping is kept as.
    pub fn from_json(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The JSON that a mapping is kept as.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A figure in columns of its own: `stunting-register=Stunting/Jumlah Ukur` or
/// `stunting-register=Persen`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The indicator's id, or a word that the catalogue maps.
    pub indicator: String,
    /// The column of the numerator, or of the published value.
    pub value: String,
    /// The column of the denominator.
    pub denominator: Option<String>,
}

impl std::str::FromStr for Measure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (indicator, columns) =
            text.split_once('=').ok_or("expected INDICATOR=NUMERATOR/DENOMINATOR or INDICATOR=VALUE")?;
        let (value, denominator) = match columns.split_once('/') {
            Some((numerator, denominator)) => (numerator, Some(denominator.trim().to_owned())),
            None => (columns, None),
        };
        Ok(Self { indicator: indicator.trim().to_owned(), value: value.trim().to_owned(), denominator })
    }
}

/// Declares a closed list of words that options take.
macro_rules! choices {
    ($( $(#[$meta:meta])* $name:ident as $noun:literal { $( $(#[$doc:meta])* $variant:ident = $word:literal ),+ $(,)? } )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $( $(#[$doc])* #[serde(rename = $word)] $variant ),+ }

        impl $name {
            /// The word that options and reports use.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $word => Ok(Self::$variant), )+
                    _ => Err(format!("expected {}", [$( $word ),+].join(" or "))),
                }
            }
        }
    )+ };
}

choices! {
    /// What a code of bare digits means.
    Scheme as "scheme" {
        /// The Ministry of Home Affairs' code without its dots.
        Kemendagri = "kemendagri",
        /// The code of Statistics Indonesia.
        Bps = "bps",
    }
    /// How numbers in texts are written.
    Numbers as "numbers" {
        /// `1.234,5`
        Indonesian = "id",
        /// `1,234.5`
        English = "en",
    }
    /// How dates with slashes are written.
    DateOrder as "dates" {
        /// `25/08/2025`
        DayFirst = "dmy",
        /// `08/25/2025`
        MonthFirst = "mdy",
    }
}
