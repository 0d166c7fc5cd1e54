//! The Kampung KB of one area, as its profile carries it.

use serde::Serialize;
use utoipa::ToSchema;

use super::super::shapes::{Dated, Since};
use super::super::words;
use super::as_of::AsOfJson;
use super::{KampungKbItem, item};
use crate::domain::{PublicCount, Shown};
use crate::query::{OpdStanding, count_kampung_kb, opd_standing};
use crate::snapshot::{AreaIndex, AsOf, Fact, KnownProgramme, Snapshot};

/// The Kampung KB of a kelurahan on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbOfKelurahan)]
pub struct StandingJson {
    #[serde(flatten)]
    as_of: AsOfJson,
    /// `ada`, `belum`, `rencana`, `tidak aktif`, `tidak diketahui`.
    #[schema(value_type = words::KampungKbStatus)]
    status: &'static str,
    /// Its name, where one is known.
    nama: Option<String>,
    /// The first fact that shows its existence.
    since: Option<Since>,
    /// Its class as last assessed.
    class: Option<Dated>,
    /// The stage of the cycle that it has reached.
    stage: Option<Dated>,
    /// Every fact, in order of time, those after the day with them.
    events: Vec<EventJson>,
    /// Programmes of the agencies.
    programmes: Vec<ProgrammeJson>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbEvent)]
struct EventJson {
    #[schema(value_type = words::KampungKbFact)]
    peristiwa: &'static str,
    nilai: Option<String>,
    /// Of a facility, whether it is there.
    #[schema(value_type = Option<words::Presence>)]
    keadaan: Option<&'static str>,
    /// The name that the row gives.
    nama_kampung_kb: Option<String>,
    /// Over which unit it reaches, where that is said.
    #[schema(value_type = Option<words::UnitLevel>)]
    tingkat: Option<&'static str>,
    tanggal: String,
    #[schema(value_type = words::DatePrecision)]
    presisi: &'static str,
    /// The day before which it surely did not happen.
    tidak_sebelum: Option<String>,
    /// The day by which it was known; where the file does not say, it counts
    /// from the day of the import.
    diketahui: Option<String>,
    /// The decree or another paper behind it.
    dokumen: Option<String>,
    #[schema(value_type = words::Proof)]
    bukti: &'static str,
    sumber: String,
    catatan: Option<String>,
    /// Whether it is invented.
    sample: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Programme)]
struct ProgrammeJson {
    opd: String,
    /// Whether an agency or a partner carries it.
    #[schema(value_type = words::Provider)]
    pelaksana: &'static str,
    /// Whether the list of agencies has that name in that year; null where there
    /// is no list, and for partners.
    opd_valid: Option<bool>,
    /// Which agency took over, where the name is of other years.
    opd_successor: Option<String>,
    #[schema(value_type = words::Sector)]
    sektor: &'static str,
    program: String,
    #[schema(value_type = words::TargetGroup)]
    sasaran: &'static str,
    /// The ids of the problems that it answers.
    masalah: Vec<String>,
    /// How many it is planned for.
    rencana: PeopleJson,
    /// How many it has reached.
    realisasi: PeopleJson,
    tahun: String,
    #[schema(value_type = Option<words::ProgrammeStatus>)]
    status: Option<&'static str>,
    diketahui: Option<String>,
    sumber: String,
    /// Whether it is invented.
    sample: bool,
}

impl StandingJson {
    /// Of a kelurahan.
    pub fn of(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Self {
        let register = &snapshot.register;
        let standing = register.standing(area, as_of);
        let programmes = register.programmes_as_of(area, as_of);
        Self {
            as_of: AsOfJson::of(as_of),
            status: standing.status.as_str(),
            nama: standing.name.map(str::to_owned),
            since: standing.since.map(Since::of),
            class: standing.class.map(|(class, fact)| Dated::of(class.as_str(), fact)),
            stage: standing.stage.map(|(stage, fact)| Dated::of(stage.as_str(), fact)),
            events: register.known_facts(area, as_of).map(EventJson::of).collect(),
            programmes: programmes.into_iter().map(|one| ProgrammeJson::of(snapshot, one)).collect(),
        }
    }
}

impl EventJson {
    fn of(fact: &Fact) -> Self {
        let event = &fact.event;
        Self {
            peristiwa: event.fact.word(),
            nilai: event.fact.value(),
            keadaan: event.fact.presence().map(|presence| presence.as_str()),
            nama_kampung_kb: event.name.clone(),
            tingkat: event.unit.map(|unit| unit.as_str()),
            tanggal: event.date.to_string(),
            presisi: event.precision.as_str(),
            tidak_sebelum: event.not_before.map(|day| day.to_string()),
            diketahui: event.known.map(|day| day.to_string()),
            dokumen: event.document.clone(),
            bukti: event.proof.as_str(),
            sumber: event.source.clone(),
            catatan: event.note.clone(),
            sample: fact.sample,
        }
    }
}

impl ProgrammeJson {
    fn of(snapshot: &Snapshot, one: &KnownProgramme) -> Self {
        let programme = &one.programme;
        let (opd_valid, successor) = match opd_standing(snapshot, programme) {
            OpdStanding::NotAsked => (None, None),
            OpdStanding::Valid => (Some(true), None),
            OpdStanding::OutOfYears(successor) => (Some(false), successor),
            OpdStanding::Unlisted => (Some(false), None),
        };
        Self {
            opd: programme.opd.clone(),
            pelaksana: programme.provider.as_str(),
            opd_valid,
            opd_successor: successor.map(str::to_owned),
            sektor: programme.sector.as_str(),
            program: programme.name.clone(),
            sasaran: programme.target_group.as_str(),
            masalah: programme.answers.iter().map(ToString::to_string).collect(),
            rencana: PeopleJson::of(&one.planned),
            realisasi: PeopleJson::of(&one.realised),
            tahun: programme.year.to_string(),
            status: programme.status.map(|status| status.as_str()),
            diketahui: programme.known.map(|day| day.to_string()),
            sumber: programme.source.clone(),
            sample: one.sample,
        }
    }
}

/// How many people, families or houses, as the public may see it: 1 to 7 are
/// hidden, others rounded to five.
#[derive(Serialize, ToSchema)]
#[schema(as = PeopleCount)]
pub struct PeopleJson {
    /// `value`, `zero`, `not_filled`, `suppressed`.
    #[schema(value_type = words::State)]
    pub state: &'static str,
    /// Rounded to five.
    pub value: Option<i64>,
}

impl PeopleJson {
    /// Of a number.
    pub fn of(shown: &Shown<PublicCount>) -> Self {
        let value = shown.value().and_then(|value| value.numerator).map(PublicCount::get);
        Self { state: shown.state().as_str(), value }
    }
}

/// The Kampung KB inside a wider area on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbOfWider)]
pub struct WiderJson {
    #[serde(flatten)]
    as_of: AsOfJson,
    /// Kelurahan with one that is known to exist.
    existing: usize,
    /// All kelurahan.
    kelurahan: usize,
    /// The kelurahan, by code.
    areas: Vec<KampungKbItem>,
}

impl WiderJson {
    /// Of a kecamatan or a wider area.
    pub fn of(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> Self {
        let counted = count_kampung_kb(snapshot, area, as_of);
        let areas = snapshot.areas.kelurahan_of(area).map(|below| item(snapshot, below, as_of)).collect();
        Self { as_of: AsOfJson::of(as_of), existing: counted.existing, kelurahan: counted.kelurahan, areas }
    }
}
