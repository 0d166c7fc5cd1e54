//! Rows of the tables, and how each becomes a noun.
//!
//! What stands in the store was checked before it was written, so a row that
//! does not parse means that somebody changed the database by hand; it is an
//! error, never skipped.

use sqlx::FromRow;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};

use super::error::Error;
use super::geometry::Shape;
use crate::domain::{
    Area, AreaName, Claim, Counts, DatasetMeta, Figure, Period, Posyandu, Provenance, Schedule, StoredDataset,
};

#[derive(FromRow)]
pub(super) struct DatasetRow {
    pub version: i64,
    kind: String,
    id: String,
    sample: i64,
    source: String,
    licence: String,
    as_of: Option<String>,
    pub content_hash: String,
    file_name: String,
    imported_at: String,
    row_count: i64,
    finding_count: i64,
}

impl DatasetRow {
    /// Whether the row says the same about its dataset as `meta` does.
    pub(super) fn says(&self, meta: &DatasetMeta) -> bool {
        self.sample == i64::from(meta.sample)
            && self.source == meta.source
            && self.licence == meta.licence
            && self.as_of == meta.as_of.map(|day| day.to_string())
    }

    pub(super) fn noun(self) -> Result<StoredDataset, Error> {
        let imported_at = OffsetDateTime::parse(&self.imported_at, &Rfc3339)
            .map_err(|_| Error::Corrupt(format!("the time {}", self.imported_at)))?;
        Ok(StoredDataset {
            meta: DatasetMeta {
                id: self.id.parse()?,
                kind: self.kind.parse()?,
                sample: self.sample != 0,
                source: self.source,
                licence: self.licence,
                as_of: day(self.as_of.as_deref())?,
            },
            version: self.version,
            content_hash: self.content_hash,
            file_name: self.file_name,
            imported_at,
            rows: self.row_count,
            findings: self.finding_count,
        })
    }
}

/// A row that knows its version, and the noun in it.
pub(super) trait Noun {
    type Noun;
    fn version(&self) -> i64;
    fn noun(self) -> Result<Self::Noun, Error>;
}

pub(super) fn day(text: Option<&str>) -> Result<Option<Date>, Error> {
    text.map(|text| match text.parse() {
        Ok(Period::Day(day)) => Ok(day),
        _ => Err(Error::Corrupt(format!("the day {text}"))),
    })
    .transpose()
}

pub(super) fn required_day(text: &str) -> Result<Date, Error> {
    day(Some(text))?.ok_or_else(|| Error::Corrupt(format!("the day {text}")))
}

pub(super) fn parsed<T: std::str::FromStr<Err = crate::domain::InvalidValue>>(
    text: Option<&str>,
) -> Result<Option<T>, Error> {
    Ok(text.map(str::parse).transpose()?)
}

#[derive(FromRow)]
pub(super) struct AreaNameRow {
    version: i64,
    kode: String,
    nama: String,
    bps_code: Option<String>,
    bps_vintage: Option<i64>,
    time_zone: String,
}

impl Noun for AreaNameRow {
    type Noun = AreaName;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<AreaName, Error> {
        Ok(AreaName {
            code: self.kode.parse()?,
            name: self.nama,
            bps_code: self.bps_code,
            bps_vintage: self
                .bps_vintage
                .map(|year| u16::try_from(year).map_err(|_| Error::Corrupt(format!("the year {year}"))))
                .transpose()?,
            time_zone: self.time_zone.parse()?,
        })
    }
}

#[derive(FromRow)]
pub(super) struct AreaRow {
    version: i64,
    kode: String,
    nama: String,
    geom: Shape,
}

impl Noun for AreaRow {
    type Noun = Area;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Area, Error> {
        Ok(Area { code: self.kode.parse()?, name: self.nama, shape: self.geom.try_into()? })
    }
}

#[derive(FromRow)]
pub(super) struct ClaimRow {
    version: i64,
    kode: String,
    indicator: String,
    period: String,
    figure: String,
    numerator: Option<i64>,
    denominator: Option<i64>,
    published: Option<f64>,
    source: String,
    url: Option<String>,
    as_of: Option<String>,
    received: Option<String>,
    status: Option<String>,
    note: Option<String>,
}

impl Noun for ClaimRow {
    type Noun = Claim;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Claim, Error> {
        let figure = match (self.figure.as_str(), self.numerator, self.denominator, self.published) {
            ("counts", Some(numerator), Some(denominator), None) => {
                Figure::Counts(Counts::new(numerator, denominator)?)
            }
            ("published", None, None, Some(value)) => Figure::Published(value),
            ("not_filled", None, None, None) => Figure::NotFilled,
            ("not_applicable", None, None, None) => Figure::NotApplicable,
            _ => return Err(Error::Corrupt(format!("a {} figure of {}", self.figure, self.kode))),
        };
        Ok(Claim {
            area: self.kode.parse()?,
            indicator: self.indicator.parse()?,
            period: self.period.parse()?,
            figure,
            provenance: Provenance {
                source: self.source,
                url: self.url,
                as_of: day(self.as_of.as_deref())?,
                received: day(self.received.as_deref())?,
                status: parsed(self.status.as_deref())?,
                note: self.note,
            },
        })
    }
}

#[derive(FromRow)]
pub(super) struct PosyanduRow {
    version: i64,
    id: String,
    nama: String,
    kode: String,
    rw: Option<String>,
    quality: String,
    stratum: Option<String>,
    services: String,
    schedule: Option<String>,
    hours: Option<String>,
    exceptions: Option<String>,
    puskesmas: Option<String>,
    confirmed: Option<String>,
    source: String,
    geom: Option<Shape>,
}

impl Noun for PosyanduRow {
    type Noun = Posyandu;

    fn version(&self) -> i64 {
        self.version
    }

    fn noun(self) -> Result<Posyandu, Error> {
        let services = self.services.split(';').filter(|word| !word.is_empty());
        let schedule = match (&self.schedule, &self.hours) {
            (Some(rule), Some(hours)) => {
                Some(Schedule::parse(rule, hours, self.exceptions.as_deref().unwrap_or(""))?)
            }
            _ => None,
        };
        Ok(Posyandu {
            id: self.id.parse()?,
            name: self.nama,
            area: self.kode.parse()?,
            rw: self.rw,
            position: self.geom.map(TryInto::try_into).transpose()?,
            quality: self.quality.parse()?,
            stratum: parsed(self.stratum.as_deref())?,
            services: services.map(str::parse).collect::<Result<_, _>>()?,
            schedule,
            puskesmas: self.puskesmas,
            confirmed: day(self.confirmed.as_deref())?,
            source: self.source,
        })
    }
}
