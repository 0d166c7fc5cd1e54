//! What people said and decided about files, to be used again.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::connect::Store;
use super::error::Error;
use super::sql;
use super::transaction::{execute, fetch};
use crate::domain::{Actor, AreaCode};

/// How files of one form are read, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMapping {
    /// Its name.
    pub name: String,
    /// What the person said, as JSON.
    pub reading_json: String,
    /// Who said it.
    pub actor: String,
}

/// What a person decided about a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDecision {
    /// The area in which the name is looked up.
    pub within: AreaCode,
    /// The name.
    pub name: String,
    /// What it means.
    pub code: AreaCode,
    /// Who decided.
    pub actor: String,
}

fn now() -> Result<String, Error> {
    OffsetDateTime::now_utc().format(&Rfc3339).map_err(|error| Error::Corrupt(error.to_string()))
}

impl Store {
    /// Keeps a mapping under a name, in place of one that has it.
    pub async fn put_mapping(&self, name: &str, reading_json: &str, actor: &Actor) -> Result<(), Error> {
        let mut transaction = self.begin_writing().await?;
        execute!(&mut transaction, sql::PUT_MAPPING, name, reading_json, &actor.name, now()?)?;
        transaction.commit().await
    }

    /// Every mapping, by name.
    pub async fn mappings(&self) -> Result<Vec<StoredMapping>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, (String, String, String, String), sql::MAPPINGS)?;
        transaction.commit().await?;
        let mapping = |(name, reading_json, actor, _)| StoredMapping { name, reading_json, actor };
        Ok(rows.into_iter().map(mapping).collect())
    }

    /// Forgets a mapping; whether there was one.
    pub async fn delete_mapping(&self, name: &str) -> Result<bool, Error> {
        let mut transaction = self.begin_writing().await?;
        let gone = execute!(&mut transaction, sql::DELETE_MAPPING, name)?;
        transaction.commit().await?;
        Ok(gone > 0)
    }

    /// Keeps a decision about a name, in place of an earlier one.
    pub async fn decide_name(
        &self,
        within: AreaCode,
        name: &str,
        code: AreaCode,
        actor: &Actor,
    ) -> Result<(), Error> {
        let mut transaction = self.begin_writing().await?;
        execute!(
            &mut transaction,
            sql::PUT_DECISION,
            within.to_string(),
            name,
            code.to_string(),
            &actor.name,
            now()?
        )?;
        transaction.commit().await
    }

    /// Every decision about a name.
    pub async fn name_decisions(&self) -> Result<Vec<NameDecision>, Error> {
        let mut transaction = self.begin_reading().await?;
        let rows = fetch!(&mut transaction, (String, String, String, String, String), sql::DECISIONS)?;
        transaction.commit().await?;
        rows.into_iter()
            .map(|(within, name, code, actor, _)| {
                Ok(NameDecision { within: within.parse()?, name, code: code.parse()?, actor })
            })
            .collect()
    }

    /// Forgets a decision; whether there was one.
    pub async fn forget_name(&self, within: AreaCode, name: &str) -> Result<bool, Error> {
        let mut transaction = self.begin_writing().await?;
        let gone = execute!(&mut transaction, sql::DELETE_DECISION, within.to_string(), name)?;
        transaction.commit().await?;
        Ok(gone > 0)
    }
}
