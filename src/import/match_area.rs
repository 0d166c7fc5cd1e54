//! Which area a row means: by Kemendagri code, by BPS code, by name.
//!
//! The official list decides. A BPS code is looked up in it, never computed: the
//! same ten digits name another place in the other scheme. Names are compared
//! without case, spaces, hyphens and the word for their level, inside one
//! kecamatan or city, and no further: what is only similar waits for a person,
//! whose decision is remembered.

use std::collections::HashMap;

use super::report::Code;
use crate::domain::{AreaCode, Level};

/// An area of the official list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// Its Kemendagri code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its BPS code, in digits.
    pub bps_code: Option<String>,
    /// The year of the BPS list, where known.
    pub vintage: Option<u16>,
}

/// A person's decision about a name that matched nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The area in which the name was looked up.
    pub within: AreaCode,
    /// The name as the file has it.
    pub name: String,
    /// What it means.
    pub code: AreaCode,
}

/// The official list, indexed.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    officials: Vec<Official>,
    by_code: HashMap<AreaCode, usize>,
    by_bps: HashMap<String, Vec<usize>>,
    by_name: HashMap<(Level, String), Vec<usize>>,
    decisions: HashMap<(AreaCode, String), AreaCode>,
}

/// What is wrong with a row's area, and what is special about it.
pub(super) type Fault = (Code, String);

impl Gazetteer {
    /// Indexes a list; of a code that stands twice, the first names it.
    pub fn new(officials: Vec<Official>, decisions: &[Decision]) -> Self {
        let mut gazetteer = Self { officials, ..Self::default() };
        for (index, official) in gazetteer.officials.iter().enumerate() {
            let first = !gazetteer.by_code.contains_key(&official.code);
            if first {
                gazetteer.by_code.insert(official.code, index);
                let key = (official.code.level(), normal(&official.name));
                gazetteer.by_name.entry(key).or_default().push(index);
            }
            if let Some(bps) = &official.bps_code {
                gazetteer.by_bps.entry(bps.clone()).or_default().push(index);
            }
        }
        for decision in decisions {
            gazetteer.decisions.insert((decision.within, normal(&decision.name)), decision.code);
        }
        gazetteer
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.officials.is_empty()
    }

    /// The official name of an area.
    pub fn name(&self, code: AreaCode) -> Option<&str> {
        self.by_code.get(&code).map(|&index| self.officials[index].name.as_str())
    }

    /// The area of a BPS code, in the list of a year where lists differ.
    pub(super) fn by_bps(&self, digits: &str, vintage: Option<u16>) -> Result<AreaCode, Fault> {
        let found = self.by_bps.get(digits).into_iter().flatten().map(|&index| &self.officials[index]);
        let mut codes: Vec<AreaCode> = found
            .filter(|official| vintage.is_none() || official.vintage.is_none() || official.vintage == vintage)
            .map(|official| official.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        match codes.as_slice() {
            [code] => Ok(*code),
            [] => Err((Code::BpsUnknown, String::new())),
            several => Err((Code::BpsUnknown, format!("lists of different years give {}", joined(several)))),
        }
    }

    /// The area of a name at a level, inside another.
    pub(super) fn by_name(
        &self,
        level: Level,
        name: &str,
        within: Option<AreaCode>,
    ) -> Result<AreaCode, Fault> {
        let key = normal(name);
        if let Some(code) = within.and_then(|within| self.decisions.get(&(within, key.clone()))) {
            return Ok(*code);
        }
        let inside = |code: AreaCode| within.is_none_or(|within| code.at(within.level()) == Some(within));
        let exact: Vec<AreaCode> = self
            .by_name
            .get(&(level, key.clone()))
            .into_iter()
            .flatten()
            .map(|&index| self.officials[index].code)
            .filter(|&code| inside(code))
            .collect();
        match exact.as_slice() {
            [code] => Ok(*code),
            [] => Err((Code::NameUnknown, self.candidates(level, &key, &inside))),
            several => Err((Code::NameAmbiguous, format!("it may be {}", joined(several)))),
        }
    }

    /// The areas whose names are similar, nearest first, in words.
    fn candidates(&self, level: Level, key: &str, inside: &dyn Fn(AreaCode) -> bool) -> String {
        let mut near: Vec<(f64, &Official)> = self
            .by_name
            .iter()
            .filter(|((found, _), _)| *found == level)
            .flat_map(|((_, name), indexes)| indexes.iter().map(move |&index| (name, index)))
            .map(|(name, index)| (strsim::jaro_winkler(name, key), &self.officials[index]))
            .filter(|(likeness, official)| *likeness >= 0.85 && inside(official.code))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.code.cmp(&b.1.code)));
        let names: Vec<String> =
            near.iter().take(3).map(|(_, official)| format!("{} {}", official.code, official.name)).collect();
        if names.is_empty() { String::new() } else { format!("candidates: {}", names.join(", ")) }
    }

    /// The one city of the list, where it has only one.
    pub(super) fn only_city(&self) -> Option<AreaCode> {
        let mut cities: Vec<AreaCode> = self.by_code.keys().filter_map(|code| code.at(Level::Kota)).collect();
        cities.sort_unstable();
        cities.dedup();
        match cities.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// How alike a name is to the official one of a code, from 0 to 1; none where
    /// the list does not have the code.
    pub(super) fn likeness(&self, code: AreaCode, name: &str) -> Option<f64> {
        self.name(code).map(|official| strsim::jaro_winkler(&normal(official), &normal(name)))
    }
}

fn joined(codes: &[AreaCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

/// A name without case, spaces, marks, and the word for its level. `Kabupaten`
/// stays, since a city and the regency round it share their name.
pub fn normal(name: &str) -> String {
    const LEVELS: [&str; 10] =
        ["kelurahan", "kel.", "kel ", "desa ", "ds.", "ds ", "kecamatan", "kec.", "kec ", "kota "];
    let lower = name.trim().to_lowercase();
    let bare = LEVELS.iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let bare = bare.strip_prefix("kab.").map_or_else(|| bare.to_owned(), |rest| format!("kabupaten {rest}"));
    let plain: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    // A place may be called nothing but `Desa`.
    if plain.is_empty() { lower.chars().filter(|c| c.is_alphanumeric()).collect() } else { plain }
}

/// Ten, six, four or two digits as the Kemendagri code that they are without its
/// dots.
pub(super) fn from_digits(digits: &str) -> Option<AreaCode> {
    digits.parse::<u64>().ok().and_then(|number| AreaCode::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        let official = |code: &str, name: &str, bps: &str| Official {
            code: code.parse().expect("a code"),
            name: name.to_owned(),
            bps_code: Some(bps.to_owned()),
            vintage: None,
        };
        Gazetteer::new(
            vec![
                official("97.71", "Kota Rekaan", "9771"),
                official("97.01", "Kabupaten Rekaan", "9701"),
                official("97.71.01", "Rekaan Utara", "9771010"),
                official("97.71.02", "Rekaan Selatan", "9771020"),
                official("97.71.01.1001", "Kali Rekan", "9771010001"),
                official("97.71.01.1002", "Bendung Kerta", "9771010002"),
                official("97.71.02.1001", "Kali Rekan", "9771020003"),
            ],
            &[Decision {
                within: "97.71".parse().expect("a code"),
                name: "Bendung".to_owned(),
                code: "97.71.01.1002".parse().expect("a code"),
            }],
        )
    }

    fn code(text: &str) -> AreaCode {
        text.parse().expect(text)
    }

    #[test]
    fn names_are_compared_without_case_spaces_hyphens_and_level() {
        for name in ["Kelurahan KALIREKAN", "Kel. Kali-Rekan", "kali  rekan", "Desa Kali Rekan"] {
            assert_eq!(
                gazetteer().by_name(Level::Kelurahan, name, Some(code("97.71.01"))),
                Ok(code("97.71.01.1001")),
                "{name}"
            );
        }
    }

    #[test]
    fn one_name_in_two_kecamatan_is_not_guessed() {
        let fault = gazetteer().by_name(Level::Kelurahan, "Kali Rekan", Some(code("97.71")));
        assert_eq!(fault, Err((Code::NameAmbiguous, "it may be 97.71.01.1001 or 97.71.02.1001".to_owned())));
    }

    #[test]
    fn what_is_only_similar_waits_with_its_candidates() {
        let fault = gazetteer().by_name(Level::Kelurahan, "Bendung Kertu", Some(code("97.71.01")));
        assert_eq!(fault, Err((Code::NameUnknown, "candidates: 97.71.01.1002 Bendung Kerta".to_owned())));
        assert_eq!(
            gazetteer().by_name(Level::Kelurahan, "Bendung", Some(code("97.71"))),
            Ok(code("97.71.01.1002"))
        );
    }

    #[test]
    fn a_city_and_its_regency_are_two() {
        assert_eq!(gazetteer().by_name(Level::Kota, "Kota Rekaan", None), Ok(code("97.71")));
        assert_eq!(gazetteer().by_name(Level::Kota, "Kab. Rekaan", None), Ok(code("97.01")));
    }

    #[test]
    fn a_bps_code_is_looked_up_and_not_computed() {
        assert_eq!(gazetteer().by_bps("9771020003", None), Ok(code("97.71.02.1001")));
        assert!(gazetteer().by_bps("9771021001", None).is_err());
        assert_eq!(from_digits("9771021001"), Some(code("97.71.02.1001")));
    }
}
