//! The services of the sample: what each counts, and between which figures its
//! invented coverage moves.
//!
//! Names and rules follow the list of Perpres 72/2021 (Lampiran A), as far as
//! secondary sources print it. Targets stand only where such a source prints
//! one; where two sources disagree, both are kept.
//!
//! Absent on purpose: services counted in absolute numbers (health insurance,
//! cash, food), which no unit of the catalogue fits.

mod mothers;
mod children;
mod families;

pub(super) use families::STOP_BABS;

use crate::domain::{DenominatorKind, Direction, Disclosure, Rhythm, TargetGroup};

/// Indonesian and English.
pub(super) type Words = (&'static str, &'static str);

/// One service of the sample.
pub(super) struct Recipe {
    /// The slug of the indicator.
    pub(super) id: &'static str,
    pub(super) name: Words,
    pub(super) definition: Words,
    pub(super) numerator: Words,
    pub(super) denominator: Words,
    /// For whom it is.
    pub(super) target_group: TargetGroup,
    pub(super) direction: Direction,
    pub(super) denominator_kind: DenominatorKind,
    pub(super) disclosure: Disclosure,
    pub(super) rhythm: Rhythm,
    /// How many people, or areas, stand below the fraction line.
    pub(super) base: Base,
    /// The city's coverage in per cent in the first and in the last period.
    pub(super) course: (f64, f64),
    /// How many points a kelurahan differs by, as a standard deviation.
    pub(super) spread: f64,
    /// Published targets.
    pub(super) aims: &'static [Aim],
}

/// From what a denominator follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Base {
    /// So many a child under five, as of the period.
    PerChild(f64),
    /// So many a child under five of the first round: families do not come and
    /// go with the births of a year.
    Settled(f64),
    /// The wards.
    Wards,
}

/// A published target.
pub(super) struct Aim {
    /// In per cent.
    pub(super) percent: f64,
    pub(super) name: Words,
    /// Where it is printed.
    pub(super) source: &'static str,
    /// The year that it is set for, where the source gives one.
    pub(super) year: Option<i32>,
}

impl Aim {
    const fn perpres(percent: f64) -> Self {
        Self {
            percent,
            name: ("Perpres 72/2021, sasaran 2024", "Perpres 72/2021, target for 2024"),
            source: "Perpres 72/2021, Lampiran A, menurut scribd 620615824",
            year: Some(2024),
        }
    }

    const fn booklet(percent: f64) -> Self {
        Self {
            percent,
            name: ("Buku saku metadata BKKBN", "BKKBN booklet of metadata"),
            source: "slideshare \"Buku saku metadata indikator PPS\" (BKKBN)",
            year: None,
        }
    }
}

/// What most services share; each says what is its own.
const COMMON: Recipe = Recipe {
    id: "",
    name: ("", ""),
    definition: ("", ""),
    numerator: ("", ""),
    denominator: ("", ""),
    target_group: TargetGroup::Balita,
    direction: Direction::HigherIsBetter,
    denominator_kind: DenominatorKind::TargetReal,
    disclosure: Disclosure::Layanan,
    rhythm: Rhythm::Round,
    base: Base::PerChild(1.0),
    course: (0.0, 0.0),
    spread: 5.0,
    aims: &[],
};

/// All services, in the order of a life.
pub(super) fn recipes() -> impl Iterator<Item = &'static Recipe> {
    mothers::RECIPES.iter().chain(children::RECIPES).chain(families::RECIPES)
}
