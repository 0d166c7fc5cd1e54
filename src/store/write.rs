//! Storing a version, and moving the pointer to the current one.

use geo::BoundingRect;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Store;
use super::error::Error;
use super::geometry::Shape;
use super::rows::DatasetRow;
use super::transaction::{Transaction, execute, fetch};
use super::{catalogue, sql};
use crate::domain::{
    Agency, Area, AreaName, Claim, DatasetId, DatasetKind, DatasetMeta, Figure, KampungKbEvent, Posyandu,
    Problem, ProblemId, Programme, Rows,
};

/// What is known of a file that is being stored.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The dataset that it replaces.
    pub meta: DatasetMeta,
    /// SHA-256 of the file, in hexadecimal digits.
    pub content_hash: String,
    /// The file's name, without its folder.
    pub file_name: String,
    /// When it was read.
    pub imported_at: OffsetDateTime,
    /// How many findings it gave.
    pub findings: usize,
    /// The findings as a JSON text, to be read by people later.
    pub findings_json: String,
    /// Whether to store it even where the same file is current already.
    pub again: bool,
}

/// What storing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// A new version is current.
    Stored {
        /// Its number.
        version: i64,
    },
    /// The same file is the newest version already; it is current now.
    Unchanged {
        /// Its number.
        version: i64,
    },
}

impl Store {
    /// Stores the rows as the new current version of their dataset, in one
    /// transaction. The rows of the version before are kept, older ones are not.
    pub async fn replace(&self, new: &NewVersion, rows: &Rows) -> Result<Replaced, Error> {
        let mut transaction = self.begin_writing().await?;
        let (kind, id) = (new.meta.kind.as_str(), new.meta.id.as_str());
        let newest = fetch!(&mut transaction, DatasetRow, sql::NEWEST_VERSION, kind, id)?.pop();
        if let Some(newest) = newest
            .filter(|newest| !new.again && newest.content_hash == new.content_hash && newest.says(&new.meta))
        {
            let version = newest.version;
            if point_to(&mut transaction, new.meta.kind, &new.meta.id, Some(version)).await? {
                next_revision(&mut transaction).await?;
                after_change(&mut transaction).await?;
            }
            transaction.commit().await?;
            return Ok(Replaced::Unchanged { version });
        }
        let version = next_revision(&mut transaction).await?;
        execute!(&mut transaction, sql::UPSERT_DATASET, kind, id, version)?;
        insert_version(&mut transaction, version, new, rows.len()).await?;
        insert_rows(&mut transaction, version, rows).await?;
        prune(&mut transaction, kind, id).await?;
        after_change(&mut transaction).await?;
        transaction.commit().await?;
        Ok(Replaced::Stored { version })
    }

    /// Takes every dataset of this id off the map; remembered until
    /// [`Store::restore`]. Gives their kinds.
    pub async fn remove(&self, id: &DatasetId) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, |_| None).await
    }

    /// Puts the newest version of every dataset of this id back on the map.
    /// Gives the kinds that came back.
    pub async fn restore(&self, id: &DatasetId) -> Result<Vec<DatasetKind>, Error> {
        self.repoint(id, Some).await
    }

    async fn repoint(
        &self,
        id: &DatasetId,
        current: impl Fn(i64) -> Option<i64>,
    ) -> Result<Vec<DatasetKind>, Error> {
        let mut transaction = self.begin_writing().await?;
        let datasets =
            fetch!(&mut transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
        let mut moved = Vec::new();
        for (kind, name, _) in datasets {
            let newest = fetch!(&mut transaction, DatasetRow, sql::NEWEST_VERSION, &kind, &name)?.pop();
            let kind: DatasetKind = kind.parse()?;
            let Some(newest) = newest else { continue };
            if point_to(&mut transaction, kind, id, current(newest.version)).await? {
                moved.push(kind);
            }
        }
        if !moved.is_empty() {
            next_revision(&mut transaction).await?;
            after_change(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(moved)
    }
}

/// Moves the pointer of a dataset; whether that changed anything.
async fn point_to(
    transaction: &mut Transaction,
    kind: DatasetKind,
    id: &DatasetId,
    version: Option<i64>,
) -> Result<bool, Error> {
    let before = fetch!(transaction, (String, String, Option<i64>), sql::DATASETS_OF_ID, id.as_str())?;
    let changes = before.iter().any(|(k, _, current)| k == kind.as_str() && *current != version);
    if changes {
        execute!(transaction, sql::SET_CURRENT, kind.as_str(), id.as_str(), version)?;
    }
    Ok(changes)
}

async fn next_revision(transaction: &mut Transaction) -> Result<i64, Error> {
    let rows = fetch!(transaction, (i64,), sql::NEXT_REVISION)?;
    rows.first().map(|row| row.0).ok_or_else(|| Error::Corrupt("no revision".to_owned()))
}

async fn insert_version(
    transaction: &mut Transaction,
    version: i64,
    new: &NewVersion,
    rows: usize,
) -> Result<(), Error> {
    let meta = &new.meta;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let imported_at = new.imported_at.format(&Rfc3339).map_err(|error| Error::Corrupt(error.to_string()))?;
    execute!(
        transaction,
        sql::INSERT_VERSION,
        version,
        meta.kind.as_str(),
        meta.id.as_str(),
        i64::from(meta.sample),
        &meta.source,
        &meta.licence,
        meta.as_of.map(|day| day.to_string()),
        &new.content_hash,
        &new.file_name,
        &imported_at,
        count(rows),
        count(new.findings),
        &new.findings_json,
    )?;
    Ok(())
}

async fn prune(transaction: &mut Transaction, kind: &str, id: &str) -> Result<(), Error> {
    for (version,) in fetch!(transaction, (i64,), sql::OLD_VERSIONS, kind, id)? {
        for delete in sql::DELETES {
            execute!(transaction, *delete, version)?;
        }
    }
    Ok(())
}

async fn insert_rows(transaction: &mut Transaction, version: i64, rows: &Rows) -> Result<(), Error> {
    match rows {
        Rows::Areas(rows) => insert_area_names(transaction, version, rows).await,
        Rows::Boundaries(rows) => insert_areas(transaction, version, rows).await,
        Rows::Catalogue(rows) => catalogue::insert(transaction, version, rows).await,
        Rows::Claims(rows) => insert_claims(transaction, version, rows).await,
        Rows::KampungKb(rows) => insert_events(transaction, version, rows).await,
        Rows::Agencies(rows) => insert_agencies(transaction, version, rows).await,
        Rows::Problems(rows) => insert_problems(transaction, version, rows).await,
        Rows::Programmes(rows) => insert_programmes(transaction, version, rows).await,
        Rows::Posyandu(rows) => insert_posyandu(transaction, version, rows).await,
    }
}

async fn insert_area_names(
    transaction: &mut Transaction,
    version: i64,
    rows: &[AreaName],
) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        let kode = row.code.to_string();
        execute!(
            transaction,
            sql::INSERT_AREA_NAME,
            version,
            position,
            &kode,
            &row.name,
            row.bps_code.as_deref(),
            row.time_zone.as_str(),
        )?;
    }
    Ok(())
}

async fn insert_areas(transaction: &mut Transaction, version: i64, rows: &[Area]) -> Result<(), Error> {
    for row in rows {
        let kode = row.code.to_string();
        execute!(transaction, sql::INSERT_AREA, version, &kode, &row.name, Shape::from(&row.shape))?;
    }
    Ok(())
}

async fn insert_claims(transaction: &mut Transaction, version: i64, rows: &[Claim]) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        let (figure, counts, published) = match row.figure {
            Figure::Counts(counts) => ("counts", Some(counts), None),
            Figure::Published(value) => ("published", None, Some(value)),
            Figure::NotFilled => ("not_filled", None, None),
            Figure::NotApplicable => ("not_applicable", None, None),
        };
        let from = &row.provenance;
        execute!(
            transaction,
            sql::INSERT_CLAIM,
            version,
            position,
            row.area.to_string(),
            row.indicator.as_str(),
            row.period.to_string(),
            figure,
            counts.map(|counts| counts.numerator()),
            counts.map(|counts| counts.denominator()),
            published,
            &from.source,
            from.url.as_deref(),
            from.as_of.map(|day| day.to_string()),
            from.received.map(|day| day.to_string()),
            from.status.map(|status| status.as_str()),
            from.note.as_deref(),
        )?;
    }
    Ok(())
}

async fn insert_events(
    transaction: &mut Transaction,
    version: i64,
    rows: &[KampungKbEvent],
) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        execute!(
            transaction,
            sql::INSERT_EVENT,
            version,
            position,
            row.area.to_string(),
            row.name.as_deref(),
            row.fact.word(),
            row.fact.value(),
            row.date.to_string(),
            row.precision.as_str(),
            row.proof.as_str(),
            &row.source,
            row.note.as_deref(),
            row.unit.map(|unit| unit.as_str()),
            row.fact.presence().map(|presence| presence.as_str()),
            row.not_before.map(|day| day.to_string()),
            row.known.map(|day| day.to_string()),
            row.ended.map(|day| day.to_string()),
            row.due.map(|day| day.to_string()),
            row.document.as_deref(),
            row.responsible.as_deref(),
        )?;
    }
    Ok(())
}

async fn insert_agencies(transaction: &mut Transaction, version: i64, rows: &[Agency]) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        execute!(
            transaction,
            sql::INSERT_AGENCY,
            version,
            position,
            row.area.to_string(),
            &row.name,
            row.short_name.as_deref(),
            row.valid_from.map(|day| day.to_string()),
            row.valid_to.map(|day| day.to_string()),
            row.successor.as_deref(),
            &row.source,
        )?;
    }
    Ok(())
}

async fn insert_problems(transaction: &mut Transaction, version: i64, rows: &[Problem]) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        execute!(
            transaction,
            sql::INSERT_PROBLEM,
            version,
            position,
            row.id.as_str(),
            row.area.to_string(),
            row.category.as_str(),
            row.target_group.as_str(),
            &row.name,
            row.size,
            row.found.to_string(),
            row.known.map(|day| day.to_string()),
            row.solved.map(|day| day.to_string()),
            &row.source,
        )?;
    }
    Ok(())
}

async fn insert_programmes(
    transaction: &mut Transaction,
    version: i64,
    rows: &[Programme],
) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        execute!(
            transaction,
            sql::INSERT_PROGRAMME,
            version,
            position,
            row.area.to_string(),
            &row.opd,
            row.sector.as_str(),
            &row.name,
            row.target_group.as_str(),
            row.year.to_string(),
            &row.source,
            row.provider.as_str(),
            row.answers.iter().map(ProblemId::as_str).collect::<Vec<_>>().join(";"),
            row.planned,
            row.realised,
            row.status.map(|status| status.as_str()),
            row.known.map(|day| day.to_string()),
        )?;
    }
    Ok(())
}

async fn insert_posyandu(
    transaction: &mut Transaction,
    version: i64,
    rows: &[Posyandu],
) -> Result<(), Error> {
    for (position, row) in (0_i64..).zip(rows) {
        let services: Vec<&str> = row.services.iter().map(|service| service.as_str()).collect();
        let schedule = row.schedule.as_ref();
        execute!(
            transaction,
            sql::INSERT_POSYANDU,
            version,
            position,
            row.id.as_str(),
            &row.name,
            row.area.to_string(),
            row.rw.as_deref(),
            row.quality.as_str(),
            row.stratum.map(|stratum| stratum.as_str()),
            services.join(";"),
            schedule.map(|schedule| schedule.recurrence.to_string()),
            schedule.map(|schedule| schedule.session.to_string()),
            schedule.map(|schedule| schedule.exceptions_text()),
            row.puskesmas.as_deref(),
            row.confirmed.map(|day| day.to_string()),
            &row.source,
            row.position.map(Shape::from),
        )?;
    }
    Ok(())
}

/// Brings a GeoPackage's table of contents up to date: the extent of each layer.
async fn after_change(transaction: &mut Transaction) -> Result<(), Error> {
    let Transaction::Gpkg(_) = transaction else { return Ok(()) };
    let shapes = fetch!(transaction, (Shape,), "select geom from peta_kelurahan")?;
    let mut areas = Extent::default();
    for (shape,) in shapes {
        areas.add(&geo::MultiPolygon::try_from(shape)?);
    }
    let points = fetch!(transaction, (Shape,), "select geom from peta_posyandu where geom is not null")?;
    let mut posyandu = Extent::default();
    for (shape,) in points {
        let position = crate::domain::Position::try_from(shape)?;
        posyandu.add(&geo::Point::new(position.lon(), position.lat()));
    }
    for (layer, extent) in
        [("peta_kelurahan", &areas), ("peta_kampung_kb", &areas), ("peta_posyandu", &posyandu)]
    {
        let [west, south, east, north] = extent.edges();
        execute!(transaction, sql::SET_EXTENT, layer, west, south, east, north)?;
    }
    Ok(())
}

#[derive(Default)]
struct Extent(Option<geo::Rect>);

impl Extent {
    fn add<G>(&mut self, shape: &G)
    where
        G: BoundingRect<f64>,
        <G as BoundingRect<f64>>::Output: Into<Option<geo::Rect>>,
    {
        let Some(more) = shape.bounding_rect().into() else { return };
        self.0 = Some(self.0.map_or(more, |so_far| {
            let (a, b) = (so_far.min(), so_far.max());
            let (c, d) = (more.min(), more.max());
            geo::Rect::new(
                geo::Coord { x: a.x.min(c.x), y: a.y.min(c.y) },
                geo::Coord { x: b.x.max(d.x), y: b.y.max(d.y) },
            )
        }));
    }

    fn edges(&self) -> [Option<f64>; 4] {
        self.0.map_or([None; 4], |box_| {
            [Some(box_.min().x), Some(box_.min().y), Some(box_.max().x), Some(box_.max().y)]
        })
    }
}
