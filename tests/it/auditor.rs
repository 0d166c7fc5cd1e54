//! A stranger who knows every denominator and reads all that is shown cannot
//! work a hidden number out.
//!
//! The auditor here tries every value: a value is possible where the others
//! can be chosen, each within what its cell says, so that all totals come out.
//! It shares nothing with the program's own reckoning, which passes ranges up
//! and down.

use std::collections::BTreeSet;

use geo::{Rect, coord};
use jangkau::domain::{
    Area, AreaCode, Claim, Counts, Disclosure, Figure, Held, Holdings, IndicatorId, Level, Period,
    Provenance, PublicCount, Reason, Shown,
};
use jangkau::snapshot::{Release, Snapshot};
use jangkau::stats::disclosure;

use crate::support::{city, gpkg, load_folder};

const TREES: u64 = 600;

/// A city: its kecamatan, and the counts of their kelurahan.
type City = Vec<Vec<Counts>>;
type Values = BTreeSet<i64>;

/// Chance from a number (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) % end).expect("small")
    }
}

fn any_city(seed: u64) -> City {
    let mut dice = Dice(seed);
    let mut kelurahan = |_| {
        // Mostly few of many; now and then very few measured, about half of few, or all.
        let (n, k) = match dice.below(12) {
            0 => (dice.below(12), dice.below(16)),
            1 | 2 => (16 + dice.below(12), 7 + dice.below(10)),
            3 => (60, 60),
            _ => (60 + dice.below(200), dice.below(16)),
        };
        let k = k.min(n);
        Counts::new(k, n).expect("counts")
    };
    let mut shape = Dice(!seed);
    (0..=shape.below(4)).map(|_| (0..=shape.below(5)).map(&mut kelurahan).collect()).collect()
}

fn code(kecamatan: usize, kelurahan: usize) -> AreaCode {
    format!("97.71.{:02}.{}", kecamatan + 1, 1001 + kelurahan).parse().expect("a code")
}

/// The holdings of a city in which only one indicator is filled.
fn holdings(of: &Holdings, city: &City) -> Holdings {
    let mut made = of.clone();
    (made.areas, made.claims) = (Vec::new(), Vec::new());
    let indicator = made.indicators.iter().find(|held| held.row.disclosure == Disclosure::Kasus);
    let indicator = indicator.expect("an indicator of cases").row.id.clone();
    for (i, kecamatan) in city.iter().enumerate() {
        for (j, &counts) in kecamatan.iter().enumerate() {
            made.areas.push(Held { dataset: 0, row: square(i, j) });
            made.claims.push(Held { dataset: 0, row: claim(&indicator, code(i, j), counts) });
        }
    }
    made
}

/// A kelurahan on a chessboard.
fn square(row: usize, column: usize) -> Area {
    let degrees = |number: usize| 0.01 * f64::from(u32::try_from(number).expect("small"));
    let (x, y) = (140.0 + degrees(column), -5.0 + degrees(row));
    let square = Rect::new(coord! { x: x, y: y }, coord! { x: x + 0.01, y: y + 0.01 });
    let name = format!("Kelurahan {row} {column}");
    Area { code: code(row, column), name, shape: square.to_polygon().into() }
}

fn claim(indicator: &IndicatorId, area: AreaCode, counts: Counts) -> Claim {
    let source = "uji".to_owned();
    let provenance = Provenance { source, url: None, as_of: None, received: None, status: None, note: None };
    Claim { area, indicator: indicator.clone(), period: period(), figure: Figure::Counts(counts), provenance }
}

fn period() -> Period {
    "2025-02".parse().expect("a period")
}

/// What each cell says: the city's, the kecamatan's, the kelurahan's.
struct Cells {
    kota: Shown<PublicCount>,
    kecamatan: Vec<Shown<PublicCount>>,
    kelurahan: Vec<Vec<Shown<PublicCount>>>,
}

impl Cells {
    fn released(table: &Release<PublicCount>, indicator: usize, city: &City) -> Self {
        let column = |level| {
            let column = table.column(indicator, period(), level).expect("a column");
            column.cells.iter().map(|cell| cell.shown).collect::<Vec<_>>()
        };
        let mut rest = column(Level::Kelurahan).into_iter();
        let kelurahan = city.iter().map(|one| rest.by_ref().take(one.len()).collect()).collect();
        Self { kota: column(Level::Kota)[0], kecamatan: column(Level::Kecamatan), kelurahan }
    }

    /// The same without withholding any total.
    fn by_the_rule_alone(city: &City) -> Self {
        let rule = |counts: Counts| disclosure::public(counts, Disclosure::Kasus);
        Self {
            kota: rule(total(&city.concat())),
            kecamatan: city.iter().map(|one| rule(total(one))).collect(),
            kelurahan: city.iter().map(|one| one.iter().map(|&counts| rule(counts)).collect()).collect(),
        }
    }
}

fn total(counts: &[Counts]) -> Counts {
    counts.iter().copied().reduce(|a, b| a + b).expect("no kecamatan is empty")
}

/// The numerators that a cell by itself leaves possible; none: any.
fn said(shown: &Shown<PublicCount>, true_counts: Counts) -> Option<Values> {
    let (k, n) = (true_counts.numerator(), true_counts.denominator());
    match shown {
        Shown::Value(value) => {
            let k5 = value.numerator.expect("a count").get();
            Some((0..=n).filter(|k| (k + 2) / 5 * 5 == k5 && *k > 7 && n - k > 7).collect())
        }
        Shown::Zero(_) | Shown::NotFilled(_) => Some(Values::from([0])),
        Shown::Suppressed(Reason::FewMeasured) => Some((0..=n).collect()),
        Shown::Suppressed(Reason::BelowThreshold) if k <= 7 => Some((1..=7.min(n)).collect()),
        Shown::Suppressed(Reason::BelowThreshold) => Some((n - 7..=n).collect()),
        Shown::Suppressed(Reason::WithheldComplement) => None,
        other => panic!("unexpected: {other:?}"),
    }
}

fn sums(parts: impl Iterator<Item = Values>) -> Values {
    parts.fold(Values::from([0]), |sums, part| {
        sums.iter().flat_map(|sum| part.iter().map(move |value| sum + value)).collect()
    })
}

fn within(values: Values, said: Option<&Values>) -> Values {
    said.map_or(values.clone(), |said| values.intersection(said).copied().collect())
}

/// A cell: a kelurahan of a kecamatan, or the kecamatan itself.
type At = (usize, Option<usize>);

fn cell<'a>(city: &City, cells: &'a Cells, (i, j): At) -> (&'a Shown<PublicCount>, Counts) {
    match j {
        Some(j) => (&cells.kelurahan[i][j], city[i][j]),
        None => (&cells.kecamatan[i], total(&city[i])),
    }
}

/// The values of a cell for which everything else can be chosen.
fn possible(city: &City, cells: &Cells, at: At) -> Values {
    let (shown, counts) = cell(city, cells, at);
    let own = said(shown, counts).unwrap_or_else(|| from_parts(city, cells, at));
    let whole = said(&cells.kota, total(&city.concat()));
    let fits = |value: &i64| {
        let kecamatan = city.iter().enumerate().map(|(i, one)| {
            let parts = one.iter().enumerate().map(|(j, &counts)| {
                if (i, Some(j)) == at {
                    Values::from([*value])
                } else {
                    said(&cells.kelurahan[i][j], counts).expect("kelurahan are never withheld")
                }
            });
            let itself = ((i, None) == at).then(|| Values::from([*value]));
            within(sums(parts), itself.or_else(|| said(&cells.kecamatan[i], total(one))).as_ref())
        });
        !within(sums(kecamatan), whole.as_ref()).is_empty()
    };
    own.into_iter().filter(fits).collect()
}

/// What the kelurahan alone leave possible of a cell: no total could tell less.
fn from_parts(city: &City, cells: &Cells, (i, j): At) -> Values {
    let own = |j: usize| said(&cells.kelurahan[i][j], city[i][j]).expect("kelurahan are never withheld");
    j.map_or_else(|| sums((0..city[i].len()).map(own)), own)
}

/// The numbers hidden by the rule of which fewer than three values are possible
/// though the kelurahan alone leave more.
fn told(city: &City, cells: &Cells) -> Vec<At> {
    let places = city
        .iter()
        .enumerate()
        .flat_map(|(i, kecamatan)| (0..kecamatan.len()).map(move |j| (i, Some(j))).chain([(i, None)]));
    let by_rule = Cells::by_the_rule_alone(city);
    let is_told = |at: &At| {
        matches!(cell(city, &by_rule, *at).0, Shown::Suppressed(_))
            && possible(city, cells, *at).len() < from_parts(city, cells, *at).len().min(3)
    };
    places.filter(is_told).collect()
}

#[tokio::test]
async fn no_hidden_number_can_be_worked_out_from_what_is_shown() {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &city()).await;
    let base = store.load().await.expect("holdings");
    let indicator = base.indicators.iter().position(|held| held.row.disclosure == Disclosure::Kasus);
    let indicator = indicator.expect("an indicator of cases");
    let (mut told_by_the_rule_alone, mut hidden) = (0, 0);
    for seed in 0..TREES {
        let city = any_city(seed);
        let (snapshot, _) = Snapshot::build(holdings(&base, &city));
        let released = Cells::released(&snapshot.public, indicator, &city);
        hidden += released.kelurahan.iter().flatten().filter(|s| matches!(s, Shown::Suppressed(_))).count();
        let found = told(&city, &released);
        assert!(found.is_empty(), "seed {seed}: {found:?} can be worked out of {city:?}");
        told_by_the_rule_alone += told(&city, &Cells::by_the_rule_alone(&city)).len();
    }
    // The auditor is no blind one: without withholding, it finds some.
    assert!(hidden > 1_000 && told_by_the_rule_alone > 5, "{told_by_the_rule_alone} of {hidden}");
    println!("{hidden} hidden, {told_by_the_rule_alone} told by the rule alone");
}
