//! Which coordinate reference system a file uses, and its positions in degrees
//! on WGS 84.
//!
//! In this order: the person's word, the EPSG authority that the file names, a
//! name that is known, the parameters of its text. What cannot be settled is
//! refused with the option that settles it; nothing is guessed from the
//! numbers.

mod known;
mod name;

use proj4rs::Proj;
use serde::{Deserialize, Serialize};

use super::Refused;
use super::report::{Code, Finding, Place};
use super::table::{Pair, Table};
use super::taken::TakenCrs;
use known::Known;

/// What a file says about its coordinates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) enum Declared {
    /// Nothing.
    #[default]
    Unsaid,
    /// The format knows degrees on WGS 84 alone.
    ByFormat,
    /// An EPSG code.
    Epsg(u32),
    /// A name, such as `urn:ogc:def:crs:OGC:1.3:CRS84`.
    Name(String),
    /// A description in well-known text.
    Wkt(String),
}

/// A system that positions can be converted from.
pub(super) struct Crs {
    pub taken: TakenCrs,
    /// None where positions are degrees on WGS 84 already.
    conversion: Option<(Proj, Proj)>,
}

impl Crs {
    /// Settles the system of a file.
    pub(super) fn settle(declared: &Declared, option: Option<&str>) -> Result<Self, Finding> {
        if let Some(text) = option {
            let known = name::known(text)
                .ok_or_else(|| Finding::new(Code::CrsUnsupported, Place::File).field("crs").value(text))?;
            return Self::of(known, "option");
        }
        match declared {
            Declared::Unsaid | Declared::ByFormat => {
                Self::of(known::geographic(known::Datum::Wgs84), "format")
            }
            Declared::Epsg(code) => {
                let unsupported = || {
                    Finding::new(Code::CrsUnsupported, Place::File).field("crs").value(format!("EPSG:{code}"))
                };
                Self::of(known::by_code(*code).ok_or_else(unsupported)?, "authority")
            }
            Declared::Name(text) => {
                let known = name::known(text).ok_or_else(|| {
                    Finding::new(Code::CrsUnsupported, Place::File).field("crs").value(text)
                })?;
                Self::of(known, "name")
            }
            Declared::Wkt(text) => Self::from_wkt(text),
        }
    }

    fn from_wkt(text: &str) -> Result<Self, Finding> {
        if let Some(code) = name::authority(text) {
            if let Some(known) = known::by_code(code) {
                return Self::of(known, "authority");
            }
            return Err(Finding::new(Code::CrsUnsupported, Place::File)
                .field("crs")
                .value(format!("EPSG:{code}")));
        }
        if let Some(known) = name::title(text).and_then(name::known) {
            return Self::of(known, "name");
        }
        let unsupported = || {
            Finding::new(Code::CrsUnsupported, Place::File)
                .field("crs")
                .value(name::title(text).unwrap_or(text))
        };
        // Parameters alone say nothing about the shift of an old datum.
        if !name::is_on_modern_datum(text) {
            return Err(unsupported());
        }
        let parameters = proj4wkt::wkt_to_projstring(text).map_err(|_| unsupported())?;
        let known = Known {
            epsg: 0,
            name: name::title(text).unwrap_or("?").to_owned(),
            parameters,
            uncertainty_m: None,
        };
        Self::of(known, "parameters")
    }

    fn of(known: Known, found: &str) -> Result<Self, Finding> {
        let unsupported = |_| Finding::new(Code::CrsUnsupported, Place::File).field("crs").value(&known.name);
        let degrees = known.parameters.starts_with("+proj=longlat") && known.uncertainty_m.is_none();
        let conversion = if degrees {
            None
        } else {
            let source = Proj::from_proj_string(&known.parameters).map_err(unsupported)?;
            let target =
                Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").map_err(unsupported)?;
            Some((source, target))
        };
        let epsg = (known.epsg != 0).then_some(known.epsg);
        let taken =
            TakenCrs { name: known.name, epsg, found: found.to_owned(), uncertainty_m: known.uncertainty_m };
        Ok(Self { taken, conversion })
    }

    /// Brings every position of a table to degrees on WGS 84. A position that
    /// cannot be converted becomes one that no check lets pass.
    pub(super) fn convert(&self, table: &mut Table) {
        use rayon::prelude::*;
        if self.conversion.is_none() {
            return;
        }
        table.rows.par_iter_mut().filter_map(|row| row.drawing.as_mut()).for_each(|drawing| {
            for pair in drawing.positions_mut() {
                *pair = self.to_degrees(*pair);
            }
        });
    }

    /// One position in degrees on WGS 84; not a number where it has none.
    pub(super) fn to_degrees(&self, [x, y]: Pair) -> Pair {
        let Some((source, target)) = &self.conversion else { return [x, y] };
        // Far outside any plane the series behind a projection do not converge.
        let plausible = x.is_finite() && y.is_finite() && x.abs() < 3e7 && y.abs() < 3e7;
        let mut point = if source.is_latlong() { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
        if !plausible || proj4rs::transform::transform(source, target, &mut point).is_err() {
            return [f64::NAN, f64::NAN];
        }
        [point.0.to_degrees(), point.1.to_degrees()]
    }

    /// Refuses an unsaid system whose numbers cannot be degrees.
    pub(super) fn check_unsaid(
        declared: &Declared,
        option: Option<&str>,
        table: &mut Table,
    ) -> Result<bool, Refused> {
        if *declared != Declared::Unsaid || option.is_some() {
            return Ok(false);
        }
        let mut first = None;
        for row in &mut table.rows {
            let place = row.place;
            let Some(drawing) = row.drawing.as_mut() else { continue };
            if let Some(pair) = drawing.positions_mut().find(|[x, y]| x.abs() > 180.0 || y.abs() > 90.0) {
                first = Some((place, *pair));
                break;
            }
        }
        match first {
            None => Ok(true),
            Some((place, [x, y])) => Err(Finding::new(Code::CrsUnknown, place)
                .detail(format!("{x}, {y} look like metres, and the file does not say of which zone"))
                .into()),
        }
    }
}

#[cfg(test)]
mod tests;
