//! Published classes of prevalence.

use time::macros::date;

use crate::domain::{Text, ThresholdScheme, Validity};

/// The classes of WHO and UNICEF by the prevalence of stunting.
pub(super) fn de_onis() -> ThresholdScheme {
    let labels = [
        ("sangat rendah", "very low"),
        ("rendah", "low"),
        ("sedang", "medium"),
        ("tinggi", "high"),
        ("sangat tinggi", "very high"),
    ];
    ThresholdScheme {
        id: "de-onis-2019".to_owned(),
        name: Text::new(
            "Batas WHO–UNICEF (de Onis dkk. 2019)",
            "WHO–UNICEF thresholds (de Onis et al. 2019)",
        ),
        edges: vec![2.5, 10.0, 20.0, 30.0],
        labels: labels.map(|(id, en)| Text::new(id, en)).to_vec(),
        source: "de Onis et al., Public Health Nutrition 2019;22:175–179".to_owned(),
        validity: Validity { from: Some(date!(2019 - 01 - 01)), to: None },
        note: Some(Text::new(
            "Batas ini disusun untuk menggolongkan negara berdasarkan survei nasional. Pemakaiannya untuk kelurahan merupakan perluasan.",
            "Made to classify countries by national surveys. Its use for kelurahan is an extension.",
        )),
    }
}
