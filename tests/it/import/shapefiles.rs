//! Cases of shapefiles: each of their files missing, cut off, or of another.

use super::make::{dbf, shp, zip};
use super::{Case, case};

const RING: &[(f64, f64)] = &[(120.0, -5.0), (120.0, -4.99), (120.01, -4.99), (120.01, -5.0), (120.0, -5.0)];
const LAKE: &[(f64, f64)] =
    &[(120.002, -4.998), (120.004, -4.998), (120.004, -4.996), (120.002, -4.996), (120.002, -4.998)];
const METRES: &[(f64, f64)] = &[
    (167_000.0, 9_446_000.0),
    (167_000.0, 9_447_000.0),
    (168_000.0, 9_447_000.0),
    (168_000.0, 9_446_000.0),
    (167_000.0, 9_446_000.0),
];
const WGS84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
const UTM: &str = r#"PROJCS["WGS_1984_UTM_Zone_51S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;

/// A shapefile of one feature, with a chance to change its files.
fn shapefile(rings: &[&[(f64, f64)]], prj: &str, change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let (shapes, index) = shp(&[rings]);
    let mut files = vec![
        ("a.shp".to_owned(), shapes),
        ("a.shx".to_owned(), index),
        ("a.dbf".to_owned(), dbf(&["kode", "nama"], &[&["97.71.01.1001", "Melur"]])),
        ("a.prj".to_owned(), prj.as_bytes().to_vec()),
    ];
    change(&mut files);
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&files)
}

fn as_it_is(_: &mut Vec<(String, Vec<u8>)>) {}

fn without(ending: &'static str) -> impl Fn(&mut Vec<(String, Vec<u8>)>) {
    move |files| files.retain(|(name, _)| !name.ends_with(ending))
}

fn with(name: &'static str, bytes: Vec<u8>) -> impl Fn(&mut Vec<(String, Vec<u8>)>) {
    move |files| {
        files.retain(|(known, _)| known != name);
        files.push((name.to_owned(), bytes.clone()));
    }
}

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn shapefile_cases() -> Vec<Case> {
    let kind = "boundaries";
    let one = |name: &'static str, bytes: Vec<u8>, rows: Option<usize>, codes: &[&'static str]| {
        case(name, kind, bytes, rows, codes)
    };
    let two = dbf(&["kode", "nama"], &[&["97.71.01.1001", "Melur"], &["97.71.01.1002", "Cendana"]]);
    let deleted = {
        let (shapes, index) =
            shp(&[&[RING], &[&[(121.0, -5.0), (121.0, -4.9), (121.1, -4.9), (121.1, -5.0), (121.0, -5.0)]]]);
        let table = dbf(&["kode", "nama"], &[&["*97.71.01.1001", "Melur"], &["97.71.01.1002", "Cendana"]]);
        zip(&[("a.shp", &shapes), ("a.shx", &index), ("a.dbf", &table), ("a.prj", WGS84.as_bytes())])
    };
    vec![
        one("a shapefile", shapefile(&[RING], WGS84, as_it_is), Some(1), &[]),
        one(
            "a shapefile in a folder of its own",
            {
                let (shapes, index) = shp(&[&[RING]]);
                let table = dbf(&["kode", "nama"], &[&["97.71.01.1001", "Melur"]]);
                zip(&[
                    ("peta/a.SHP", &shapes),
                    ("peta/a.SHX", &index),
                    ("peta/a.DBF", &table),
                    ("peta/a.PRJ", WGS84.as_bytes()),
                    ("__MACOSX/peta/._a.shp", b"x"),
                ])
            },
            Some(1),
            &[],
        ),
        one("a shapefile in UTM", shapefile(&[METRES], UTM, as_it_is), Some(1), &[]),
        one(
            "metres that claim to be degrees",
            shapefile(&[METRES], WGS84, as_it_is),
            None,
            &["out_of_range", "no_rows"],
        ),
        one("metres without a system", shapefile(&[METRES], "", without(".prj")), None, &["crs_unknown"]),
        one("degrees without a system", shapefile(&[RING], "", without(".prj")), Some(1), &["crs_assumed"]),
        one("an empty .prj", shapefile(&[RING], " ", as_it_is), Some(1), &["crs_assumed"]),
        one(
            "a system of elsewhere",
            shapefile(
                &[RING],
                r#"PROJCS["OSGB_1936_British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]]]]"#,
                as_it_is,
            ),
            None,
            &["crs_unsupported"],
        ),
        one(
            "an authority of elsewhere",
            shapefile(&[RING], r#"PROJCS["x",AUTHORITY["EPSG","27700"]]"#, as_it_is),
            None,
            &["crs_unsupported"],
        ),
        one("no text of a system", shapefile(&[RING], "bukan WKT", as_it_is), None, &["crs_unsupported"]),
        one(
            "degrees on the datum of 1974",
            shapefile(
                &[RING],
                "GEOGCS[\"GCS_Indonesian_1974\",DATUM[\"D_Indonesian_1974\",SPHEROID[\"Indonesian\",6378160.0,298.247]]]",
                as_it_is,
            ),
            Some(1),
            &["crs_uncertain"],
        ),
        one(
            "swapped axes",
            shapefile(
                &[&[(-5.0, 120.0), (-4.99, 120.0), (-4.99, 120.01), (-5.0, 120.01), (-5.0, 120.0)]],
                WGS84,
                as_it_is,
            ),
            None,
            &["coordinates_swapped", "no_rows"],
        ),
        one("no table", shapefile(&[RING], WGS84, without(".dbf")), None, &["shapefile_invalid"]),
        one("no index", shapefile(&[RING], WGS84, without(".shx")), Some(1), &[]),
        one("no shapes", shapefile(&[RING], WGS84, without(".shp")), None, &["ambiguous_layer"]),
        one(
            "a table with a row too many",
            shapefile(&[RING], WGS84, with("a.dbf", two)),
            None,
            &["count_mismatch"],
        ),
        one(
            "an index of another file",
            shapefile(&[RING], WGS84, with("a.shx", shp(&[&[RING], &[RING]]).1)),
            None,
            &["count_mismatch"],
        ),
        one(
            "a table cut off",
            shapefile(&[RING], WGS84, |files| files[2].1.truncate(40)),
            None,
            &["dbf_invalid"],
        ),
        one(
            "a row cut off",
            shapefile(&[RING], WGS84, |files| files[2].1.truncate(120)),
            None,
            &["count_mismatch"],
        ),
        one(
            "widths that do not add up",
            shapefile(&[RING], WGS84, |files| files[2].1[10] = 90),
            None,
            &["dbf_invalid"],
        ),
        one(
            "a table of nothing",
            shapefile(&[RING], WGS84, with("a.dbf", Vec::new())),
            None,
            &["dbf_invalid"],
        ),
        one(
            "shapes cut off",
            shapefile(&[RING], WGS84, |files| files[0].1.truncate(150)),
            None,
            &["shapefile_invalid"],
        ),
        one(
            "shapes of nothing",
            shapefile(&[RING], WGS84, |files| files[0].1.truncate(10)),
            None,
            &["shapefile_invalid"],
        ),
        one("a deleted row takes its shape along", deleted, Some(1), &[]),
        one("a hole listed before its shell", shapefile(&[LAKE, RING], WGS84, as_it_is), Some(1), &[]),
        one(
            "a hole turned like a shell",
            shapefile(&[RING, &[LAKE[0], LAKE[3], LAKE[2], LAKE[1], LAKE[0]]], WGS84, as_it_is),
            Some(1),
            &[],
        ),
        one(
            "names in Windows-1252",
            shapefile(&[RING], WGS84, |files| {
                files[2].1 = dbf(&["kode", "nama"], &[&["97.71.01.1001", "Jebres"]]);
                let at = files[2].1.windows(6).position(|window| window == b"Jebres").expect("the name");
                files[2].1[at + 1] = 0xe9;
                files.push(("a.cpg".to_owned(), b"1252".to_vec()));
            }),
            Some(1),
            &[],
        ),
        one(
            "two shapefiles",
            {
                let (shapes, index) = shp(&[&[RING]]);
                let table = dbf(&["kode", "nama"], &[&["97.71.01.1001", "Melur"]]);
                zip(&[("a.shp", &shapes), ("a.shx", &index), ("a.dbf", &table), ("b.shp", &shapes)])
            },
            None,
            &["ambiguous_layer"],
        ),
        one("a .shp alone", shp(&[&[RING]]).0, None, &["shapefile_invalid"]),
        one(
            "no column of codes",
            shapefile(&[RING], WGS84, with("a.dbf", dbf(&["luas", "nama"], &[&["1", "Melur"]]))),
            None,
            &["missing_code", "no_rows"],
        ),
        one(
            "no column of names",
            shapefile(&[RING], WGS84, with("a.dbf", dbf(&["kode", "luas"], &[&["97.71.01.1001", "1"]]))),
            None,
            &["missing_column"],
        ),
        one(
            "columns as the mapping agency names them",
            shapefile(
                &[RING],
                WGS84,
                with("a.dbf", dbf(&["KDEPUM", "WADMKD"], &[&["97.71.01.1001", "Melur"]])),
            ),
            Some(1),
            &[],
        ),
        one(
            "codes as numbers",
            shapefile(&[RING], WGS84, with("a.dbf", dbf(&["kode", "nama"], &[&["9771011001", "Melur"]]))),
            None,
            &["code_scheme", "no_rows"],
        ),
    ]
}
