//! Cases of formats: archives, shapefiles, workbooks, KML, texts in other
//! encodings and dialects.

use super::make::Cell::{Date, Error, Formula, Nothing, Number, Text};
use super::make::{dbf, gzip, kml, placemark, shp, xlsx, zip};
use super::shapes::{GOOD, OTHER, SQUARE, collection, feature};
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

pub fn archive_cases() -> Vec<Case> {
    let geojson = collection(&[feature(GOOD, SQUARE)]);
    let inside = |name: &str| zip(&[(name, geojson.as_bytes())]);
    let mut broken = inside("a.geojson");
    broken.truncate(60);
    let mut cut = gzip(geojson.as_bytes());
    cut.truncate(40);
    let zeros = vec![b' '; 64 << 20];
    vec![
        case("a GeoJSON in a zip", "boundaries", inside("a.geojson"), Some(1), &[]),
        case("a GeoJSON in gzip", "boundaries", gzip(geojson.as_bytes()), Some(1), &[]),
        case("a table in gzip", "areas", gzip(b"kode,nama\n97,x\n"), Some(1), &[]),
        case("a zip cut off", "boundaries", broken, None, &["archive_invalid"]),
        case("a gzip cut off", "boundaries", cut, None, &["archive_invalid"]),
        case("a zip of nothing", "boundaries", zip(&[]), None, &["empty_file"]),
        case(
            "a zip in a zip",
            "boundaries",
            zip(&[("b.zip", &inside("a.geojson"))]),
            None,
            &["nested_archive"],
        ),
        case(
            "a gzip in a zip",
            "boundaries",
            zip(&[("b.gz", &gzip(geojson.as_bytes()))]),
            None,
            &["nested_archive"],
        ),
        case("a gzip in a gzip", "boundaries", gzip(&gzip(geojson.as_bytes())), None, &["nested_archive"]),
        case("a name that leads out", "boundaries", inside("../../etc/a.geojson"), None, &["path_traversal"]),
        case("a name from the root", "boundaries", inside("/a.geojson"), None, &["path_traversal"]),
        case("a name with a drive", "boundaries", inside("C:\\a.geojson"), None, &["path_traversal"]),
        case("a name without end", "boundaries", inside(&"a".repeat(300)), None, &["limit_name"]),
        case(
            "two files of other formats",
            "boundaries",
            zip(&[("a.geojson", geojson.as_bytes()), ("b.geojson", geojson.as_bytes())]),
            None,
            &["ambiguous_layer"],
        ),
        case(
            "far more inside than outside",
            "boundaries",
            zip(&[("a.geojson", &zeros)]),
            None,
            &["limit_ratio"],
        ),
        case("far more inside than outside, gzip", "boundaries", gzip(&zeros), None, &["limit_ratio"]),
        case(
            "too many entries",
            "boundaries",
            {
                let names: Vec<String> = (0..300).map(|number| format!("{number}.txt")).collect();
                let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
                zip(&files)
            },
            None,
            &["limit_entries"],
        ),
        case("a PDF", "claims", "%PDF-1.4 …", None, &["unsupported_format"]),
        case("a picture", "claims", b"\x89PNG\r\n\x1a\n".to_vec(), None, &["unsupported_format"]),
        case(
            "HTML of an error page",
            "claims",
            "<html><body>404</body></html>",
            None,
            &["unsupported_format"],
        ),
        case(
            "a database of something else",
            "boundaries",
            b"SQLite format 3\0".to_vec(),
            None,
            &["gpkg_invalid"],
        ),
        case(
            "a FlatGeobuf of nothing",
            "boundaries",
            b"fgb\x03fgb\0".to_vec(),
            None,
            &["flatgeobuf_invalid"],
        ),
        case(
            "an old workbook of nothing",
            "claims",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            None,
            &["xlsx_invalid"],
        ),
    ]
}

pub fn kml_cases() -> Vec<Case> {
    let ring = "120,-5,0 120.01,-5,0 120.01,-4.99,0 120,-4.99,0 120,-5,0";
    let area = format!(
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    );
    let good = placemark("Melur", "97.71.01.1001", &area);
    let deep = format!("{}{}{}", "<Folder>".repeat(80), good, "</Folder>".repeat(80));
    let one = |name: &'static str, text: String, rows: Option<usize>, codes: &[&'static str]| {
        case(name, "boundaries", text, rows, codes)
    };
    vec![
        one("a KML", kml(&good), Some(1), &[]),
        case("a KMZ", "boundaries", zip(&[("doc.kml", kml(&good).as_bytes())]), Some(1), &[]),
        one(
            "parts in a collection",
            kml(&placemark("Melur", "97.71.01.1001", &format!("<MultiGeometry>{area}</MultiGeometry>"))),
            Some(1),
            &[],
        ),
        one(
            "a line for an area",
            kml(&placemark(
                "Melur",
                "97.71.01.1001",
                &format!("<LineString><coordinates>{ring}</coordinates></LineString>"),
            )),
            None,
            &["geometry_type", "no_rows"],
        ),
        one(
            "a placemark without a shape",
            kml(&placemark("Melur", "97.71.01.1001", "")),
            None,
            &["geometry_missing", "no_rows"],
        ),
        one("heights that are kept out", kml(&good.replace(",0 ", ",12 ")), Some(1), &["extra_dimensions"]),
        one("no placemarks", kml(""), None, &["no_features"]),
        one("cut off", kml(&good)[..200].to_owned(), None, &["kml_invalid"]),
        one(
            "an entity",
            kml(&good).replacen("<kml", "<!DOCTYPE k [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml", 1),
            None,
            &["kml_invalid"],
        ),
        one("folders without end", kml(&deep), None, &["too_deep"]),
        one("GPX", "<?xml version=\"1.0\"?><gpx></gpx>".to_owned(), None, &["unsupported_format"]),
        one(
            "a coordinate that is no number",
            kml(&good.replace("120.01,-4.99", "120.01,x")),
            None,
            &["kml_invalid"],
        ),
        one(
            "degrees swapped",
            kml(&good.replace(ring, "-5,120 -5,120.01 -4.99,120.01 -4.99,120 -5,120")),
            None,
            &["coordinates_swapped", "no_rows"],
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "one entry a case")]
pub fn sheet_cases() -> Vec<Case> {
    let header: &[_] = &[
        Text("kode"),
        Text("indikator"),
        Text("periode"),
        Text("pembilang"),
        Text("penyebut"),
        Text("sumber_data"),
    ];
    let good: &[_] = &[
        Text("97.71.01.1001"),
        Text("stunting-uji"),
        Text("2025-08"),
        Number("67"),
        Number("894"),
        Text("Dinas uji"),
    ];
    let one =
        |name: &'static str,
         rows: &[&[super::make::Cell<'_>]],
         kept: Option<usize>,
         codes: &[&'static str]| { case(name, "claims", xlsx(&[("Data", rows)]), kept, codes) };
    let dated: &[_] = &[
        Text("97.71.01.1002"),
        Text("stunting-uji"),
        Date(45900),
        Number("6"),
        Number("90"),
        Text("Dinas uji"),
    ];
    let title: &[_] = &[Text("LAPORAN BALITA STUNTING KOTA REKAAN")];
    let two_storeys: &[_] =
        &[Text("kode"), Text("indikator"), Text("periode"), Text("Balita"), Nothing, Text("sumber_data")];
    let below: &[_] = &[Nothing, Nothing, Nothing, Text("kasus"), Text("diukur"), Nothing];
    vec![
        one("a workbook", &[header, good], Some(1), &[]),
        one("a date of its own", &[header, good, dated], Some(2), &[]),
        one("a title above the header", &[title, &[Nothing], header, good], Some(1), &[]),
        one(
            "a total below the rows",
            &[header, good, &[Text("JUMLAH"), Nothing, Nothing, Number("67"), Number("894"), Nothing]],
            Some(1),
            &["total_row"],
        ),
        one(
            "a formula without its result",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Formula("A1+1"),
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["formula_without_value"],
        ),
        one(
            "an error in a cell",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Error,
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["spreadsheet_error"],
        ),
        one(
            "a count with a fraction",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6.5"),
                    Number("90"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["not_integer"],
        ),
        one(
            "a text that reads two ways",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Text("1.234"),
                    Number("2000"),
                    Text("Dinas uji"),
                ],
            ],
            Some(1),
            &["number_ambiguous"],
        ),
        one(
            "nothing but numbers",
            &[&[Number("1"), Number("2")], &[Number("3"), Number("4")]],
            None,
            &["header_not_found"],
        ),
        one("a sheet of nothing", &[], None, &["empty_file"]),
        one("a header alone", &[header], None, &["no_rows"]),
        one(
            "names of two storeys",
            &[two_storeys, below, good],
            None,
            &["unknown_column", "missing_value", "no_rows"],
        ),
        case(
            "a second sheet that is no table",
            "claims",
            xlsx(&[("Catatan", &[&[Text("dibuat oleh")]]), ("Data", &[header, good])]),
            Some(1),
            &[],
        ),
        case(
            "two sheets that fit",
            "claims",
            xlsx(&[("Juli", &[header, good]), ("Agustus", &[header, good])]),
            None,
            &["ambiguous_sheet"],
        ),
        case(
            "a hidden sheet is left alone",
            "claims",
            xlsx(&[("!Lama", &[header, good]), ("Data", &[header, good])]),
            Some(1),
            &[],
        ),
        case(
            "a workbook cut off",
            "claims",
            {
                let mut bytes = xlsx(&[("Data", &[header, good])]);
                bytes.truncate(bytes.len() / 2);
                bytes
            },
            None,
            &["archive_invalid"],
        ),
        case(
            "a workbook without its sheet",
            "claims",
            zip(&[("xl/workbook.xml", b"<workbook/>")]),
            None,
            &["xlsx_invalid"],
        ),
        case("an ODS of nothing", "claims", zip(&[("content.xml", b"<x/>")]), None, &["xlsx_invalid"]),
        one(
            "children by name and no status",
            &[
                &[Text("kode"), Text("NIK"), Text("nama")],
                &[Text("97.71.01.1001"), Text("1234567890123456"), Text("x")],
            ],
            None,
            &["personal_data"],
        ),
        one(
            "a number of a person",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6"),
                    Number("90"),
                    Text("1234567890123456"),
                ],
            ],
            None,
            &["personal_data"],
        ),
        one(
            "a control character",
            &[
                header,
                good,
                &[
                    Text("97.71.01.1002"),
                    Text("stunting-uji"),
                    Text("2025-08"),
                    Number("6"),
                    Number("90"),
                    Text("a&#x7;b"),
                ],
            ],
            None,
            &["xlsx_invalid"],
        ),
    ]
}

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
