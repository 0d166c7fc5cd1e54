//! Services for children under five.

use super::{Aim, Base, COMMON, Recipe};
use crate::domain::{DenominatorKind, TargetGroup};

/// The same list, as the press printed it when the regulation came out.
const PRESS: Aim = Aim {
    percent: 80.0,
    name: (
        "Perpres 72/2021, sasaran 2024 menurut berita",
        "Perpres 72/2021, target for 2024 as the press printed it",
    ),
    source: "lifestyle.sindonews.com 553578 (Sep 2021)",
    year: Some(2024),
};

pub(super) const RECIPES: &[Recipe] = &[
    Recipe {
        id: "contoh-asi-eksklusif",
        name: ("Bayi mendapat ASI eksklusif", "Exclusive breastfeeding"),
        definition: (
            "Bayi berusia kurang dari 6 bulan yang hanya diberi air susu ibu (ASI), dibagi seluruh bayi berusia kurang dari 6 bulan yang terdata.",
            "Infants under six months fed with breast milk alone, out of all registered infants under six months.",
        ),
        numerator: ("bayi < 6 bulan dengan ASI eksklusif", "infants under 6 months exclusively breastfed"),
        denominator: ("bayi < 6 bulan yang terdata", "registered infants under 6 months"),
        target_group: TargetGroup::Baduta,
        base: Base::PerChild(0.1),
        course: (64.0, 77.0),
        spread: 6.0,
        aims: &[Aim::perpres(80.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-mp-asi",
        name: ("Anak 6–23 bulan mendapat MP-ASI", "Complementary feeding at 6–23 months"),
        definition: (
            "Anak usia 6–23 bulan yang mendapat makanan pendamping ASI (MP-ASI) sesuai anjuran, dibagi seluruh anak usia 6–23 bulan yang terdata.",
            "Children aged 6–23 months given complementary food (MP-ASI) as advised, out of all registered at that age.",
        ),
        numerator: ("anak 6–23 bulan yang mendapat MP-ASI", "children aged 6–23 months given MP-ASI"),
        denominator: ("anak 6–23 bulan yang terdata", "registered children aged 6–23 months"),
        target_group: TargetGroup::Baduta,
        base: Base::PerChild(0.3),
        course: (68.0, 82.0),
        aims: &[Aim::perpres(80.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-imunisasi-dasar-lengkap",
        name: ("Imunisasi dasar lengkap", "Complete basic immunisation"),
        definition: (
            "Bayi yang telah mendapat imunisasi dasar lengkap, dibagi proyeksi jumlah bayi. Karena penyebutnya proyeksi, cakupan dapat melebihi 100 %.",
            "Infants with complete basic immunisation, out of a projected number of infants. Since the denominator is a projection, coverage may exceed 100 %.",
        ),
        numerator: ("bayi dengan imunisasi dasar lengkap", "fully immunised infants"),
        denominator: ("bayi menurut proyeksi", "infants by projection"),
        target_group: TargetGroup::Baduta,
        denominator_kind: DenominatorKind::TargetProjected,
        base: Base::PerChild(0.1),
        course: (88.0, 95.0),
        spread: 3.0,
        ..COMMON
    },
    Recipe {
        id: "contoh-pemantauan-balita",
        name: ("Balita dipantau pertumbuhan dan perkembangannya", "Growth and development monitored"),
        definition: (
            "Balita yang dipantau pertumbuhan dan perkembangannya di posyandu atau fasilitas kesehatan, dibagi seluruh balita sasaran riil.",
            "Children under five whose growth and development is followed at a posyandu or health facility, out of all counted children.",
        ),
        numerator: ("balita yang dipantau", "children monitored"),
        denominator: ("balita sasaran riil", "children under five, counted"),
        course: (73.0, 86.0),
        aims: &[Aim::perpres(90.0), PRESS],
        ..COMMON
    },
    Recipe {
        id: "contoh-pmt-gizi-kurang",
        name: ("Balita gizi kurang mendapat tambahan asupan", "Extra food for moderately wasted children"),
        definition: (
            "Balita gizi kurang yang mendapat tambahan asupan gizi (PMT), dibagi seluruh balita gizi kurang yang ditemukan pada semester itu.",
            "Moderately wasted children under five who receive supplementary food (PMT), out of all found in the semester.",
        ),
        numerator: ("balita gizi kurang yang mendapat PMT", "moderately wasted children given food"),
        denominator: ("balita gizi kurang", "moderately wasted children"),
        base: Base::PerChild(0.05),
        course: (61.0, 87.0),
        spread: 7.0,
        aims: &[Aim::perpres(90.0)],
        ..COMMON
    },
    Recipe {
        id: "contoh-tata-laksana-gizi-buruk",
        name: ("Balita gizi buruk mendapat tata laksana", "Care for severely wasted children"),
        definition: (
            "Balita gizi buruk yang mendapat pelayanan tata laksana gizi buruk, dibagi seluruh balita gizi buruk yang ditemukan pada semester itu.",
            "Severely wasted children under five who receive care by protocol, out of all found in the semester.",
        ),
        numerator: ("balita gizi buruk yang ditangani", "severely wasted children in care"),
        denominator: ("balita gizi buruk", "severely wasted children"),
        base: Base::PerChild(0.013),
        course: (82.0, 94.0),
        spread: 4.0,
        aims: &[Aim::perpres(90.0)],
        ..COMMON
    },
];
