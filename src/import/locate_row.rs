//! The area of a row, by whatever the row names it with.
//!
//! A table is looked at as a whole first: codes without dots are of one scheme
//! or the other, and either the person says which, or the names beside them do.

use super::columns::area_code;
use super::match_area::{Gazetteer, from_digits, normal};
use super::reading::Scheme;
use super::report::{Code, Finding, Place};
use super::{Context, Refused};
use crate::domain::{AreaCode, Level};

/// What a row says about its area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Located<'a> {
    pub place: Place,
    pub kode: Option<&'a str>,
    pub kode_bps: Option<&'a str>,
    pub kelurahan: Option<&'a str>,
    pub kecamatan: Option<&'a str>,
    pub kota: Option<&'a str>,
}

/// What is wrong, in which column, and what is special about it.
type Fault = (Code, &'static str, String);

/// Finds the areas of a table's rows.
pub(super) struct Locator<'a> {
    gazetteer: &'a Gazetteer,
    scheme: Option<Scheme>,
    vintage: Option<u16>,
    within: Option<AreaCode>,
    proven: bool,
}

impl<'a> Locator<'a> {
    pub(super) fn new(context: &'a Context) -> Result<Self, Refused> {
        let reading = &context.reading;
        let within = reading.within.as_deref().map(|text| {
            text.parse().map_err(|_| Finding::new(Code::CodeFormat, Place::File).field("within").value(text))
        });
        let within = within.transpose()?.or_else(|| context.gazetteer.only_city());
        Ok(Self {
            gazetteer: &context.gazetteer,
            scheme: reading.scheme,
            vintage: reading.vintage,
            within,
            proven: false,
        })
    }

    /// Settles the scheme of codes without dots for a whole table.
    pub(super) fn settled(mut self, rows: &[Located<'_>]) -> Result<Self, Refused> {
        let first = |wanted: fn(&str) -> bool| rows.iter().find(|row| row.kode.is_some_and(wanted));
        let (dotted, bare) = (first(is_dotted), first(is_bare));
        if let (Some(dotted), Some(bare)) = (dotted, bare) {
            let detail = format!(
                "{} has {}, {} has {}",
                dotted.place,
                dotted.kode.unwrap_or_default(),
                bare.place,
                bare.kode.unwrap_or_default()
            );
            return Err(Finding::new(Code::SchemeMixed, bare.place).field("kode").detail(detail).into());
        }
        if bare.is_some() && self.scheme.is_none() {
            self.scheme = self.proof(rows);
            self.proven = self.scheme.is_some();
        }
        Ok(self)
    }

    /// The scheme that the names beside the codes prove: every name is the one of
    /// its code in that scheme, and in the other not.
    fn proof(&self, rows: &[Located<'_>]) -> Option<Scheme> {
        let (mut named, mut kemendagri, mut bps) = (0, 0, 0);
        for row in rows {
            let (Some(digits), Some(name)) = (row.kode.filter(|code| is_bare(code)), row.kelurahan) else {
                continue;
            };
            named += 1;
            let is_named = |code: Option<AreaCode>| {
                code.and_then(|code| self.gazetteer.name(code))
                    .is_some_and(|found| normal(found) == normal(name))
            };
            kemendagri += usize::from(is_named(from_digits(digits)));
            bps += usize::from(is_named(self.gazetteer.by_bps(digits, self.vintage).ok()));
        }
        match (kemendagri == named, bps == named) {
            _ if named == 0 => None,
            (true, false) => Some(Scheme::Kemendagri),
            (false, true) => Some(Scheme::Bps),
            _ => None,
        }
    }

    /// The word for how areas are named, in reports.
    pub(super) fn scheme_word(&self, by_code: bool) -> &'static str {
        match (by_code, self.scheme, self.proven) {
            (false, _, _) | (true, Some(Scheme::Bps), false) => "bps",
            (true, Some(Scheme::Bps), true) => "bps (terbukti oleh nama)",
            (true, Some(Scheme::Kemendagri), true) => "kemendagri (terbukti oleh nama)",
            _ => "kemendagri",
        }
    }

    /// How alike a name is to the official one.
    pub(super) fn likeness(&self, code: AreaCode, name: &str) -> Option<f64> {
        self.gazetteer.likeness(code, name)
    }

    /// The area that a row means.
    pub(super) fn find(&self, row: &Located<'_>) -> Result<AreaCode, Fault> {
        if row.kode.is_none() && row.kode_bps.is_none() && is_total(row) {
            return Err((Code::TotalRow, "kelurahan", String::new()));
        }
        if let Some(text) = row.kode {
            if is_total_word(text) {
                return Err((Code::TotalRow, "kode", String::new()));
            }
            return self.by_code(text);
        }
        if let Some(digits) = row.kode_bps {
            return self.by_bps(digits, "kode_bps");
        }
        self.by_name(row)
    }

    fn by_code(&self, text: &str) -> Result<AreaCode, Fault> {
        match (area_code(text), self.scheme) {
            (Ok(_), Some(Scheme::Bps)) if text.len() > 2 => {
                Err((Code::CodeFormat, "kode", "it has dots, and the scheme is said to be BPS".to_owned()))
            }
            (Ok(code), _) => Ok(code),
            (Err((Code::CodeScheme, _)), Some(Scheme::Kemendagri)) => from_digits(text)
                .ok_or_else(|| (Code::CodeFormat, "kode", "expected 4, 6 or 10 digits".to_owned())),
            (Err((Code::CodeScheme, _)), Some(Scheme::Bps)) => self.by_bps(text, "kode"),
            (Err((code, reason)), _) => Err((code, "kode", reason.to_owned())),
        }
    }

    fn by_bps(&self, digits: &str, field: &'static str) -> Result<AreaCode, Fault> {
        self.gazetteer.by_bps(digits, self.vintage).map_err(|(code, detail)| (code, field, detail))
    }

    fn by_name(&self, row: &Located<'_>) -> Result<AreaCode, Fault> {
        let find = |level, name, within, field: &'static str| {
            self.gazetteer.by_name(level, name, within).map_err(|(code, detail)| (code, field, detail))
        };
        if self.gazetteer.is_empty() {
            return Err((Code::MissingCode, "kode", String::new()));
        }
        let city = row.kota.map(|name| find(Level::Kota, name, None, "kota")).transpose()?;
        let within = city.or(self.within);
        let district =
            row.kecamatan.map(|name| find(Level::Kecamatan, name, within, "kecamatan")).transpose()?;
        match (row.kelurahan, district, city) {
            (Some(name), _, _) => find(Level::Kelurahan, name, district.or(within), "kelurahan"),
            (None, Some(district), _) => Ok(district),
            (None, None, Some(city)) => Ok(city),
            (None, None, None) => Err((Code::MissingCode, "kode", String::new())),
        }
    }
}

fn is_dotted(text: &str) -> bool {
    text.contains('.') && area_code(text).is_ok()
}

fn is_bare(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a row is the sum of others: it says so where the area's name stands.
fn is_total(row: &Located<'_>) -> bool {
    [row.kelurahan, row.kecamatan, row.kota].iter().flatten().any(|text| is_total_word(text))
}

fn is_total_word(text: &str) -> bool {
    let word = text.trim().to_lowercase();
    let first = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    matches!(first, "jumlah" | "total" | "subtotal" | "jml" | "rata" | "rerata" | "average" | "sum")
}
