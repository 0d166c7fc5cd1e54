//! Figures of the services, by recipe, period and kelurahan.

use super::calendar::{Moment, provenance, semesters, years};
use super::population::Population;
use super::random::{Random, counted};
use super::recipes::{Base, Recipe, STOP_BABS, recipes};
use super::{City, field};
use crate::domain::{Claim, Counts, DenominatorKind, Figure, InvalidValue, Rhythm};

/// How far a projection misses those who are really there.
const PROJECTION: (f64, f64) = (0.84, 1.16);

/// Somebody is always left out, as far as a share goes.
const SHARES: (f64, f64) = (0.03, 0.99);

/// The claims of every service.
pub(super) fn claims(city: &City, population: &Population, seed: u64) -> Result<Vec<Claim>, InvalidValue> {
    let mut claims = Vec::new();
    for recipe in recipes() {
        let service = Service::new(recipe, city, population, seed);
        for (step, moment) in service.moments.iter().enumerate() {
            for kelurahan in 0..city.len() {
                claims.push(Claim {
                    area: city.areas[kelurahan].code,
                    indicator: recipe.id.parse()?,
                    period: moment.period,
                    figure: service.figure(kelurahan, step)?,
                    provenance: provenance(moment.period, service.note(kelurahan)),
                });
            }
        }
    }
    Ok(claims)
}

/// A recipe made for one city.
struct Service<'a> {
    recipe: &'a Recipe,
    city: &'a City<'a>,
    population: &'a Population,
    seed: u64,
    moments: Vec<Moment>,
    /// How a kelurahan stands to the city, in standard deviations.
    level: Vec<f64>,
    /// For a projected denominator: projected people for each real one.
    projection: Vec<f64>,
    /// The one blank figure: kelurahan and position in the moments.
    blank: (usize, usize),
    /// The kelurahan where the service means nothing.
    without: Option<usize>,
}

impl<'a> Service<'a> {
    fn new(recipe: &'a Recipe, city: &'a City<'a>, population: &'a Population, seed: u64) -> Self {
        let moments = if recipe.rhythm == Rhythm::Yearly { years() } else { semesters() };
        let mut random = Random::of(seed, recipe.id, &[]);
        let order = random.shuffled(&(0..city.len()).collect::<Vec<_>>());
        let steps: Vec<usize> = (0..moments.len()).collect();
        Self {
            recipe,
            city,
            population,
            seed,
            level: field::smooth(city, seed, recipe.id),
            projection: projection(city, seed),
            blank: (order[0], random.one_of(&steps).unwrap_or(0)),
            without: (recipe.id == STOP_BABS).then(|| order[order.len() - 1]),
            moments,
        }
    }

    fn figure(&self, kelurahan: usize, step: usize) -> Result<Figure, InvalidValue> {
        if self.without == Some(kelurahan) {
            return Ok(Figure::NotApplicable);
        }
        if self.blank == (kelurahan, step) {
            return Ok(Figure::NotFilled);
        }
        let people = self.people(kelurahan, step);
        let share = self.share(kelurahan, step);
        let served = if self.recipe.base == Base::Wards {
            // A ward that was verified stays so: no chance from period to period.
            counted(f64::from(people) * share).min(people)
        } else {
            self.random("served", kelurahan, step).count(people, share)
        };
        let denominator = match self.recipe.denominator_kind {
            DenominatorKind::TargetProjected => counted(f64::from(people) * self.projection[kelurahan]),
            _ => people,
        };
        Ok(Figure::Counts(Counts::new(served.into(), denominator.into())?))
    }

    fn note(&self, kelurahan: usize) -> Option<&'static str> {
        (self.without == Some(kelurahan)).then_some(
            "CONTOH: semua RW memakai jaringan air limbah terpusat, verifikasi per RW tidak berlaku",
        )
    }

    /// Those who are really there.
    fn people(&self, kelurahan: usize, step: usize) -> u32 {
        let children = &self.population.under_fives[kelurahan];
        let wiggle = self.random("people", kelurahan, step).between(0.96, 1.04);
        match self.recipe.base {
            Base::PerChild(each) if each < 1.0 => {
                counted(f64::from(children[self.moments[step].round]) * each * wiggle).max(3)
            }
            // The children themselves: the same number as in the measuring.
            Base::PerChild(_) => children[self.moments[step].round],
            Base::Settled(each) => counted(f64::from(children[0]) * each * (1.0 + 0.004 * number(step))),
            Base::Wards => self.population.wards[kelurahan],
        }
    }

    /// The share that is served where a kelurahan is neither lucky nor unlucky.
    fn share(&self, kelurahan: usize, step: usize) -> f64 {
        let (first, last) = self.recipe.course;
        let way = number(step) / number(self.moments.len() - 1);
        let wiggle = match self.recipe.base {
            Base::Wards => 0.0,
            _ => self.random("wiggle", kelurahan, step).between(-1.5, 1.5),
        };
        let percent = first + (last - first) * way + self.recipe.spread * self.level[kelurahan] + wiggle;
        (percent / 100.0).clamp(SHARES.0, SHARES.1)
    }

    fn random(&self, topic: &str, kelurahan: usize, step: usize) -> Random {
        let place = [self.city.place(kelurahan), step as u64];
        Random::of(self.seed, &format!("{} {topic}", self.recipe.id), &place)
    }
}

/// Each kelurahan's projection, from the one that misses most people to the one
/// that sees most who are not there: both ends occur in every city of two.
fn projection(city: &City, seed: u64) -> Vec<f64> {
    let field = field::smooth(city, seed, "projection");
    let order = field::ascending(&field);
    let (Some(&low), Some(&high)) = (order.first(), order.last()) else { return Vec::new() };
    let width = field[high] - field[low];
    let within = |value: &f64| if width > 0.0 { (value - field[low]) / width } else { 0.0 };
    field.iter().map(|value| PROJECTION.0 + (PROJECTION.1 - PROJECTION.0) * within(value)).collect()
}

/// A small position as a float.
fn number(step: usize) -> f64 {
    u32::try_from(step).map_or(0.0, f64::from)
}
