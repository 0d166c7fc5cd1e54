//! Cases of archives and of KML.

use super::make::{gzip, kml, placemark, zip};
use super::shapes::{GOOD, SQUARE, collection, feature};
use super::{Case, case};

/// An archive that says it is locked: the flag is set in both headers of its entry.
fn locked() -> Vec<u8> {
    let mut bytes = zip(&[("a.csv", b"kode,nama\n97,x\n")]);
    for (magic, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let start = bytes.windows(4).position(|window| window == magic).expect("a header");
        bytes[start + at] |= 1;
    }
    bytes
}

fn linked() -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.add_symlink("a.csv", "/etc/passwd", ::zip::write::SimpleFileOptions::default()).expect("a link");
    writer.finish().expect("an archive").into_inner()
}

/// The head of an old container with the name that an encrypted workbook has in it.
fn encrypted() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
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
        case("a locked archive", "areas", locked(), None, &["archive_encrypted"]),
        case("a link in an archive", "areas", linked(), None, &["symlink"]),
        case("a locked workbook", "claims", encrypted(), None, &["encrypted"]),
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
