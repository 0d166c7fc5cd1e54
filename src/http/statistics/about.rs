//! What several answers say of themselves.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Level, State};
use crate::http::shapes::{SeriesRef, SourceJson, TextJson};
use crate::http::words;
use crate::query::{self, Entered, Row};
use crate::snapshot::{Snapshot, SourceIndex};

/// An indicator that entered.
#[derive(Serialize, ToSchema)]
pub struct ReckonedIndicator {
    pub id: String,
    pub nama: TextJson,
    #[schema(value_type = words::Direction)]
    pub direction: &'static str,
    #[schema(value_type = words::DenominatorKind)]
    pub denominator_kind: &'static str,
    /// What stands below the fraction line, in words.
    pub denominator_label: TextJson,
    pub series: SeriesRef,
    /// Whether it is invented.
    pub sample: bool,
}

impl ReckonedIndicator {
    pub(super) fn of(snapshot: &Snapshot, indicator: usize) -> Self {
        let entry = &snapshot.indicators[indicator];
        Self {
            id: entry.id.to_string(),
            nama: (&entry.name).into(),
            direction: entry.direction.as_str(),
            denominator_kind: entry.denominator_kind.as_str(),
            denominator_label: (&entry.denominator_label).into(),
            series: SeriesRef::of(entry),
            sample: entry.id.is_sample(),
        }
    }
}

/// How many areas entered, and why the others did not.
#[derive(Serialize, ToSchema)]
#[schema(as = Entered)]
pub struct EnteredJson {
    /// Areas that entered.
    pub entered: usize,
    /// Areas of the level.
    pub of: usize,
    /// Left out: a figure exists and is withheld.
    pub suppressed: usize,
    /// Left out: nobody has given a figure.
    pub not_filled: usize,
    /// Left out: the indicator means nothing there.
    pub not_applicable: usize,
    /// The same in words.
    pub text: TextJson,
}

impl EnteredJson {
    pub(super) fn of(entered: Entered, level: Level) -> Self {
        Self {
            entered: entered.entered,
            of: entered.of,
            suppressed: entered.suppressed,
            not_filled: entered.not_filled,
            not_applicable: entered.not_applicable,
            text: TextJson { id: indonesian(entered, level), en: english(entered, level) },
        }
    }
}

fn indonesian(entered: Entered, level: Level) -> String {
    let head = format!("{} dari {} {level} masuk hitungan", entered.entered, entered.of);
    sentence(head, entered, ["disembunyikan", "belum diisi", "tidak berlaku"])
}

fn english(entered: Entered, level: Level) -> String {
    let head = format!("{} of {} {level} enter", entered.entered, entered.of);
    sentence(head, entered, ["suppressed", "not filled in", "not applicable"])
}

fn sentence(head: String, entered: Entered, words: [&str; 3]) -> String {
    let counts = [entered.suppressed, entered.not_filled, entered.not_applicable];
    let left_out: Vec<String> = counts
        .iter()
        .zip(words)
        .filter(|(count, _)| **count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if left_out.is_empty() { format!("{head}.") } else { format!("{head}; {}.", left_out.join(", ")) }
}

/// Whose figures entered.
#[derive(Default)]
pub(super) struct Speakers(BTreeSet<SourceIndex>);

impl Speakers {
    pub(super) fn hear(&mut self, row: &Row<'_>) {
        if matches!(row.state(), State::Value | State::Zero) {
            self.0.extend(row.cell.source);
        }
    }

    pub(super) fn list(&self, snapshot: &Snapshot) -> Vec<SourceJson> {
        self.0.iter().map(|&source| SourceJson::at(snapshot, source)).collect()
    }

    /// Whether an indicator or any of its sources is invented.
    pub(super) fn sample(&self, snapshot: &Snapshot, indicator: usize) -> bool {
        query::is_sample(snapshot, indicator, self.0.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_is_counted_and_named() {
        let entered = Entered { of: 27, entered: 24, suppressed: 2, not_filled: 1, not_applicable: 0 };
        assert_eq!(
            indonesian(entered, Level::Kelurahan),
            "24 dari 27 kelurahan masuk hitungan; 2 disembunyikan, 1 belum diisi."
        );
        let all = Entered { of: 4, entered: 4, ..Entered::default() };
        assert_eq!(english(all, Level::Kecamatan), "4 of 4 kecamatan enter.");
    }
}
