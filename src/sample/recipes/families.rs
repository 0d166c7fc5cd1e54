//! Services for families and places.

use super::{Base, COMMON, Recipe};
use crate::domain::{DenominatorKind, Disclosure, Rhythm, TargetGroup};

/// The service that means nothing in one of the kelurahan.
pub(in crate::sample) const STOP_BABS: &str = "contoh-rw-stop-babs";

pub(super) const RECIPES: &[Recipe] = &[
    Recipe {
        id: "contoh-air-minum-layak",
        name: ("Keluarga dengan air minum layak", "Families with improved drinking water"),
        definition: (
            "Keluarga yang sumber air minum utamanya layak, dibagi seluruh keluarga yang didata pada tahun itu.",
            "Families whose main source of drinking water is improved, out of all families surveyed in the year.",
        ),
        numerator: ("keluarga dengan air minum layak", "families with improved drinking water"),
        denominator: ("keluarga yang didata", "families surveyed"),
        target_group: TargetGroup::Keluarga,
        rhythm: Rhythm::Yearly,
        base: Base::Settled(3.7),
        course: (84.0, 92.0),
        ..COMMON
    },
    Recipe {
        id: "contoh-sanitasi-layak",
        name: ("Keluarga dengan sanitasi layak", "Families with improved sanitation"),
        definition: (
            "Keluarga yang menggunakan jamban sehat dengan tangki septik atau saluran pembuangan, dibagi seluruh keluarga yang didata.",
            "Families that use a sanitary toilet with a septic tank or sewer, out of all families surveyed.",
        ),
        numerator: ("keluarga dengan sanitasi layak", "families with improved sanitation"),
        denominator: ("keluarga yang didata", "families surveyed"),
        target_group: TargetGroup::Keluarga,
        base: Base::Settled(3.7),
        course: (78.0, 87.0),
        spread: 6.0,
        ..COMMON
    },
    Recipe {
        id: "contoh-pendampingan-krs",
        name: ("Pendampingan keluarga berisiko stunting", "Families at risk of stunting accompanied"),
        definition: (
            "Keluarga berisiko stunting (KRS) yang didampingi tim pendamping keluarga (TPK), dibagi seluruh KRS yang terdata.",
            "Families at risk of stunting (KRS) visited by a family companion team (TPK), out of all registered as such.",
        ),
        numerator: ("KRS yang didampingi", "families at risk accompanied"),
        denominator: ("KRS yang terdata", "registered families at risk"),
        target_group: TargetGroup::Keluarga,
        base: Base::Settled(0.75),
        course: (46.0, 74.0),
        spread: 9.0,
        ..COMMON
    },
    Recipe {
        id: STOP_BABS,
        name: ("RW stop BABS", "Wards free of open defecation"),
        definition: (
            "RW yang telah diverifikasi bebas dari buang air besar sembarangan (stop BABS), dibagi seluruh RW di kelurahan.",
            "Wards (RW) verified as free of open defecation (ODF), out of all wards of the kelurahan.",
        ),
        numerator: ("RW stop BABS", "wards free of open defecation"),
        denominator: ("RW di kelurahan", "wards of the kelurahan"),
        target_group: TargetGroup::Keluarga,
        denominator_kind: DenominatorKind::Areas,
        disclosure: Disclosure::Wilayah,
        base: Base::Wards,
        course: (56.0, 88.0),
        spread: 12.0,
        ..COMMON
    },
];
