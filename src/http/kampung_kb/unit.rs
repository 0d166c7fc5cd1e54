//! One Kampung KB: events, stages, facilities, problems, programmes.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caching::Keep;
use super::super::extract::{self, Path, Query, Seen};
use super::super::json;
use super::super::problem::{Kind, Problem};
use super::super::shapes::AreaRef;
use super::super::words;
use super::as_of::{AS_OF, as_of};
use super::of_area::{PeopleJson, StandingJson};
use crate::domain::Level;
use crate::query::gaps;
use crate::snapshot::{AreaIndex, AsOf, FacilityFact, KnownProblem, KnownProgramme, Snapshot, StageSpan};

/// The Kampung KB of one kelurahan, whole.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbUnit)]
pub struct UnitJson {
    area: AreaRef,
    /// From the province down to the kecamatan.
    hierarchy: Vec<AreaRef>,
    /// Whether it is there for certain, perhaps, or not.
    #[schema(value_type = words::Existence)]
    existence: &'static str,
    /// Over which unit it reaches, as last said.
    #[schema(value_type = Option<words::UnitLevel>)]
    tingkat: Option<&'static str>,
    /// Into which kelurahan's it was merged.
    merged_into: Option<String>,
    #[serde(flatten)]
    standing: StandingJson,
    /// The stages that were entered.
    stages: Vec<StageJson>,
    /// Every facility; `belum diisi` where nobody says.
    facilities: Vec<FacilityJson>,
    /// The problems found by the day.
    problems: Vec<ProblemOfUnit>,
    /// Names of programmes that answer no problem.
    programmes_without_problem: Vec<String>,
}

/// A stage of the cycle.
#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbStage)]
pub struct StageJson {
    #[schema(value_type = words::CycleStage)]
    tahap: &'static str,
    mulai: String,
    /// When it ended; null while it goes on, and where nobody says.
    selesai: Option<String>,
    /// The day on which it is due to end.
    tenggat: Option<String>,
    /// Whether that day is past and it has not ended.
    pub overdue: bool,
    dokumen: Option<String>,
    penanggung_jawab: Option<String>,
    sumber: String,
    /// Whether it is invented.
    sample: bool,
}

impl StageJson {
    /// Of a stage.
    pub fn of(span: &StageSpan<'_>) -> Self {
        let event = &span.fact.event;
        Self {
            tahap: span.stage.as_str(),
            mulai: event.date.to_string(),
            selesai: span.ended.map(|day| day.to_string()),
            tenggat: event.due.map(|day| day.to_string()),
            overdue: span.overdue,
            dokumen: event.document.clone(),
            penanggung_jawab: event.responsible.clone(),
            sumber: event.source.clone(),
            sample: span.fact.sample,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbFacility)]
struct FacilityJson {
    #[schema(value_type = words::Facility)]
    sarana: &'static str,
    #[schema(value_type = words::Presence)]
    keadaan: &'static str,
    /// The month of which that is said.
    bulan: Option<String>,
    sumber: Option<String>,
    /// Whether it is invented.
    sample: bool,
}

impl FacilityJson {
    fn of(one: &FacilityFact<'_>) -> Self {
        Self {
            sarana: one.facility.as_str(),
            keadaan: one.presence.as_str(),
            bulan: one.fact.map(|fact| fact.event.date.to_string()[..7].to_owned()),
            sumber: one.fact.map(|fact| fact.event.source.clone()),
            sample: one.fact.is_some_and(|fact| fact.sample),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = KampungKbProblem)]
struct ProblemOfUnit {
    id: String,
    #[schema(value_type = words::ProblemCategory)]
    kategori: &'static str,
    #[schema(value_type = words::TargetGroup)]
    sasaran: &'static str,
    masalah: String,
    jumlah: PeopleJson,
    ditemukan: String,
    /// When it was solved, by the day.
    selesai: Option<String>,
    diketahui: Option<String>,
    /// The programmes that answer it, given up ones with them.
    programmes: Vec<String>,
    /// Whether it is open and no programme answers it.
    unanswered: bool,
    sumber: String,
    /// Whether it is invented.
    sample: bool,
}

impl ProblemOfUnit {
    fn of(one: &KnownProblem, programmes: &[&KnownProgramme], unanswered: bool, as_of: AsOf) -> Self {
        let problem = &one.problem;
        let answers = programmes.iter().filter(|other| other.programme.answers.contains(&problem.id));
        Self {
            id: problem.id.to_string(),
            kategori: problem.category.as_str(),
            sasaran: problem.target_group.as_str(),
            masalah: problem.name.clone(),
            jumlah: PeopleJson::of(&one.size),
            ditemukan: problem.found.to_string(),
            selesai: problem.solved.filter(|day| *day <= as_of.day).map(|day| day.to_string()),
            diketahui: problem.known.map(|day| day.to_string()),
            programmes: answers.map(|other| other.programme.name.clone()).collect(),
            unanswered,
            sumber: problem.source.clone(),
            sample: one.sample,
        }
    }
}

/// One Kampung KB, as of a day.
#[utoipa::path(get, path = "/v1/kampung-kb/{kode}", operation_id = "kampung_kb_unit", tag = "kampung-kb",
    params(("kode" = String, Path, description = "Kemendagri code of the kelurahan, with dots"),
           ("date" = Option<String>, Query, description = "The day, in place of today"),
           ("on" = Option<String>, Query, description = "The same as date"),
           ("known" = Option<String>, Query, description = "Only what was known by this day")),
    responses((status = 200, body = UnitJson), (status = 400, body = super::super::problem::ProblemDocument),
              (status = 404, body = super::super::problem::ProblemDocument)))]
pub async fn unit(
    seen: Seen,
    Path(kode): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    query.only(&AS_OF)?;
    let snapshot = seen.snapshot();
    let area = extract::area(snapshot, &kode)?;
    let entry = &snapshot.areas.all()[area];
    if entry.code.level() != Level::Kelurahan {
        let detail = format!("{} is no kelurahan; ask /v1/kampung-kb/progress?area={0}", entry.code);
        return Err(Problem::new(Kind::NoSuchArea, detail));
    }
    let as_of = as_of(&query, entry.time_zone)?;
    Ok(json(&build(snapshot, area, as_of)).answer(&headers, Keep::AMinute))
}

fn build(snapshot: &Snapshot, area: AreaIndex, as_of: AsOf) -> UnitJson {
    let register = &snapshot.register;
    let entry = &snapshot.areas.all()[area];
    let gaps = gaps(snapshot, area, as_of);
    let programmes = register.programmes_as_of(area, as_of);
    let problem = |one: &KnownProblem| {
        let unanswered = gaps.problems.iter().any(|gap| gap.problem.id == one.problem.id);
        ProblemOfUnit::of(one, &programmes, unanswered, as_of)
    };
    let said = register.known_facts(area, as_of).rev().filter(|fact| fact.event.latest() <= as_of.day);
    UnitJson {
        area: AreaRef::of(entry),
        hierarchy: AreaRef::hierarchy(snapshot, entry),
        existence: register.existence(area, as_of).as_str(),
        tingkat: said.into_iter().find_map(|fact| fact.event.unit).map(|unit| unit.as_str()),
        merged_into: register.merged_into(area, as_of).map(|code| code.to_string()),
        standing: StandingJson::of(snapshot, area, as_of),
        stages: register.stages(area, as_of).iter().map(StageJson::of).collect(),
        facilities: register.facilities(area, as_of).iter().map(FacilityJson::of).collect(),
        problems: register.problems_as_of(area, as_of).into_iter().map(problem).collect(),
        programmes_without_problem: gaps.programmes.iter().map(|one| one.programme.name.clone()).collect(),
    }
}
