//! Cases of lists and tables: areas, the catalogue, claims.

use super::{Case, case};
use crate::support::city;

pub fn area_cases() -> Vec<Case> {
    let with = |row: &str| {
        format!("kode,nama,tingkat,kode_induk,kode_bps,zona_waktu\n97,Provinsi,provinsi,,97,WIT\n{row}\n")
    };
    vec![
        case("good names", "areas", with("97.71,Kota Rekaan,kota,97,9771,WIB"), Some(2), &[]),
        case("semicolons", "areas", "kode;nama\n97;x\n", Some(1), &[]),
        case("tabs", "areas", "kode\tnama\n97\tx\n", Some(1), &[]),
        case("no name column", "areas", "kode\n97\n", None, &["missing_column"]),
        case("a column twice", "areas", "kode,nama,KODE\n97,x,97\n", None, &["duplicate_column"]),
        case("an unknown column", "areas", "kode,nama,luas\n97,x,3\n", Some(1), &["unknown_column"]),
        case(
            "too many columns",
            "areas",
            format!("kode,nama{}\n97,x\n", ",a".repeat(500)),
            None,
            &["limit_columns"],
        ),
        case("a row too wide", "areas", "kode,nama\n97,x\n97.71,a,b\n", Some(1), &["row_width"]),
        case("a row too narrow", "areas", "kode,nama\n97,x\n97.71\n", Some(1), &["row_width"]),
        case("only a header", "areas", "kode,nama\n", None, &["no_rows"]),
        case("JSON for a table", "areas", "{}", None, &["not_geojson"]),
        case(
            "a control character",
            "areas",
            "kode,nama\n97,a\u{7}b\n97.71,x\n",
            Some(1),
            &["control_character"],
        ),
        case(
            "a level that does not follow",
            "areas",
            with("97.71,x,kecamatan,97,,"),
            Some(1),
            &["code_mismatch"],
        ),
        case(
            "a parent that does not follow",
            "areas",
            with("97.71,x,kota,96,,"),
            Some(1),
            &["code_mismatch"],
        ),
        case("an unknown level", "areas", with("97.71,x,distrik,97,,"), Some(1), &["word_unknown"]),
        case("an unknown zone", "areas", with("97.71,x,kota,97,,GMT"), Some(1), &["word_unknown"]),
        case("a BPS code with letters", "areas", with("97.71,x,kota,97,97a1,"), Some(1), &["code_format"]),
        case("no name", "areas", with("97.71,,kota,97,,"), Some(1), &["missing_name"]),
        case("a code twice", "areas", with("97,lagi,,,,"), Some(1), &["duplicate_code"]),
        case("children by name", "areas", "kode,nama,NIK\n97,x,1234567890123456\n", None, &["personal_data"]),
    ]
}

pub fn catalogue_cases() -> Vec<Case> {
    let file = std::fs::read_to_string(city().join("katalog.json")).expect("the catalogue");
    let but = |from: &str, to: &str| file.replacen(from, to, 1);
    vec![
        case("a good catalogue", "catalogue", file.clone(), Some(6), &[]),
        case("broken JSON", "catalogue", "{\"indicators\":[", None, &["json_syntax"]),
        case("no indicators", "catalogue", "{}", None, &["missing_member"]),
        case("a table", "catalogue", "id,nama\n", None, &["unsupported_format"]),
        case(
            "a member that nobody knows",
            "catalogue",
            but("\"group\"", "\"grup\""),
            Some(5),
            &["feature_invalid"],
        ),
        case("an unknown unit", "catalogue", but("\"percent\"", "\"persen\""), Some(5), &["word_unknown"]),
        case(
            "an id with capitals",
            "catalogue",
            but("\"stunting-uji\"", "\"Stunting\""),
            Some(5),
            &["word_unknown"],
        ),
        case(
            "a sample in a real catalogue",
            "catalogue",
            but("\"stunting-uji\"", "\"contoh-uji\""),
            Some(5),
            &["sample_mix"],
        ),
        case(
            "edges that fall",
            "catalogue",
            but("[2.5, 10, 20, 30]", "[2.5, 20, 10, 30]"),
            Some(5),
            &["word_unknown"],
        ),
        case("a day that is none", "catalogue", but("2020-01-01", "2020-02-31"), Some(5), &["date_format"]),
        case(
            "an id twice",
            "catalogue",
            but("\"survei-uji\", \"group\"", "\"stunting-uji\", \"group\""),
            Some(5),
            &["duplicate_id"],
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn claim_cases() -> Vec<Case> {
    let header =
        "kode,indikator,periode,pembilang,penyebut,nilai,keadaan,satuan,sumber_data,per_tanggal,status\n";
    let good = "97.71.01.1001,stunting-uji,2025-08,67,894,,,,Dinas uji,,\n";
    let with = |name: &'static str, row: &str, codes: &[&'static str]| {
        let kept = if codes.iter().all(|code| ["denominator_zero", "coverage_over_100"].contains(code)) {
            2
        } else {
            1
        };
        case(name, "claims", format!("{header}{good}{row}\n"), Some(kept), codes)
    };
    vec![
        with("a published percentage", "97.71,prevalensi,2023,,,20.6,,persen,Survei 2023,,", &[]),
        with("a blank figure", "97.71.01.1002,stunting-uji,2025-08,,,,,,Dinas uji,,", &[]),
        with("not filled, in words", "97.71.01.1002,stunting-uji,2025-08,,,,belum diisi,,Dinas uji,,", &[]),
        with("not applicable", "97.71.01.1002,stunting-uji,2025-08,,,,tidak berlaku,,Dinas uji,,", &[]),
        with(
            "an unknown state",
            "97.71.01.1002,stunting-uji,2025-08,,,,kosong,,Dinas uji,,",
            &["word_unknown"],
        ),
        with(
            "a denominator of zero",
            "97.71.01.1002,stunting-uji,2025-08,0,0,,,,Dinas uji,,",
            &["denominator_zero"],
        ),
        with(
            "cases among nobody",
            "97.71.01.1002,stunting-uji,2025-08,3,0,,,,Dinas uji,,",
            &["numerator_exceeds"],
        ),
        with(
            "more cases than children",
            "97.71.01.1002,stunting-uji,2025-08,12,9,,,,Dinas uji,,",
            &["numerator_exceeds"],
        ),
        with(
            "over a projection",
            "97.71.01.1002,imunisasi-uji,2024,87,82,,,,Dinas uji,,",
            &["coverage_over_100"],
        ),
        with(
            "a negative count",
            "97.71.01.1002,stunting-uji,2025-08,-3,90,,,,Dinas uji,,",
            &["negative_count"],
        ),
        with("half a child", "97.71.01.1002,stunting-uji,2025-08,3.5,90,,,,Dinas uji,,", &["not_integer"]),
        with(
            "a thousand million and one",
            "97.71.01.1002,stunting-uji,2025-08,3,1000000001,,,,Dinas uji,,",
            &["not_integer"],
        ),
        with("a decimal comma", "97.71.01.1002,prevalensi,2023,,,\"20,6\",,persen,Survei 2023,,", &[]),
        with("a thousands separator", "97.71.01.1002,stunting-uji,2025-08,3,1.234.567,,,,Dinas uji,,", &[]),
        with(
            "a number in words",
            "97.71.01.1002,stunting-uji,2025-08,tiga,90,,,,Dinas uji,,",
            &["number_format"],
        ),
        with("not a number", "97.71.01.1002,stunting-uji,2025-08,NaN,90,,,,Dinas uji,,", &["number_format"]),
        with("an exponent", "97.71.01.1002,stunting-uji,2025-08,1e1,90,,,,Dinas uji,,", &["number_format"]),
        with(
            "half of a fraction",
            "97.71.01.1002,stunting-uji,2025-08,3,,,,,Dinas uji,,",
            &["missing_value"],
        ),
        with("counts and a value", "97.71.01.1002,stunting-uji,2025-08,3,90,3.3,,,Dinas uji,,", &[]),
        with("counts of a plain count", "97.71,kampung-kb-uji,2025,3,4,,,,Koran uji,,", &["unit_mismatch"]),
        with(
            "over a hundred per cent",
            "97.71,prevalensi,2023,,,120,,persen,Survei 2023,,",
            &["percent_range"],
        ),
        with("no period", "97.71.01.1002,stunting-uji,,3,90,,,,Dinas uji,,", &["period_missing"]),
        with("no period where none is needed", "97.71,kampung-kb-uji,,,,7,,,Koran uji,,", &[]),
        with("a period in words", "97.71.01.1002,stunting-uji,Agustus 2025,3,90,,,,Dinas uji,,", &[]),
        with(
            "a thirteenth month",
            "97.71.01.1002,stunting-uji,2025-13,3,90,,,,Dinas uji,,",
            &["period_format"],
        ),
        with(
            "a day that is none",
            "97.71.01.1002,stunting-uji,2025-08,3,90,,,,Dinas uji,31/02/2025,",
            &["date_format"],
        ),
        with(
            "an unknown status",
            "97.71.01.1002,stunting-uji,2025-08,3,90,,,,Dinas uji,,mungkin",
            &["word_unknown"],
        ),
        with(
            "an unknown indicator",
            "97.71.01.1002,wasting,2025-08,3,90,,,,Dinas uji,,",
            &["unknown_indicator"],
        ),
        with(
            "a word of another source",
            "97.71,prevalensi,2023,,,20.6,,persen,Radio,,",
            &["unknown_indicator"],
        ),
        with("no source", "97.71.01.1002,stunting-uji,2025-08,3,90,,,,,,", &["missing_value"]),
        with("no code", ",stunting-uji,2025-08,3,90,,,,Dinas uji,,", &["missing_code"]),
        with(
            "the same twice",
            "97.71.01.1001,stunting-uji,2025-08,66,894,,,,Dinas uji,,",
            &["duplicate_key"],
        ),
    ]
}
