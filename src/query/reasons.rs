//! Why an area stands high, in words.

use std::cmp::Ordering;

use super::comparable::rate;
use super::priority::{Part, Ranked};
use crate::domain::{Direction, Text};
use crate::snapshot::Snapshot;

/// The most reasons that are said of an area.
const MOST: usize = 3;

/// The reasons of each area with a rank, the heaviest first; none for the others.
pub(super) fn reasons(snapshot: &Snapshot, parts: &[Part], areas: &[Ranked<'_>]) -> Vec<Vec<Text>> {
    let needs: Vec<Vec<f64>> = (0..parts.len())
        .map(|part| {
            let mut needs: Vec<f64> = areas.iter().filter_map(|area| area.figures[part].1).collect();
            needs.sort_by(|a, b| b.total_cmp(a));
            needs
        })
        .collect();
    areas.iter().map(|area| of_area(snapshot, parts, &needs, area)).collect()
}

fn of_area(snapshot: &Snapshot, parts: &[Part], needs: &[Vec<f64>], area: &Ranked<'_>) -> Vec<Text> {
    if area.standing.is_none() {
        return Vec::new();
    }
    // A reason is a figure among the worse half of those that are shown.
    let worse = |at: usize, need: f64| need > 0.0 && 2 * place(&needs[at], need) <= needs[at].len() + 1;
    let heavy =
        |at: usize| area.figures[at].1.filter(|need| worse(at, *need)).map(|need| need * parts[at].weight);
    let mut found: Vec<(usize, f64)> = (0..parts.len()).filter_map(|at| Some((at, heavy(at)?))).collect();
    found.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal));
    if found.is_empty() {
        return vec![Text::new(
            "Tidak satu pun angkanya termasuk separuh yang lebih buruk.",
            "None of its figures is among the worse half.",
        )];
    }
    let say = |&(at, _): &(usize, f64)| one(snapshot, &parts[at], &needs[at], area, at);
    found.iter().take(MOST).filter_map(say).collect()
}

/// One figure with its place among those that are shown.
fn one(snapshot: &Snapshot, part: &Part, needs: &[f64], area: &Ranked<'_>, at: usize) -> Option<Text> {
    let (row, need) = &area.figures[at];
    let (rate, need) = (rate(row)?, (*need)?);
    let indicator = &snapshot.indicators[part.indicator];
    let place = place(needs, need);
    let (id, en) = match indicator.direction {
        Direction::HigherIsBetter => ("terendah", "lowest"),
        _ => ("tertinggi", "highest"),
    };
    let of = needs.len();
    let percent = format!("{rate:.1}");
    let nth_id = if place == 1 { id.to_owned() } else { format!("{id} ke-{place}") };
    let nth_en = if place == 1 { en.to_owned() } else { format!("{} {en}", ordinal(place)) };
    Some(Text::new(
        format!("{} {} %, {nth_id} dari {of}.", indicator.name.id, percent.replace('.', ",")),
        format!("{} {percent}%, {nth_en} of {of}.", indicator.name.en),
    ))
}

/// The place of a need among all, the greatest first.
fn place(needs: &[f64], need: f64) -> usize {
    needs.partition_point(|other| *other > need) + 1
}

/// An English ordinal number.
fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_are_english() {
        let said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal);
        assert_eq!(
            said,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"]
        );
    }
}
