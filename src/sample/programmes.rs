//! Programmes of the agencies, so that it can be seen where they meet.

use time::macros::date;
use time::{Date, Month};

use super::random::{Random, counted};
use super::{City, SOURCE};
use crate::domain::{
    Agency, Level, Period, Problem, ProblemCategory, ProblemId, Programme, ProgrammeStatus, Provider, Sector,
    TargetGroup,
};

/// What an agency does: agency, sector, programme, for whom. The agencies carry
/// the general names that cities use.
type Plan = (&'static str, Sector, &'static str, TargetGroup);

const DINKES: &str = "Dinas Kesehatan";
const DINSOS: &str = "Dinas Sosial, Pengendalian Penduduk dan KB";
const PERTANIAN: &str = "Dinas Pertanian dan Pangan";
const PERIKANAN: &str = "Dinas Kelautan dan Perikanan";
const PU: &str = "Dinas Pekerjaan Umum dan Penataan Ruang";
const PERKIM: &str = "Dinas Perumahan dan Kawasan Permukiman";
const NAKER: &str = "Dinas Perindustrian dan Tenaga Kerja";
const RENAMED: &str = "Dinas Tenaga Kerja dan Perindustrian";
const DIKNAS: &str = "Dinas Pendidikan";
const DUKCAPIL: &str = "Dinas Kependudukan dan Pencatatan Sipil";

const PLANS: [Plan; 26] = [
    (NAKER, Sector::Sandang, "Pelatihan menjahit bagi ibu keluarga berisiko stunting", TargetGroup::Keluarga),
    (NAKER, Sector::Sandang, "Pendampingan usaha konveksi rumahan", TargetGroup::Keluarga),
    (DINSOS, Sector::Sandang, "Paket sandang dan perlengkapan bayi", TargetGroup::Busui),
    (DINSOS, Sector::Sandang, "Kelompok usaha UPPKA bidang busana", TargetGroup::Keluarga),
    (DINSOS, Sector::Pangan, "Dapur Sehat Atasi Stunting (DASHAT)", TargetGroup::Balita),
    (DINSOS, Sector::Pangan, "Bantuan pangan keluarga berisiko stunting", TargetGroup::Keluarga),
    (PERTANIAN, Sector::Pangan, "Pekarangan pangan lestari", TargetGroup::Keluarga),
    (PERTANIAN, Sector::Pangan, "Penganekaragaman pangan lokal bagi ibu hamil", TargetGroup::Bumil),
    (PERIKANAN, Sector::Pangan, "Gerakan makan ikan bagi balita", TargetGroup::Balita),
    (PERIKANAN, Sector::Pangan, "Budi daya ikan dalam ember", TargetGroup::Keluarga),
    (PERKIM, Sector::Papan, "Perbaikan rumah tidak layak huni", TargetGroup::Keluarga),
    (PERKIM, Sector::Papan, "Penataan lingkungan permukiman kumuh", TargetGroup::Keluarga),
    (PU, Sector::Papan, "Tangki septik komunal", TargetGroup::Keluarga),
    (PU, Sector::Papan, "Sambungan air minum rumah tangga", TargetGroup::Keluarga),
    (DINKES, Sector::Kesehatan, "Pemberian makanan tambahan balita gizi kurang", TargetGroup::Balita),
    (DINKES, Sector::Kesehatan, "Kelas ibu hamil", TargetGroup::Bumil),
    (DINKES, Sector::Kesehatan, "Konseling ASI dan MP-ASI", TargetGroup::Busui),
    (DINKES, Sector::Kesehatan, "Aksi bergizi dan TTD remaja putri", TargetGroup::RemajaPutri),
    (DINKES, Sector::Kesehatan, "Pemeriksaan kesehatan calon pengantin", TargetGroup::Catin),
    (DINKES, Sector::Kesehatan, "Pelatihan kader dan alat antropometri posyandu", TargetGroup::Balita),
    (DINSOS, Sector::Kesehatan, "Pendampingan keluarga oleh TPK", TargetGroup::Keluarga),
    (DINSOS, Sector::Kesehatan, "Pelayanan KB pascapersalinan", TargetGroup::Busui),
    (DINSOS, Sector::Lainnya, "Bina Keluarga Balita (BKB)", TargetGroup::Baduta),
    (DINSOS, Sector::Lainnya, "Rumah DataKu", TargetGroup::Keluarga),
    (DIKNAS, Sector::Lainnya, "PAUD holistik integratif", TargetGroup::Balita),
    (DUKCAPIL, Sector::Lainnya, "Akta kelahiran dan KIA jemput bola", TargetGroup::Balita),
];

/// Who is no agency of the city.
const PARTNERS: [&str; 2] = ["Perguruan tinggi mitra (contoh)", "Perusahaan mitra CSR (contoh)"];

/// The agencies; one of them got another name with the year 2025, so that old
/// and new names can be seen side by side.
pub(super) fn agencies(city: &City) -> Vec<Agency> {
    let mut cities: Vec<_> = city.areas.iter().filter_map(|area| area.code.at(Level::Kota)).collect();
    cities.sort_unstable();
    cities.dedup();
    let names = [DINKES, DINSOS, PERTANIAN, PERIKANAN, PU, PERKIM, NAKER, DIKNAS, DUKCAPIL, RENAMED];
    let agency = |area, name: &str| Agency {
        area,
        name: name.to_owned(),
        short_name: None,
        valid_from: Some(if name == RENAMED { date!(2025 - 01 - 01) } else { date!(2017 - 01 - 01) }),
        valid_to: (name == NAKER).then_some(date!(2024 - 12 - 31)),
        successor: (name == NAKER).then(|| RENAMED.to_owned()),
        source: SOURCE.to_owned(),
    };
    cities.into_iter().flat_map(|area| names.map(|name| agency(area, name))).collect()
}

/// Three to eight programmes a kelurahan, by year. Each answers the problems of
/// its kelurahan that fit its sector and whom it is for; some fit none.
pub(super) fn programmes(city: &City, problems: &[Problem], seed: u64) -> Vec<Programme> {
    let mut programmes: Vec<Programme> =
        (0..city.len()).flat_map(|kelurahan| programmes_of(city, kelurahan, seed)).collect();
    let mut random = Random::of(seed, "programme course", &[]);
    for programme in &mut programmes {
        programme.answers = answers(programme, problems);
        carry_out(programme, &mut random);
    }
    programmes
}

fn answers(programme: &Programme, problems: &[Problem]) -> Vec<ProblemId> {
    let fits = |problem: &&Problem| {
        problem.area == programme.area
            && categories(programme.sector).contains(&problem.category)
            && [problem.target_group, TargetGroup::Keluarga].contains(&programme.target_group)
    };
    problems.iter().filter(fits).map(|problem| problem.id.clone()).collect()
}

fn categories(sector: Sector) -> &'static [ProblemCategory] {
    match sector {
        Sector::Sandang => &[ProblemCategory::Ekonomi],
        Sector::Pangan => &[ProblemCategory::Gizi, ProblemCategory::Pangan],
        Sector::Papan => &[ProblemCategory::AirSanitasi, ProblemCategory::Perumahan],
        Sector::Kesehatan => &[ProblemCategory::Gizi, ProblemCategory::Kesehatan],
        Sector::Lainnya => &[ProblemCategory::PengasuhanPendidikan, ProblemCategory::DokumenKependudukan],
    }
}

/// Who carries it, for how many, how far it is.
fn carry_out(programme: &mut Programme, random: &mut Random) {
    if random.chance(0.1) {
        programme.provider = Provider::Mitra;
        random.one_of(&PARTNERS).unwrap_or(PARTNERS[0]).clone_into(&mut programme.opd);
    }
    let year = programme.year.last_day().map_or(2025, Date::year);
    let status = match year {
        2024 if random.chance(0.1) => ProgrammeStatus::Batal,
        2024 => ProgrammeStatus::Selesai,
        2025 if random.chance(0.6) => ProgrammeStatus::Selesai,
        2025 => ProgrammeStatus::Berjalan,
        _ if random.chance(0.3) => ProgrammeStatus::Diusulkan,
        _ => ProgrammeStatus::Direncanakan,
    };
    let planned = random.whole(3, 140);
    let share = match status {
        ProgrammeStatus::Selesai => Some(random.between(0.7, 1.05)),
        ProgrammeStatus::Berjalan => Some(random.between(0.2, 0.7)),
        _ => None,
    };
    programme.planned = (!random.chance(0.1)).then_some(i64::from(planned));
    programme.realised = share.map(|share| i64::from(counted(f64::from(planned) * share)));
    programme.status = Some(status);
    programme.known = match status {
        ProgrammeStatus::Diusulkan | ProgrammeStatus::Direncanakan => {
            Date::from_calendar_date(year - 1, Month::December, 15).ok()
        }
        ProgrammeStatus::Berjalan => Date::from_calendar_date(year, Month::June, 30).ok(),
        ProgrammeStatus::Selesai | ProgrammeStatus::Batal => programme.year.last_day(),
    };
}

fn programmes_of(city: &City, kelurahan: usize, seed: u64) -> Vec<Programme> {
    let mut random = Random::of(seed, "programmes", &[city.place(kelurahan)]);
    let mut plans = random.shuffled(&PLANS);
    // The first four sectors take turns to lead, so that a small city has them all.
    let leading = Sector::ALL[kelurahan % 4];
    if let Some(first) = plans.iter().position(|plan| plan.1 == leading) {
        plans.swap(0, first);
    }
    let count = random.whole(3, 8) as usize;
    let mut programmes: Vec<Programme> = plans
        .into_iter()
        .take(count)
        .map(|(opd, sector, name, target_group)| Programme {
            area: city.areas[kelurahan].code,
            opd: opd.to_owned(),
            provider: Provider::Opd,
            sector,
            name: name.to_owned(),
            target_group,
            answers: Vec::new(),
            planned: None,
            realised: None,
            year: year(&mut random),
            status: None,
            known: None,
            source: SOURCE.to_owned(),
        })
        .collect();
    programmes.sort_by(|a, b| {
        (a.year, a.opd.as_str(), a.name.as_str()).cmp(&(b.year, b.opd.as_str(), b.name.as_str()))
    });
    programmes
}

fn year(random: &mut Random) -> Period {
    Period::Year(random.one_of(&[2024, 2025, 2026]).unwrap_or(2025))
}
