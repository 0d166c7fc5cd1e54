//! Versions: hashes of what is shown.
//!
//! The same content has the same version on every machine, and anything that a
//! client could see differently has another. The public version is made from
//! the released table and never from the counts behind it.

use sha2::{Digest, Sha256};

use super::areas::Areas;
use super::posyandu::PosyanduIndex;
use super::register::Register;
use super::release::Release;
use super::sources::Sources;
use crate::domain::{Indicator, PublicCount, Shown};

/// Changes whenever the same content is drawn or written in another way.
const FORM: &str = "1";

/// The version of one part: the first twelve hexadecimal digits of a SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 6]);

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::str::FromStr for Hash {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 6];
        // Capitals would be a second address for the same thing.
        let lower = !text.bytes().any(|b| b.is_ascii_uppercase());
        hex::decode_to_slice(text, &mut bytes).ok().filter(|()| lower).ok_or(())?;
        Ok(Self(bytes))
    }
}

/// The versions of the parts of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// Codes, names and shapes of areas.
    pub areas: Hash,
    /// The catalogue and every figure that the public may see.
    pub data: Hash,
    /// Posyandu.
    pub posyandu: Hash,
    /// Facts and programmes of Kampung KB.
    pub kampung_kb: Hash,
}

impl Versions {
    pub(super) fn of(
        areas: &Areas,
        register: &Register,
        posyandu: &PosyanduIndex,
        indicators: &[Indicator],
        public: &Release<PublicCount>,
        sources: &Sources,
    ) -> Self {
        Self {
            areas: of_areas(areas),
            data: of_data(areas, indicators, public, sources),
            posyandu: of_posyandu(posyandu),
            kampung_kb: of_register(register, areas),
        }
    }
}

/// Fields one after the other, each with its length, so that no two lists of
/// fields run together to the same bytes.
struct Fields(Sha256);

impl Fields {
    fn new(part: &str) -> Self {
        let mut fields = Self(Sha256::new());
        fields.text(FORM);
        fields.text(part);
        fields
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    /// Anything that prints all of itself.
    fn all_of(&mut self, value: &impl std::fmt::Debug) {
        self.text(&format!("{value:?}"));
    }

    fn finish(self) -> Hash {
        let digest = self.0.finalize();
        let mut bytes = [0; 6];
        bytes.copy_from_slice(&digest[..6]);
        Hash(bytes)
    }
}

fn of_areas(areas: &Areas) -> Hash {
    let mut fields = Fields::new("areas");
    for area in areas.all() {
        fields.number(area.code.number());
        fields.text(&area.name);
        fields.all_of(&(&area.bps_code, area.time_zone));
        // Wider areas follow from the kelurahan.
        for line in area
            .shape
            .iter()
            .flatten()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        {
            fields.number(line.0.len() as u64);
            for coord in &line.0 {
                fields.number(coord.x.to_bits());
                fields.number(coord.y.to_bits());
            }
        }
    }
    fields.finish()
}

fn of_data(
    areas: &Areas,
    indicators: &[Indicator],
    public: &Release<PublicCount>,
    sources: &Sources,
) -> Hash {
    let mut fields = Fields::new("data");
    indicators.iter().for_each(|indicator| fields.all_of(indicator));
    sources.all().iter().for_each(|source| fields.all_of(&source.provenance));
    for (key, column) in public.columns() {
        fields.all_of(key);
        for (area, cell) in areas.of_level(key.level).zip(&column.cells) {
            fields.number(areas.all()[area].code.number());
            shown(&mut fields, &cell.shown);
            fields.all_of(&(cell.source, cell.parts, cell.published));
            for other in &cell.others {
                shown(&mut fields, &other.shown);
                fields.number(u64::from(other.source));
            }
        }
    }
    fields.finish()
}

fn shown(fields: &mut Fields, shown: &Shown<PublicCount>) {
    fields.text(shown.state().as_str());
    fields.text(shown.reason().map_or("", |reason| reason.as_str()));
    if let Some(value) = shown.value() {
        fields.number(value.value.to_bits());
        fields.all_of(&(
            value.low,
            value.high,
            value.numerator,
            value.denominator,
            value.rounded,
            value.unstable,
        ));
    }
}

fn of_posyandu(posyandu: &PosyanduIndex) -> Hash {
    let mut fields = Fields::new("posyandu in clusters");
    for (index, one) in posyandu.all().iter().enumerate() {
        fields.all_of(&(one, posyandu.is_sample(index)));
    }
    fields.finish()
}

fn of_register(register: &Register, areas: &Areas) -> Hash {
    let mut fields = Fields::new("kampung-kb");
    for area in register.all_areas() {
        fields.number(areas.all()[area].code.number());
        register.facts(area).iter().for_each(|fact| fields.all_of(&(&fact.event, fact.sample)));
        for one in register.problems(area) {
            fields.all_of(&(&one.problem, one.sample));
            shown(&mut fields, &one.size);
        }
        for one in register.programmes(area) {
            fields.all_of(&(&one.programme, one.sample));
            shown(&mut fields, &one.planned);
            shown(&mut fields, &one.realised);
        }
    }
    register.all_agencies().into_iter().for_each(|agency| fields.all_of(agency));
    fields.finish()
}
