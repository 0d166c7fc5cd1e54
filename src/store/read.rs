//! Loading everything that is current, and asking what there is.

use std::collections::HashMap;

use super::connect::Store;
use super::error::Error;
use super::kampung_kb_rows::{AgencyRow, EventRow, ProblemRow, ProgrammeRow};
use super::rows::{AreaNameRow, AreaRow, ClaimRow, DatasetRow, Noun, PosyanduRow};
use super::transaction::fetch;
use super::{catalogue, sql};
use crate::domain::{Area, AreaName, DatasetId, DatasetKind, Held, Holdings, Indicator, StoredDataset};

/// The number that no version has: nothing is previewed.
const NONE: i64 = 0;

impl Store {
    /// A number that grows with every change of the store.
    pub async fn revision(&self) -> Result<i64, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, (i64,), sql::REVISION)?;
        transaction.commit().await?;
        rows.first().map(|row| row.0).ok_or_else(|| Error::Corrupt("no revision".to_owned()))
    }

    /// Every dataset that was ever stored, and whether it is on the map.
    pub async fn datasets(&self) -> Result<Vec<(DatasetKind, DatasetId, bool)>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, (String, String, Option<i64>), sql::ALL_DATASETS)?;
        transaction.commit().await?;
        rows.into_iter()
            .map(|(kind, id, current)| Ok((kind.parse()?, id.parse()?, current.is_some())))
            .collect()
    }

    /// The findings that the import of a version gave, as the JSON text stored
    /// with it.
    pub async fn findings(&self, version: i64) -> Result<Option<String>, Error> {
        let mut transaction = self.begin_reading().await?;
        let mut rows = fetch!(&mut transaction, (String,), sql::FINDINGS, version)?;
        transaction.commit().await?;
        Ok(rows.pop().map(|row| row.0))
    }

    /// The current version of every dataset, all of one moment.
    pub async fn load(&self) -> Result<Holdings, Error> {
        self.load_with(NONE).await
    }

    /// The same, with one version in place of its dataset's current one.
    pub async fn load_with(&self, preview: i64) -> Result<Holdings, Error> {
        let together = |names, areas| (names, areas);
        let (holdings, (names, areas)) = self.load_in_order(preview, together).await?;
        Ok(Holdings { names, areas, ..holdings })
    }

    /// The same, with names and boundaries given to `begin` while the rest is
    /// still being loaded; they are not among the holdings.
    pub async fn load_boundaries_first<T>(
        &self,
        begin: impl FnOnce(Vec<Held<AreaName>>, Vec<Held<Area>>) -> T,
    ) -> Result<(Holdings, T), Error> {
        self.load_in_order(NONE, begin).await
    }

    async fn load_in_order<T>(
        &self,
        preview: i64,
        begin: impl FnOnce(Vec<Held<AreaName>>, Vec<Held<Area>>) -> T,
    ) -> Result<(Holdings, T), Error> {
        let mut transaction = self.begin_reading().await?;
        let datasets = fetch!(&mut transaction, DatasetRow, sql::CURRENT_VERSIONS, preview)?
            .into_iter()
            .map(DatasetRow::noun)
            .collect::<Result<Vec<_>, _>>()?;
        let origin = Origin::of(&datasets);
        let names = origin.held(fetch!(&mut transaction, AreaNameRow, sql::AREA_NAMES, preview)?)?;
        let areas = origin.held(fetch!(&mut transaction, AreaRow, sql::AREAS, preview)?)?;
        let begun = begin(names, areas);
        let holdings = Holdings {
            names: Vec::new(),
            areas: Vec::new(),
            indicators: origin.indicators(catalogue::load(&mut transaction, preview).await?)?,
            claims: origin.held(fetch!(&mut transaction, ClaimRow, sql::CLAIMS, preview)?)?,
            events: origin.held(fetch!(&mut transaction, EventRow, sql::EVENTS, preview)?)?,
            agencies: origin.held(fetch!(&mut transaction, AgencyRow, sql::AGENCIES, preview)?)?,
            problems: origin.held(fetch!(&mut transaction, ProblemRow, sql::PROBLEMS, preview)?)?,
            programmes: origin.held(fetch!(&mut transaction, ProgrammeRow, sql::PROGRAMMES, preview)?)?,
            posyandu: origin.held(fetch!(&mut transaction, PosyanduRow, sql::POSYANDU, preview)?)?,
            datasets,
        };
        transaction.commit().await?;
        Ok((holdings, begun))
    }
}

/// Where in the list of datasets each version stands.
struct Origin(HashMap<i64, usize>);

impl Origin {
    fn of(datasets: &[StoredDataset]) -> Self {
        Self(datasets.iter().enumerate().map(|(index, dataset)| (dataset.version, index)).collect())
    }

    fn dataset(&self, version: i64) -> Result<usize, Error> {
        self.0
            .get(&version)
            .copied()
            .ok_or_else(|| Error::Corrupt(format!("a row of no dataset, version {version}")))
    }

    fn held<R: Noun>(&self, rows: Vec<R>) -> Result<Vec<Held<R::Noun>>, Error> {
        rows.into_iter()
            .map(|row| Ok(Held { dataset: self.dataset(row.version())?, row: row.noun()? }))
            .collect()
    }

    fn indicators(&self, rows: Vec<(i64, Indicator)>) -> Result<Vec<Held<Indicator>>, Error> {
        rows.into_iter().map(|(version, row)| Ok(Held { dataset: self.dataset(version)?, row })).collect()
    }
}
