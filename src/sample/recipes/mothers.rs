//! Services before birth: adolescent girls, prospective couples, mothers.

use super::{Aim, Base, COMMON, Recipe};
use crate::domain::{Direction, TargetGroup};

pub(super) const RECIPES: &[Recipe] = &[
    Recipe {
        id: "contoh-ttd-remaja-putri",
        name: ("Remaja putri mengonsumsi TTD", "Adolescent girls taking iron tablets"),
        definition: (
            "Remaja putri yang mengonsumsi tablet tambah darah (TTD) satu tablet setiap minggu, dibagi seluruh remaja putri yang terdata di kelurahan.",
            "Adolescent girls who take one iron tablet (TTD) every week, out of all adolescent girls registered in the kelurahan.",
        ),
        numerator: ("remaja putri yang mengonsumsi TTD tiap minggu", "girls taking iron tablets weekly"),
        denominator: ("remaja putri yang terdata", "registered adolescent girls"),
        target_group: TargetGroup::RemajaPutri,
        base: Base::PerChild(0.62),
        course: (42.0, 64.0),
        spread: 8.0,
        aims: &[Aim::perpres(58.0), Aim::booklet(80.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-periksa-catin",
        name: ("Pemeriksaan kesehatan calon pengantin", "Health check of prospective couples"),
        definition: (
            "Calon pengantin (catin) yang menjalani pemeriksaan kesehatan sebelum menikah, dibagi seluruh catin yang mendaftarkan pernikahan pada semester itu.",
            "Prospective couples examined before the wedding, out of all who registered a marriage in the semester.",
        ),
        numerator: ("catin yang diperiksa", "prospective spouses examined"),
        denominator: ("catin yang mendaftar", "prospective spouses registered"),
        target_group: TargetGroup::Catin,
        base: Base::PerChild(0.11),
        course: (63.0, 87.0),
        spread: 6.0,
        aims: &[Aim::booklet(90.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-ttd-bumil",
        name: (
            "Ibu hamil mengonsumsi TTD sedikitnya 90 tablet",
            "Pregnant women taking 90 or more iron tablets",
        ),
        definition: (
            "Ibu hamil yang mengonsumsi sedikitnya 90 tablet tambah darah (TTD) selama kehamilan, dibagi seluruh ibu hamil yang terdata pada semester itu.",
            "Pregnant women who took at least 90 iron tablets (TTD) during the pregnancy, out of all registered in the semester.",
        ),
        numerator: ("ibu hamil yang mengonsumsi ≥ 90 TTD", "pregnant women who took 90 tablets or more"),
        denominator: ("ibu hamil yang terdata", "registered pregnant women"),
        target_group: TargetGroup::Bumil,
        base: Base::PerChild(0.12),
        course: (66.0, 83.0),
        spread: 6.0,
        aims: &[Aim::perpres(80.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-pmt-bumil-kek",
        name: ("Ibu hamil KEK mendapat tambahan asupan gizi", "Extra food for undernourished pregnant women"),
        definition: (
            "Ibu hamil dengan kurang energi kronis (KEK) yang mendapat tambahan asupan gizi (PMT), dibagi seluruh ibu hamil KEK yang ditemukan pada semester itu.",
            "Pregnant women with chronic energy deficiency (KEK) who receive supplementary food (PMT), out of all found with it in the semester.",
        ),
        numerator: ("ibu hamil KEK yang mendapat PMT", "pregnant women with KEK given food"),
        denominator: ("ibu hamil KEK", "pregnant women with KEK"),
        target_group: TargetGroup::Bumil,
        base: Base::PerChild(0.018),
        course: (72.0, 91.0),
        aims: &[Aim::perpres(90.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-kb-pascapersalinan",
        name: ("Pelayanan KB pascapersalinan", "Family planning after birth"),
        definition: (
            "Ibu yang mulai ber-KB dalam 42 hari setelah bersalin, dibagi seluruh ibu bersalin pada semester itu.",
            "Mothers who begin family planning within 42 days of the birth, out of all who gave birth in the semester.",
        ),
        numerator: ("ibu yang ber-KB pascapersalinan", "mothers using contraception after birth"),
        denominator: ("ibu bersalin", "mothers who gave birth"),
        target_group: TargetGroup::Busui,
        base: Base::PerChild(0.1),
        course: (38.0, 53.0),
        spread: 7.0,
        ..COMMON
    },
    Recipe {
        id: "contoh-kehamilan-tidak-diinginkan",
        name: ("Kehamilan tidak diinginkan", "Unwanted pregnancies"),
        definition: (
            "Ibu hamil yang menyatakan kehamilannya tidak diinginkan atau belum diinginkan saat itu, dibagi seluruh ibu hamil yang terdata pada semester itu.",
            "Pregnant women who say that the pregnancy was not wanted, or not yet, out of all registered in the semester.",
        ),
        numerator: ("ibu hamil dengan kehamilan tidak diinginkan", "women with an unwanted pregnancy"),
        denominator: ("ibu hamil yang terdata", "registered pregnant women"),
        target_group: TargetGroup::Bumil,
        direction: Direction::LowerIsBetter,
        base: Base::PerChild(0.12),
        course: (17.0, 13.0),
        spread: 2.5,
        ..COMMON
    },
];
