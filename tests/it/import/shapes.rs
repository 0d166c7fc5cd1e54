//! Cases with shapes: boundaries, and the pieces of GeoJSON that they are made of.

use std::fmt::Write;

use super::{Case, case};

/// A feature with a shape, inside a collection of its own.
pub fn feature(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

pub fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","))
}

pub const GOOD: &str = r#"{"kode":"97.71.01.1001","nama":"Melur"}"#;
pub const OTHER: &str = r#"{"kode":"97.71.01.1002","nama":"Cendana"}"#;
pub const SQUARE: &str =
    r#"{"type":"Polygon","coordinates":[[[120,-5],[120.01,-5],[120.01,-4.99],[120,-4.99],[120,-5]]]}"#;

pub fn polygon(rings: &str) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":{rings}}}")
}

/// A bad feature beside a good one: only the good one is kept.
pub fn beside_good(name: &'static str, properties: &str, geometry: &str, code: &'static str) -> Case {
    let good = feature(GOOD, SQUARE);
    case(name, "boundaries", collection(&[good, feature(properties, geometry)]), Some(1), &[code])
}

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn boundary_cases() -> Vec<Case> {
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
            &["outside_area", "no_rows"],
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
            &["missing_column"],
        ),
        beside_good("not a feature", "1", "2", "feature_invalid"),
        beside_good("no code", r#"{"nama":"x"}"#, SQUARE, "missing_code"),
        case(
            "a code without dots",
            "boundaries",
            collection(&[feature(r#"{"kode":"9771011002","nama":"x"}"#, SQUARE)]),
            None,
            &["code_scheme", "no_rows"],
        ),
        case(
            "a code without dots, beside one with dots",
            "boundaries",
            collection(&[feature(GOOD, SQUARE), feature(r#"{"kode":"9771011002","nama":"x"}"#, SQUARE)]),
            None,
            &["scheme_mixed"],
        ),
        case(
            "a code as a number",
            "boundaries",
            collection(&[feature(r#"{"kode":9771011002,"nama":"x"}"#, SQUARE)]),
            None,
            &["code_scheme", "no_rows"],
        ),
        case(
            "a code as a number, beside one with dots",
            "boundaries",
            collection(&[feature(GOOD, SQUARE), feature(r#"{"kode":9771011002,"nama":"x"}"#, SQUARE)]),
            None,
            &["scheme_mixed"],
        ),
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
