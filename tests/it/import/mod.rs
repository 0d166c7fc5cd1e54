//! Files → nouns and findings. Each reason that an import gives is shown by a
//! file that earns it, and by the rows that are kept beside it.

use std::collections::BTreeSet;
use std::fmt::Write;

use jangkau::domain::{DatasetKind, Rows};
use jangkau::import::{Code, Context, Place, read};

use crate::support::{Dice, city};

/// A file and what it must give: the rows kept (none where it is refused) and
/// the findings in their order.
pub struct Case {
    pub name: &'static str,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    pub rows: Option<usize>,
    pub codes: Vec<&'static str>,
}

fn case(
    name: &'static str,
    kind: &'static str,
    text: impl Into<Vec<u8>>,
    rows: Option<usize>,
    codes: &[&'static str],
) -> Case {
    Case { name, kind, bytes: text.into(), rows, codes: codes.to_vec() }
}

/// A feature with a shape, inside a collection of its own.
fn feature(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

const GOOD: &str = r#"{"kode":"97.71.01.1001","nama":"Melur"}"#;
const OTHER: &str = r#"{"kode":"97.71.01.1002","nama":"Cendana"}"#;
const SQUARE: &str =
    r#"{"type":"Polygon","coordinates":[[[120,-5],[120.01,-5],[120.01,-4.99],[120,-4.99],[120,-5]]]}"#;

fn polygon(rings: &str) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":{rings}}}")
}

/// A bad feature beside a good one: only the good one is kept.
fn beside_good(name: &'static str, properties: &str, geometry: &str, code: &'static str) -> Case {
    let good = feature(GOOD, SQUARE);
    case(name, "boundaries", collection(&[good, feature(properties, geometry)]), Some(1), &[code])
}

#[expect(clippy::too_many_lines, reason = "one entry a case")]
fn boundary_cases() -> Vec<Case> {
    let ring = |ring: &str| polygon(&format!("[{ring}]"));
    let mut many = String::from("[[");
    for index in 0..500_001 {
        write!(many, "[120.{index:06},-5],").expect("memory");
    }
    many.push_str("[120.000000,-5]]]");
    vec![
        case(
            "two good features",
            "boundaries",
            collection(&[feature(GOOD, SQUARE), feature(OTHER, &SQUARE.replace("120", "121"))]),
            Some(2),
            &[],
        ),
        case(
            "a byte order mark",
            "boundaries",
            format!("\u{feff}{}", collection(&[feature(GOOD, SQUARE)])),
            Some(1),
            &[],
        ),
        case(
            "an older crs member that names WGS 84",
            "boundaries",
            format!(
                "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}}},\"features\":[{}]}}",
                feature(GOOD, SQUARE)
            ),
            Some(1),
            &[],
        ),
        case(
            "another crs",
            "boundaries",
            format!(
                "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::32750\"}}}},\"features\":[{}]}}",
                feature(GOOD, SQUARE)
            ),
            None,
            &["crs_mismatch"],
        ),
        case("nothing", "boundaries", "", None, &["empty_file"]),
        case("white space", "boundaries", " \n\t ", None, &["empty_file"]),
        case("no text", "boundaries", vec![0xff, 0xfe, 0x00], None, &["encoding"]),
        case("a table", "boundaries", "kode,nama\n97.71,x\n", None, &["unsupported_format"]),
        case(
            "broken off",
            "boundaries",
            "{\"type\":\"FeatureCollection\",\"features\":[",
            None,
            &["json_syntax"],
        ),
        case("too deep", "boundaries", "[".repeat(100_000), None, &["not_geojson"]),
        case(
            "too deep inside",
            "boundaries",
            format!("{{\"type\":\"FeatureCollection\",\"crs\":{}", "[".repeat(100_000)),
            None,
            &["json_syntax"],
        ),
        case("a lone geometry", "boundaries", SQUARE, None, &["not_geojson"]),
        case("no features", "boundaries", collection(&[]), None, &["no_features"]),
        case(
            "only bad features",
            "boundaries",
            collection(&[feature("{}", SQUARE)]),
            None,
            &["missing_code", "no_rows"],
        ),
        beside_good("not a feature", "1", "2", "feature_invalid"),
        beside_good("no code", r#"{"nama":"x"}"#, SQUARE, "missing_code"),
        beside_good("a code without dots", r#"{"kode":"9771011002","nama":"x"}"#, SQUARE, "code_scheme"),
        beside_good("a code as a number", r#"{"kode":9771011002,"nama":"x"}"#, SQUARE, "code_scheme"),
        beside_good("no code at all", r#"{"kode":"Cendana","nama":"x"}"#, SQUARE, "code_format"),
        beside_good("a kecamatan", r#"{"kode":"97.71.01","nama":"x"}"#, SQUARE, "wrong_level"),
        beside_good("no name", r#"{"kode":"97.71.01.1002"}"#, SQUARE, "missing_name"),
        beside_good(
            "a control character",
            "{\"kode\":\"97.71.01.1002\",\"nama\":\"a\\u0000b\"}",
            SQUARE,
            "control_character",
        ),
        beside_good(
            "a name without end",
            &format!(r#"{{"kode":"97.71.01.1002","nama":"{}"}}"#, "x".repeat(9_000)),
            SQUARE,
            "limit_string",
        ),
        beside_good("a code twice", GOOD, SQUARE, "duplicate_code"),
        beside_good("no geometry", OTHER, "null", "geometry_missing"),
        beside_good("a point", OTHER, r#"{"type":"Point","coordinates":[120,-5]}"#, "geometry_type"),
        beside_good(
            "an empty geometry",
            OTHER,
            r#"{"type":"MultiPolygon","coordinates":[]}"#,
            "empty_geometry",
        ),
        beside_good("a polygon without rings", OTHER, &polygon("[]"), "empty_geometry"),
        beside_good(
            "a position with one number",
            OTHER,
            &ring("[[120,-5],[120.01],[120.01,-4.99],[120,-5]]"),
            "coordinates_invalid",
        ),
        beside_good(
            "a position with none",
            OTHER,
            &ring("[[],[120.01,-5],[120.01,-4.99],[]]"),
            "feature_invalid",
        ),
        beside_good(
            "a huge number",
            OTHER,
            &ring("[[1e308,-5],[120.01,-5],[120.01,-4.99],[1e308,-5]]"),
            "out_of_range",
        ),
        beside_good(
            "metres",
            OTHER,
            &ring("[[789000,9447000],[790000,9447000],[790000,9448000],[789000,9447000]]"),
            "out_of_range",
        ),
        beside_good(
            "swapped axes",
            OTHER,
            &ring("[[-5,120],[-5,120.01],[-4.99,120.01],[-5,120]]"),
            "coordinates_swapped",
        ),
        beside_good(
            "another country",
            OTHER,
            &ring("[[4,52],[4.01,52],[4.01,52.01],[4,52]]"),
            "outside_area",
        ),
        beside_good("a short ring", OTHER, &ring("[[120,-5],[120.01,-5],[120,-5]]"), "ring_too_short"),
        beside_good("an empty ring", OTHER, &ring("[]"), "ring_too_short"),
        beside_good(
            "an open ring",
            OTHER,
            &ring("[[120,-5],[120.01,-5],[120.01,-4.99],[120,-4.99]]"),
            "ring_not_closed",
        ),
        beside_good(
            "a line for a ring",
            OTHER,
            &ring("[[120,-5],[120.01,-5],[120.02,-5],[120,-5]]"),
            "degenerate_geometry",
        ),
        beside_good(
            "a bow tie",
            OTHER,
            &ring("[[120,-5],[120.01,-4.99],[120.01,-5],[120,-4.98],[120,-5]]"),
            "self_intersection",
        ),
        beside_good(
            "a hole outside",
            OTHER,
            &polygon(
                "[[[120,-5],[120.01,-5],[120.01,-4.99],[120,-5]],[[120.1,-5],[120.11,-5],[120.11,-4.99],[120.1,-5]]]",
            ),
            "hole_outside",
        ),
        beside_good("far too many vertices", OTHER, &polygon(&many), "too_complex"),
        case(
            "heights",
            "boundaries",
            collection(&[feature(GOOD, &SQUARE.replace("-5]", "-5,12]"))]),
            Some(1),
            &["extra_dimensions"],
        ),
        case(
            "doubled vertices",
            "boundaries",
            collection(&[feature(GOOD, &SQUARE.replace("[120.01,-5]", "[120.01,-5],[120.01,-5]"))]),
            Some(1),
            &["duplicate_vertices"],
        ),
    ]
}

fn area_cases() -> Vec<Case> {
    let with = |row: &str| {
        format!("kode,nama,tingkat,kode_induk,kode_bps,zona_waktu\n97,Provinsi,provinsi,,97,WIT\n{row}\n")
    };
    vec![
        case("good names", "areas", with("97.71,Kota Rekaan,kota,97,9771,WIB"), Some(2), &[]),
        case("semicolons", "areas", "kode;nama\n97;x\n", None, &["separator"]),
        case("tabs", "areas", "kode\tnama\n97\tx\n", None, &["separator"]),
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
        case("JSON for a table", "areas", "{}", None, &["unsupported_format"]),
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

fn catalogue_cases() -> Vec<Case> {
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
fn claim_cases() -> Vec<Case> {
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
        with(
            "a decimal comma",
            "97.71.01.1002,prevalensi,2023,,,\"20,6\",,persen,Survei 2023,,",
            &["number_format"],
        ),
        with(
            "a thousands separator",
            "97.71.01.1002,stunting-uji,2025-08,3,1.234.567,,,,Dinas uji,,",
            &["number_format"],
        ),
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
        with(
            "counts and a value",
            "97.71.01.1002,stunting-uji,2025-08,3,90,3.3,,,Dinas uji,,",
            &["unit_mismatch"],
        ),
        with("counts of a plain count", "97.71,kampung-kb-uji,2025,3,4,,,,Koran uji,,", &["unit_mismatch"]),
        with(
            "over a hundred per cent",
            "97.71,prevalensi,2023,,,120,,persen,Survei 2023,,",
            &["percent_range"],
        ),
        with("no period", "97.71.01.1002,stunting-uji,,3,90,,,,Dinas uji,,", &["period_missing"]),
        with("no period where none is needed", "97.71,kampung-kb-uji,,,,7,,,Koran uji,,", &[]),
        with(
            "a period in words",
            "97.71.01.1002,stunting-uji,Agustus 2025,3,90,,,,Dinas uji,,",
            &["period_format"],
        ),
        with(
            "a thirteenth month",
            "97.71.01.1002,stunting-uji,2025-13,3,90,,,,Dinas uji,,",
            &["period_format"],
        ),
        with(
            "a day that is none",
            "97.71.01.1002,stunting-uji,2025-08,3,90,,,,Dinas uji,31/08/2025,",
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

#[expect(clippy::too_many_lines, reason = "one entry a case")]
fn other_cases() -> Vec<Case> {
    let facts = "kode,peristiwa,nilai,tanggal,presisi,bukti,sumber\n97.71.01.1001,pencanangan,,2023-06-07,hari,dokumen,uji\n";
    let fact = |name: &'static str, row: &str, codes: &[&'static str]| {
        case(name, "kampung-kb", format!("{facts}{row}\n"), Some(1), codes)
    };
    let programmes = "kode,opd,sektor,program,sasaran,tahun,sumber\n97.71.01.1001,Dinas,pangan,Dapur sehat,balita,2025,uji\n";
    let posts = "id,nama,kode,lon,lat,layanan,jadwal,jam,pengecualian,mutu_titik,dikonfirmasi,sumber\na,Melati,97.71.01.1001,120.002,-4.995,timbang,tanggal 10,08.00-11.00,,surveyed,,uji\n";
    let post = |name: &'static str, row: &str, rows: usize, codes: &[&'static str]| {
        case(name, "posyandu", format!("{posts}{row}\n"), Some(rows), codes)
    };
    vec![
        fact("a kecamatan", "97.71.01,pencanangan,,2023-06-07,hari,dokumen,uji", &["wrong_level"]),
        fact("an unknown fact", "97.71.01.1002,peresmian,,2023-06-07,hari,dokumen,uji", &["word_unknown"]),
        fact(
            "a class that is none",
            "97.71.01.1002,klasifikasi,pratama,2023-06-07,hari,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "a class without a word",
            "97.71.01.1002,klasifikasi,,2023-06-07,hari,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "a day of an impossible month",
            "97.71.01.1002,pencanangan,,2023-14-07,hari,dokumen,uji",
            &["date_format"],
        ),
        fact("no day", "97.71.01.1002,pencanangan,,,hari,dokumen,uji", &["missing_value"]),
        fact(
            "an unknown precision",
            "97.71.01.1002,pencanangan,,2023-06-07,kira-kira,dokumen,uji",
            &["word_unknown"],
        ),
        fact(
            "the same fact twice",
            "97.71.01.1001,pencanangan,,2023-06-07,hari,dokumen,uji",
            &["duplicate_key"],
        ),
        case(
            "an unknown sector",
            "programmes",
            format!("{programmes}97.71.01.1002,Dinas,minuman,x,balita,2025,uji\n"),
            Some(1),
            &["word_unknown"],
        ),
        case(
            "a year in words",
            "programmes",
            format!("{programmes}97.71.01.1002,Dinas,pangan,x,balita,tahun ini,uji\n"),
            Some(1),
            &["period_format"],
        ),
        case(
            "a programme of a kota",
            "programmes",
            format!("{programmes}97.71,Dinas,pangan,x,balita,2025,uji\n"),
            Some(1),
            &["wrong_level"],
        ),
        post("no place", "b,Mawar,97.71.01.1001,,,,,,,,,uji", 2, &[]),
        post("half a place", "b,Mawar,97.71.01.1001,120.1,,,,,,,,uji", 1, &["missing_value"]),
        post("the same place", "b,Mawar,97.71.01.1001,120.002,-4.995,,,,,,,uji", 2, &["duplicate_location"]),
        post("the same id", "a,Mawar,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["duplicate_id"]),
        post("an id with spaces", "a b,Mawar,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["id_format"]),
        post("swapped axes", "b,Mawar,97.71.01.1001,-4.995,120.003,,,,,,,uji", 1, &["coordinates_swapped"]),
        post(
            "a service that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,senam,,,,,,uji",
            1,
            &["word_unknown"],
        ),
        post(
            "a schedule in prose",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tiap bulan,08.00-11.00,,,,uji",
            1,
            &["schedule_format"],
        ),
        post(
            "a schedule without hours",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tanggal 3,,,,,uji",
            1,
            &["missing_value"],
        ),
        post(
            "an exception that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,tanggal 3,08.00-11.00,besok libur,,,uji",
            1,
            &["schedule_format"],
        ),
        post(
            "a quality that is none",
            "b,Mawar,97.71.01.1001,120.003,-4.995,,,,,tepat,,uji",
            1,
            &["word_unknown"],
        ),
        post("no name", "b,,97.71.01.1001,120.003,-4.995,,,,,,,uji", 1, &["missing_name"]),
        case("broken quotes", "posyandu", format!("{posts}b,\"Mawar\n"), Some(1), &["row_width"]),
        case(
            "a polygon for a post",
            "posyandu",
            collection(&[
                feature(
                    r#"{"id":"a","kode":"97.71.01.1001","nama":"x","sumber":"uji"}"#,
                    r#"{"type":"Point","coordinates":[120,-5]}"#,
                ),
                feature(r#"{"id":"b","kode":"97.71.01.1001","nama":"x","sumber":"uji"}"#, SQUARE),
            ]),
            Some(1),
            &["geometry_type"],
        ),
        case(
            "services as a list, no place",
            "posyandu",
            collection(&[feature(
                r#"{"id":"a","kode":"97.71.01.1001","nama":"x","sumber":"uji","layanan":["timbang","gizi"],"strata":null}"#,
                "null",
            )]),
            Some(1),
            &[],
        ),
    ]
}

/// Every case.
pub fn cases() -> Vec<Case> {
    [boundary_cases(), area_cases(), catalogue_cases(), claim_cases(), other_cases()]
        .into_iter()
        .flatten()
        .collect()
}

/// The context in which claims are read: the catalogue of the invented city.
pub fn context() -> Context {
    let file = std::fs::read(city().join("katalog.json")).expect("the catalogue");
    match read(DatasetKind::Catalogue, &file, &Context::default()).expect("a sound catalogue").rows {
        Rows::Catalogue(catalogue) => Context { sample: false, catalogue },
        _ => panic!("not a catalogue"),
    }
}

#[test]
fn every_file_gives_the_findings_that_it_earns() {
    let context = context();
    let mut wrong = Vec::new();
    for case in cases() {
        let kind: DatasetKind = case.kind.parse().expect("a kind");
        let (rows, findings) = match read(kind, &case.bytes, &context) {
            Ok(imported) => (Some(imported.rows.len()), imported.findings),
            Err(refused) => (None, refused.findings),
        };
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
        if (rows, &codes) != (case.rows, &case.codes) {
            wrong.push(format!(
                "{}: wanted {:?} {:?}, got {rows:?} {findings:?}",
                case.name, case.rows, case.codes
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reason_is_shown_by_a_file() {
    // These need other datasets beside the file, or a file of 256 MiB.
    let elsewhere =
        ["unknown_code", "point_outside_area", "overlap", "gap", "limit_bytes", "limit_rows", "csv_syntax"];
    let shown: BTreeSet<&str> = cases().iter().flat_map(|case| case.codes.clone()).chain(elsewhere).collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(shown, all);
}

#[test]
fn a_finding_names_its_place_as_a_person_counts() {
    let context = context();
    let place = |kind: &str, bytes: &[u8]| {
        let findings = match read(kind.parse().expect("a kind"), bytes, &context) {
            Ok(imported) => imported.findings,
            Err(refused) => refused.findings,
        };
        findings[0].place
    };
    assert_eq!(place("areas", b"kode,nama\n97,x\n\"97.71\",\"a\nb\"\n3375,y\n"), Place::Line(5));
    let second = collection(&[feature(GOOD, SQUARE), feature("{}", SQUARE)]);
    assert_eq!(place("boundaries", second.as_bytes()), Place::Feature(1));
    assert_eq!(place("boundaries", b"{\"type\":\"FeatureCollection\",\n \"features\":[}"), Place::Byte(42));
    assert_eq!(place("boundaries", b"{\"a\": \xff}"), Place::Byte(6));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let big = vec![b' '; jangkau::app::MAX_IMPORT_BYTES + 1];
    let refused = read(DatasetKind::Areas, &big, &Context::default()).expect_err("too large");
    assert_eq!(refused.findings[0].code, Code::LimitBytes);
    let rows = format!("kode,nama\n{}", "97,x\n".repeat(1_000_001));
    let refused = read(DatasetKind::Areas, rows.as_bytes(), &Context::default()).expect_err("too many rows");
    assert_eq!(refused.findings.last().map(|finding| finding.code), Some(Code::LimitRows));
}

/// Cuts, doubles, swaps and overwrites bytes: whatever comes out, reading it
/// gives rows or findings and never ends the program.
#[test]
fn no_mutation_of_a_file_ends_the_program() {
    let context = context();
    let mut dice = Dice(20_261_124);
    let files = [
        "kelurahan.geojson",
        "wilayah.csv",
        "katalog.json",
        "klaim.csv",
        "kampung_kb.csv",
        "program.csv",
        "posyandu.csv",
    ];
    let kinds = ["boundaries", "areas", "catalogue", "claims", "kampung-kb", "programmes", "posyandu"];
    for (file, kind) in files.iter().zip(kinds) {
        let kind: DatasetKind = kind.parse().expect("a kind");
        let original = std::fs::read(city().join(file)).expect("a file");
        for _ in 0..400 {
            let mutated = mutate(&original, &mut dice);
            match read(kind, &mutated, &context) {
                Ok(imported) => assert!(!imported.rows.is_empty()),
                Err(refused) => assert!(!refused.findings.is_empty()),
            }
        }
    }
}

fn mutate(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"\"", b",", b"[", b"]", b"{", b"}", b"null", b"-", b"1e309", b"\n", b"\0", b"\xff", b"120", b"97.71",
    ];
    let mut bytes = original.to_vec();
    for _ in 0..=dice.below(3) {
        let at = usize::try_from(dice.below(bytes.len() as u64 + 1)).expect("an index");
        match dice.below(4) {
            0 => bytes.truncate(at),
            1 => {
                let piece = PIECES[usize::try_from(dice.below(PIECES.len() as u64)).expect("an index")];
                bytes.splice(at..at, piece.iter().copied());
            }
            2 => {
                let end = (at + usize::try_from(dice.below(40)).expect("a length")).min(bytes.len());
                let piece: Vec<u8> = bytes.drain(at..end).collect();
                let to = usize::try_from(dice.below(bytes.len() as u64 + 1)).expect("an index");
                bytes.splice(to..to, piece);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).expect("a byte");
                }
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}
