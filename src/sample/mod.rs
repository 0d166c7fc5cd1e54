//! The sample: invented figures that make the map speak before a city's own
//! data are at hand.
//!
//! Real boundaries and published facts are few. Stunting by kelurahan, services,
//! classes of Kampung KB and posyandu are mostly not published, so this room
//! invents them, for whatever city it is given, and says so in every row:
//! ids start with `contoh-`, sources with `CONTOH`, and the datasets are marked
//! as sample. What it invents is plausible in the way that matters to a map:
//! neighbours are alike, small numbers are noisy, and every state of a value
//! occurs.
//!
//! The same areas and seed give the same bytes on every machine: chance comes
//! from the seed alone, and floats are only added, multiplied, divided and
//! rooted.
//!
//! The steps, in the order of the modules:
//!
//! 1. `random`, `city`, `field`: chance, and chance that neighbours share.
//! 2. `calendar`, `population`, `special`: when, of whom, and where something
//!    is out of the ordinary.
//! 3. `measuring`, `prevalence`, `stunting`: the weighing rounds.
//! 4. `recipes`, `services`, `thresholds`, `catalogue`: what reaches whom.
//! 5. `kampung_kb`, `problems`, `programmes`, `places`, `sessions`, `posyandu`.
//! 6. `write`: files as `docs/data-formats.md` wants them.
//!
//! Absent on purpose: files and folders, the clock, names or codes of real
//! cities, and facts on whether a Kampung KB exists.
//!
//! ```
//! use geo::{Rect, coord};
//! use jangkau::domain::Area;
//!
//! let shape = Rect::new(coord! { x: 140.0, y: -5.0 }, coord! { x: 140.01, y: -4.99 });
//! let area = Area {
//!     code: "97.71.01.1001".parse()?,
//!     name: "Karangan".to_owned(),
//!     shape: shape.to_polygon().into(),
//! };
//! let files = jangkau::sample::generate(&[area], &[], 7)?;
//! assert_eq!(files[0].name, "katalog.json");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod random;
mod city;
mod field;
mod calendar;
mod population;
mod special;
mod measuring;
mod prevalence;
mod stunting;
mod recipes;
mod services;
mod thresholds;
mod catalogue;
mod kampung_kb;
mod problems;
mod programmes;
mod places;
mod sessions;
mod posyandu;
mod write;
#[cfg(test)]
mod tests;

use city::City;
use population::Population;

use crate::domain::{
    Agency, Area, AreaCode, AreaName, Claim, Indicator, InvalidValue, KampungKbEvent, Posyandu, Problem,
    Programme,
};

/// What every column of a source says.
const SOURCE: &str = "CONTOH: angka rekaan, bukan data resmi";

/// One file of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// Its name, without a folder.
    pub name: &'static str,
    /// Its content, UTF-8.
    pub bytes: Vec<u8>,
}

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Nothing to invent for.
    #[error("invent a sample: no kelurahan was given")]
    NoAreas,
    /// The sample is made for kelurahan and desa only.
    #[error("invent a sample: {0} is no kelurahan")]
    NotKelurahan(AreaCode),
    /// A code stands twice among the areas.
    #[error("invent a sample: {0} was given twice")]
    Twice(AreaCode),
    /// A noun refused what was invented.
    #[error("invent a sample")]
    Invalid(#[from] InvalidValue),
    /// A table could not be written.
    #[error("write a table of the sample")]
    Csv(#[from] csv::Error),
    /// A JSON file could not be written.
    #[error("write JSON of the sample")]
    Json(#[from] serde_json::Error),
}

/// Invents the sample for a city.
///
/// `areas` are its kelurahan, in any order; `names` is the official list, from
/// which come the names of the wider areas, and a code stands in for a name
/// that it lacks. Another seed gives another sample.
pub fn generate(areas: &[Area], names: &[AreaName], seed: u64) -> Result<Vec<SampleFile>, SampleError> {
    let city = City::new(areas, names)?;
    let sample = Sample::invent(&city, seed)?;
    let mut files = write::files(&sample)?;
    files.push(write::readme(&city.title(), seed, &sample));
    Ok(files)
}

/// All that is invented, as nouns.
struct Sample {
    indicators: Vec<Indicator>,
    claims: Vec<Claim>,
    events: Vec<KampungKbEvent>,
    agencies: Vec<Agency>,
    problems: Vec<Problem>,
    programmes: Vec<Programme>,
    posyandu: Vec<Posyandu>,
}

impl Sample {
    fn invent(city: &City, seed: u64) -> Result<Self, InvalidValue> {
        let population = Population::invent(city, seed);
        let mut claims = stunting::claims(city, &population, seed)?;
        claims.extend(services::claims(city, &population, seed)?);
        let problems = problems::problems(city, seed)?;
        Ok(Self {
            indicators: catalogue::indicators()?,
            claims,
            events: kampung_kb::events(city, seed),
            agencies: programmes::agencies(city),
            programmes: programmes::programmes(city, &problems, seed),
            problems,
            posyandu: posyandu::posyandu(city, &population, seed)?,
        })
    }
}
