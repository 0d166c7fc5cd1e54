//! Problems that kelurahan have found, so that it can be seen which of them a
//! programme answers.

use time::macros::date;
use time::{Date, Duration};

use super::random::Random;
use super::{City, SOURCE};
use crate::domain::{InvalidValue, Problem, ProblemCategory, TargetGroup};

/// What is the matter: category, for whom, in words.
type Kind = (ProblemCategory, TargetGroup, &'static str);

const KINDS: [Kind; 14] = [
    (ProblemCategory::Gizi, TargetGroup::Balita, "Balita dengan berat badan tidak naik"),
    (ProblemCategory::Gizi, TargetGroup::Bumil, "Ibu hamil kurang energi kronis"),
    (ProblemCategory::Gizi, TargetGroup::RemajaPutri, "Remaja putri anemia"),
    (ProblemCategory::Gizi, TargetGroup::Baduta, "MP-ASI belum beragam"),
    (ProblemCategory::Kesehatan, TargetGroup::Baduta, "Imunisasi dasar belum lengkap"),
    (ProblemCategory::Kesehatan, TargetGroup::Busui, "Belum ber-KB pascapersalinan"),
    (ProblemCategory::Kesehatan, TargetGroup::Catin, "Calon pengantin belum diperiksa"),
    (ProblemCategory::AirSanitasi, TargetGroup::Keluarga, "Rumah tanpa jamban sehat"),
    (ProblemCategory::AirSanitasi, TargetGroup::Keluarga, "Belum mendapat air minum layak"),
    (ProblemCategory::Perumahan, TargetGroup::Keluarga, "Rumah tidak layak huni"),
    (ProblemCategory::Pangan, TargetGroup::Keluarga, "Keluarga rawan pangan"),
    (ProblemCategory::Ekonomi, TargetGroup::Keluarga, "Keluarga berisiko tanpa penghasilan tetap"),
    (ProblemCategory::PengasuhanPendidikan, TargetGroup::Balita, "Anak belum ikut PAUD"),
    (ProblemCategory::DokumenKependudukan, TargetGroup::Balita, "Anak tanpa akta kelahiran"),
];

/// Inventories end before this day.
const LAST_DAY: Date = date!(2025 - 11 - 30);

/// Two to five problems a kelurahan, by id.
pub(super) fn problems(city: &City, seed: u64) -> Result<Vec<Problem>, InvalidValue> {
    let mut problems = Vec::new();
    for kelurahan in 0..city.len() {
        let mut random = Random::of(seed, "problems", &[city.place(kelurahan)]);
        let kinds = random.shuffled(&KINDS);
        let count = random.whole(2, 5) as usize;
        for (number, (category, target_group, name)) in (1..).zip(kinds.into_iter().take(count)) {
            let found = after(date!(2024 - 03 - 01), random.whole(0, 500));
            let solved = random.chance(0.15).then(|| after(found, random.whole(60, 200)));
            problems.push(Problem {
                id: format!("m{number}").parse()?,
                area: city.areas[kelurahan].code,
                category,
                target_group,
                name: name.to_owned(),
                size: (!random.chance(0.12)).then(|| i64::from(random.whole(2, 160))),
                found,
                // Known when the row was last written.
                known: solved.or(Some(found)),
                solved,
                source: SOURCE.to_owned(),
            });
        }
    }
    Ok(problems)
}

fn after(day: Date, days: u32) -> Date {
    day.saturating_add(Duration::days(days.into())).min(LAST_DAY)
}
