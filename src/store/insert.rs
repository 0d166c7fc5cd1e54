//! Nouns → rows: writes the rows of one version.

use super::error::Error;
use super::geometry::Shape;
use super::transaction::{Transaction, execute};
use super::{catalogue, sql};
use crate::domain::{
    Agency, Area, AreaName, Claim, Figure, KampungKbEvent, Posyandu, Problem, ProblemId, Programme, Rows,
};

/// Writes the rows of a version, whatever they are.
pub(super) async fn insert_rows(
    transaction: &mut Transaction,
    version: i64,
    rows: &Rows,
) -> Result<(), Error> {
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
            row.bps_vintage.map(i64::from),
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
