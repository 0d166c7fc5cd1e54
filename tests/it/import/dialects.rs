//! Cases of texts in other encodings, with other separators, numbers and dates.

use super::make::gzip;
use super::shapes::{GOOD, OTHER, SQUARE, collection, feature};
use super::{Case, case};

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn dialect_cases() -> Vec<Case> {
    let header = "kode;indikator;periode;pembilang;penyebut;nilai;sumber_data;per_tanggal\n";
    let with = |name: &'static str, rows: &str, kept: Option<usize>, codes: &[&'static str]| {
        case(name, "claims", format!("{header}{rows}\n"), kept, codes)
    };
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16("kode\tnama\n97\tProvinsi\n")).collect();
    let areas = |name: &'static str, bytes: Vec<u8>, kept: Option<usize>, codes: &[&'static str]| {
        case(name, "areas", bytes, kept, codes)
    };
    vec![
        with("decimal commas", "97.71;prevalensi;2023;;;20,6;Survei 2023;", Some(1), &["unit_mismatch"; 0]),
        with(
            "grouped numbers",
            "97.71.01.1001;stunting-uji;2025-08;1.234;12.345.678;;Dinas uji;",
            Some(1),
            &[],
        ),
        with(
            "one number that reads two ways",
            "97.71.01.1001;stunting-uji;2025-08;1.234;2000;;Dinas uji;",
            None,
            &["number_ambiguous", "no_rows"],
        ),
        with(
            "a date that reads two ways",
            "97.71.01.1001;stunting-uji;2025-08;1;20;;Dinas uji;07/06/2025",
            None,
            &["date_ambiguous", "no_rows"],
        ),
        with(
            "a date that another explains",
            "97.71.01.1001;stunting-uji;2025-08;1;20;;Dinas uji;07/06/2025\n97.71.01.1002;stunting-uji;2025-08;1;20;;Dinas uji;25/06/2025",
            Some(2),
            &[],
        ),
        with(
            "a month in words",
            "97.71.01.1001;stunting-uji;Agustus 2025;1;20;;Dinas uji;31 Agustus 2025",
            Some(1),
            &[],
        ),
        with("a month in numbers", "97.71.01.1001;stunting-uji;08/2025;1;20;;Dinas uji;", Some(1), &[]),
        with(
            "a percentage that follows",
            "97.71.01.1001;stunting-uji;2025-08;27;300;9,0;Dinas uji;",
            Some(1),
            &[],
        ),
        with(
            "a percentage that does not",
            "97.71.01.1001;stunting-uji;2025-08;27;300;9,4;Dinas uji;",
            None,
            &["rate_mismatch", "no_rows"],
        ),
        with(
            "separators at the end of rows",
            "97.71.01.1001;stunting-uji;2025-08;1;20;;Dinas uji;;;;",
            Some(1),
            &[],
        ),
        with(
            "a row of nothing",
            "97.71.01.1001;stunting-uji;2025-08;1;20;;Dinas uji;\n;;;;;;;",
            Some(1),
            &[],
        ),
        case(
            "a year and a month",
            "claims",
            "kode,indikator,tahun,bulan,pembilang,penyebut,sumber\n97.71.01.1001,stunting-uji,2025,8,1,20,Dinas\n97.71.01.1002,stunting-uji,2025,Agustus,1,20,Dinas\n",
            Some(2),
            &[],
        ),
        case(
            "a month that is none",
            "claims",
            "kode,indikator,tahun,bulan,pembilang,penyebut,sumber\n97.71.01.1001,stunting-uji,2025,13,1,20,Dinas\n",
            None,
            &["period_format", "no_rows"],
        ),
        case("codes of two schemes", "areas", "kode,nama\n97.71,x\n9771010,y\n", None, &["scheme_mixed"]),
        areas("UTF-16 with its mark", marked, Some(1), &[]),
        areas("UTF-16 without its mark", utf16("kode,nama\n97,Provinsi\n"), Some(1), &[]),
        areas("Windows-1252", b"kode,nama\n97,Jebr\xe9s\n".to_vec(), Some(1), &["encoding_assumed"]),
        areas("a file that was damaged", b"kode,nama\n97,Jebr\x81s\x00\n".to_vec(), None, &["encoding"]),
        areas(
            "a title above the header",
            b"DAFTAR WILAYAH\n\nkode,nama\n97,Provinsi\n".to_vec(),
            Some(1),
            &[],
        ),
        areas(
            "a mark that turns the writing",
            "kode,nama\n97,a\u{202e}b\n97.71,x\n".into(),
            Some(1),
            &["bidi_control"],
        ),
        case(
            "features line by line",
            "boundaries",
            format!("{}\n{}\n", feature(GOOD, SQUARE), feature(OTHER, &SQUARE.replace("120", "121"))),
            Some(2),
            &[],
        ),
        case(
            "a line that is broken",
            "boundaries",
            format!("{}\n{{\"type\":\"Feature\"\n", feature(GOOD, SQUARE)),
            Some(1),
            &["feature_invalid"],
        ),
        case(
            "lines in gzip",
            "boundaries",
            gzip(format!("{}\n", feature(GOOD, SQUARE)).as_bytes()),
            Some(1),
            &[],
        ),
        case(
            "a code list as GeoJSON",
            "areas",
            collection(&[feature(r#"{"kode":"97","nama":"x"}"#, "null")]),
            Some(1),
            &[],
        ),
        case(
            "figures as GeoJSON",
            "claims",
            collection(&[feature(
                r#"{"kode":"97.71.01.1001","indikator":"stunting-uji","periode":"2025-08","pembilang":3,"penyebut":90,"sumber":"Dinas"}"#,
                "null",
            )]),
            Some(1),
            &[],
        ),
    ]
}
