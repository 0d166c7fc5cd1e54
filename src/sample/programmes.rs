//! Programmes of the agencies, so that it can be seen where they meet.

use super::random::Random;
use super::{City, SOURCE};
use crate::domain::{Period, Programme, Sector, TargetGroup};

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

/// Three to eight programmes a kelurahan, by year.
pub(super) fn programmes(city: &City, seed: u64) -> Vec<Programme> {
    (0..city.len()).flat_map(|kelurahan| programmes_of(city, kelurahan, seed)).collect()
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
            sector,
            name: name.to_owned(),
            target_group,
            year: year(&mut random),
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
