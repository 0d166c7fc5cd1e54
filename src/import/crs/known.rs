//! The coordinate reference systems that Indonesian files come in, by EPSG code.
//!
//! A closed family: geographic ones, UTM zones 46 to 54 of both hemispheres,
//! TM-3 zones 46.2 to 54.1 of the cadastre, Web Mercator; each on the datums in
//! which the EPSG registry has it. The parameters are the registry's.

/// A system with its PROJ parameters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    pub epsg: u32,
    pub name: String,
    pub parameters: String,
    /// How far a converted position may be off, in metres.
    pub uncertainty_m: Option<f64>,
}

/// The datums, with their PROJ parameters and what a conversion to WGS 84 may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Datum {
    Wgs84,
    /// Datum Geodesi Nasional 1995: WGS 84 within what maps can show.
    Dgn95,
    /// Sistem Referensi Geospasial Indonesia 2013: within 0.3 m of WGS 84.
    Srgi2013,
    /// Indonesian Datum 1974: shifted by some 30 m, known to 3 m.
    Id74,
}

impl Datum {
    pub(super) const ALL: [Self; 4] = [Self::Wgs84, Self::Dgn95, Self::Srgi2013, Self::Id74];

    const fn name(self) -> &'static str {
        match self {
            Self::Wgs84 => "WGS 84",
            Self::Dgn95 => "DGN95",
            Self::Srgi2013 => "SRGI2013",
            Self::Id74 => "ID74",
        }
    }

    const fn parameters(self) -> &'static str {
        match self {
            Self::Wgs84 | Self::Srgi2013 => "+datum=WGS84",
            Self::Dgn95 => "+ellps=WGS84 +towgs84=0,0,0",
            Self::Id74 => "+a=6378160 +rf=298.247 +towgs84=-24,-15,5",
        }
    }

    const fn uncertainty_m(self) -> Option<f64> {
        match self {
            Self::Wgs84 | Self::Dgn95 => None,
            Self::Srgi2013 => Some(0.3),
            Self::Id74 => Some(3.0),
        }
    }

    const fn geographic(self) -> u32 {
        match self {
            Self::Wgs84 => 4326,
            Self::Dgn95 => 4755,
            Self::Srgi2013 => 9470,
            Self::Id74 => 4238,
        }
    }

    /// The code of a UTM zone, where the registry has one.
    const fn utm(self, zone: u32, south: bool) -> Option<u32> {
        if zone < 46 || zone > 54 || (south && zone == 46 && !matches!(self, Self::Wgs84)) {
            return None;
        }
        let (north, southern) = match self {
            Self::Wgs84 => (32600, 32700),
            Self::Dgn95 => (23820, 23830),
            Self::Srgi2013 => (9430, 9440),
            Self::Id74 => (23800, 23840),
        };
        // On the national datums the zones 53 and 54 exist south of the equator alone.
        if !south && zone > 52 && !matches!(self, Self::Wgs84) {
            return None;
        }
        Some(zone + if south { southern } else { north })
    }
}

/// Longitude and latitude on a datum.
pub(super) fn geographic(datum: Datum) -> Known {
    Known {
        epsg: datum.geographic(),
        name: datum.name().to_owned(),
        parameters: format!("+proj=longlat {} +no_defs", datum.parameters()),
        uncertainty_m: datum.uncertainty_m(),
    }
}

/// A UTM zone.
pub(super) fn utm(datum: Datum, zone: u32, south: bool) -> Option<Known> {
    let hemisphere = if south { " +south" } else { "" };
    Some(Known {
        epsg: datum.utm(zone, south)?,
        name: format!("{} / UTM zone {zone}{}", datum.name(), if south { 'S' } else { 'N' }),
        parameters: format!("+proj=utm +zone={zone}{hemisphere} {} +units=m +no_defs", datum.parameters()),
        uncertainty_m: datum.uncertainty_m(),
    })
}

/// A zone of the cadastre's TM-3, such as 49.1; the halves of a UTM zone are 1
/// (west) and 2 (east).
pub(super) fn tm3(zone: u32, half: u32) -> Option<Known> {
    let order = 2 * zone + half;
    if !(1..=2).contains(&half) || !(94..=109).contains(&order) {
        return None;
    }
    let meridian = 6.0 * f64::from(zone) - 183.0 + if half == 1 { -1.5 } else { 1.5 };
    Some(Known {
        epsg: 23830 + order - 94,
        name: format!("DGN95 / Indonesia TM-3 zone {zone}.{half}"),
        parameters: format!(
            "+proj=tmerc +lat_0=0 +lon_0={meridian} +k=0.9999 +x_0=200000 +y_0=1500000 {} +units=m +no_defs",
            Datum::Dgn95.parameters()
        ),
        uncertainty_m: None,
    })
}

/// The Mercator of web maps, on a sphere.
pub(super) fn web_mercator() -> Known {
    Known {
        epsg: 3857,
        name: "WGS 84 / Pseudo-Mercator".to_owned(),
        parameters: "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m \
            +nadgrids=@null +no_defs"
            .to_owned(),
        uncertainty_m: None,
    }
}

/// The system of an EPSG code, where it is one of the family.
pub(super) fn by_code(code: u32) -> Option<Known> {
    match code {
        3857 | 900_913 | 102_100 | 3785 => return Some(web_mercator()),
        // WGS 84 and DGN95 with a height, which is not read.
        4979 => return Some(geographic(Datum::Wgs84)),
        4898 => return Some(geographic(Datum::Dgn95)),
        9469 => return Some(geographic(Datum::Srgi2013)),
        _ => {}
    }
    Datum::ALL
        .into_iter()
        .map(geographic)
        .chain(Datum::ALL.into_iter().flat_map(|datum| {
            (46..=54).flat_map(move |zone| [false, true].map(|south| utm(datum, zone, south))).flatten()
        }))
        .chain((46..=54).flat_map(|zone| [1, 2].map(|half| tm3(zone, half))).flatten())
        .find(|known| known.epsg == code)
}
