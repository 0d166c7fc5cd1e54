//! Pictures: the SVG as people read it, and judged by what does not come from
//! the room that draws: figures and edges of the API, pixels, another reading of
//! the geometry.

use std::collections::BTreeMap;

use axum::Router;
use jangkau::domain::{Lang, TileCoord};
use jangkau::picture::{self, Density, Format, Size, Subject, Wish};
use jangkau::query;
use jangkau::snapshot::Snapshot;
use resvg::tiny_skia::Pixmap;
use resvg::usvg;
use resvg::usvg::roxmltree::{Document, Node};

use crate::support::{city_snapshot, folder_snapshot, geodata, get, root, serve};

/// The sample set of the shipped data, with the marks of a sample.
async fn home() -> Snapshot {
    folder_snapshot(&geodata()).await
}

async fn svg(router: &Router, address: &str) -> String {
    let answer = get(router, address).await;
    let text = String::from_utf8(answer.body).expect("UTF-8");
    assert_eq!(answer.status, 200, "{address}: {text}");
    assert_eq!(answer.headers["content-type"], "image/svg+xml");
    text
}

/// All text that a reader sees.
fn letters(document: &Document<'_>) -> String {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|node| node.text()).collect::<Vec<_>>().join("\n")
}

/// The areas of a picture by code.
fn areas<'a>(document: &'a Document<'a>) -> BTreeMap<String, Node<'a, 'a>> {
    let mut found = BTreeMap::new();
    for node in document.descendants().filter(|node| node.has_attribute("data-kode")) {
        let code = node.attribute("data-kode").expect("a code").to_owned();
        assert!(found.insert(code.clone(), node).is_none(), "{code} is drawn twice");
    }
    found
}

/// The rings of the data of a path.
fn rings(path: &str) -> Vec<Vec<(f64, f64)>> {
    path.split('Z')
        .filter(|ring| !ring.is_empty())
        .map(|ring| {
            ring.split(['M', 'L'])
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (x, y) = pair.split_once(' ').expect("a pair");
                    (x.parse().expect("a number"), y.parse().expect("a number"))
                })
                .collect()
        })
        .collect()
}

/// Whether a place lies inside, by the rule of even and odd, and how far from
/// the nearest edge.
fn inside(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> (bool, f64) {
    let (mut within, mut nearest) = (false, f64::MAX);
    for ring in rings {
        for (index, &(ax, ay)) in ring.iter().enumerate() {
            let (bx, by) = ring[(index + 1) % ring.len()];
            within ^= (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax);
            let along =
                ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax).powi(2) + (by - ay).powi(2));
            let along = if along.is_nan() { 0.0 } else { along.clamp(0.0, 1.0) };
            nearest = nearest.min((x - ax - along * (bx - ax)).hypot(y - ay - along * (by - ay)));
        }
    }
    (within, nearest)
}

/// The colours that the page would give, from the API alone.
pub async fn colours(
    router: &Router,
    id: &str,
    period: &str,
    level: &str,
    query: &str,
) -> BTreeMap<String, String> {
    let values = get(router, &format!("/v1/values/{id}/{period}/{level}")).await.json();
    let breaks = get(router, &format!("/v1/breaks/{id}/{level}{query}")).await.json();
    let edges: Vec<f64> = breaks["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .map(|edge| edge.as_f64().expect("a number"))
        .collect();
    let rows = values["values"].as_array().expect("rows");
    rows.iter()
        .map(|row| {
            let colour = match row["state"].as_str().expect("a state") {
                "not_filled" => "#f6f6f2",
                "suppressed" => "#e6e8ea",
                "not_applicable" => "#ffffff",
                _ => {
                    let value = row["value"].as_f64().expect("a value");
                    let class = edges.iter().filter(|edge| **edge <= value).count();
                    breaks["colours"][class].as_str().expect("a colour")
                }
            };
            (row["kode"].as_str().expect("a code").to_owned(), colour.to_owned())
        })
        .collect()
}

#[tokio::test]
async fn a_map_reads_so() {
    let router = serve(city_snapshot().await);
    for (name, address) in [
        ("stunting_id", "/v1/maps/stunting-uji/2025-08.svg"),
        ("imunisasi_en", "/v1/maps/imunisasi-uji/2024.svg?size=a4-portrait&lang=en&area=97.71.01"),
    ] {
        insta::assert_snapshot!(format!("map_{name}"), svg(&router, address).await);
    }
}

#[tokio::test]
async fn every_area_is_there_once_in_the_colour_of_its_figure() {
    let city = serve(city_snapshot().await);
    let home = serve(home().await);
    for (router, id, period, level, classes) in [
        (&city, "stunting-uji", "2025-08", "kelurahan", ""),
        (&city, "stunting-uji", "2025-02", "kecamatan", "?method=equal&classes=3"),
        (&city, "imunisasi-uji", "2024", "kelurahan", "?classes=2"),
        (&city, "stop-babs-uji", "2024", "kelurahan", ""),
        (&home, "contoh-stunting", "2025-08", "kelurahan", ""),
        (&home, "contoh-stunting", "2025-02", "kecamatan", "?method=quantile&classes=4"),
    ] {
        let rest = classes.replace('?', "&");
        let picture = svg(router, &format!("/v1/maps/{id}/{period}.svg?level={level}{rest}")).await;
        let document = Document::parse(&picture).expect("XML");
        let drawn: BTreeMap<String, String> = areas(&document)
            .into_iter()
            .map(|(code, node)| (code, node.attribute("fill").expect("a colour").to_owned()))
            .collect();
        assert_eq!(drawn, colours(router, id, period, level, classes).await, "{id} {period} {level}");
    }
}

#[tokio::test]
async fn the_pixels_of_an_area_have_its_colour() {
    let router = serve(city_snapshot().await);
    let address = "/v1/maps/imunisasi-uji/2024";
    let picture = svg(&router, &format!("{address}.svg?size=screen")).await;
    let png = get(&router, &format!("{address}.png?size=screen")).await;
    assert_eq!(png.headers["content-type"], "image/png");
    let pixels = Pixmap::decode_png(&png.body).expect("a PNG");
    assert_eq!((pixels.width(), pixels.height()), (1920, 1080));
    let document = Document::parse(&picture).expect("XML");
    for (code, node) in areas(&document) {
        let rings = rings(node.attribute("d").expect("a path"));
        let (mut same, mut all) = (0, 0);
        for x in (0..960_u32).step_by(3) {
            for y in (0..540_u32).step_by(3) {
                let (within, far) = inside(&rings, (f64::from(x), f64::from(y)));
                if !within || far < 1.5 {
                    continue;
                }
                let pixel = pixels.pixel(2 * x, 2 * y).expect("a pixel");
                let seen = format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue());
                same += i32::from(Some(seen.as_str()) == node.attribute("fill"));
                all += 1;
            }
        }
        // Labels, textures and the scale bar take some of it.
        assert!(all > 100 && same * 10 > all * 6, "{code}: {same} of {all} pixels");
    }
}

#[tokio::test]
async fn hidden_counts_are_in_no_picture() {
    let router = serve(city_snapshot().await);
    // Cendana: 6 of 9 in August, 3 of 402 in February; Melur: 67 of 894.
    for (period, hidden) in [
        ("2025-08", ["6", "9", "67", "894", "141", "703"]),
        ("2025-02", ["3", "402", "52", "613", "347", "0,7"]),
    ] {
        for rest in ["", "&size=a4-portrait", "&size=screen&lang=en"] {
            let picture =
                svg(&router, &format!("/v1/maps/stunting-uji/{period}.svg?level=kelurahan{rest}")).await;
            let document = Document::parse(&picture).expect("XML");
            let mut said = letters(&document);
            said.extend(
                document
                    .descendants()
                    .filter(|node| node.has_tag_name("title"))
                    .filter_map(|node| node.text()),
            );
            // Days and the text of the thresholds have numbers of their own.
            let said: Vec<String> = said
                .lines()
                .filter(|line| {
                    !["Sumber", "Source", "Jangkau", "Ambang", "Thresholds"]
                        .iter()
                        .any(|word| line.contains(word))
                })
                .map(str::to_owned)
                .collect();
            for line in &said {
                let words = line.split(|letter: char| !(letter.is_ascii_digit() || letter == ','));
                for word in words.filter(|word| word.len() > 1) {
                    assert!(!hidden.contains(&word), "{period}: {word} stands in {line:?}");
                }
            }
            assert!(picture.contains("Cendana: Disamarkan") || picture.contains("Cendana: Suppressed"));
        }
    }
}

#[tokio::test]
async fn every_class_and_state_is_in_the_legend_in_both_languages() {
    let router = serve(city_snapshot().await);
    for (lang, words) in [
        (
            "id",
            [
                "Nol",
                "Belum diisi",
                "Tidak berlaku",
                "Disamarkan",
                "Sumber: Dinas uji",
                "Keadaan per 31 Agustus 2025",
                "Agustus 2025",
                "di bawah 2,5\u{a0}%",
                "2,5–<10\u{a0}%",
                "30\u{a0}% atau lebih",
                "dibulatkan",
                "Batas wilayah: uji (CC0-1.0)",
            ],
        ),
        (
            "en",
            [
                "Zero",
                "Not filled",
                "Not applicable",
                "Suppressed",
                "Source: Dinas uji",
                "As of 31 August 2025",
                "August 2025",
                "under 2.5%",
                "2.5–<10%",
                "30% or more",
                "rounded",
                "Boundaries: uji (CC0-1.0)",
            ],
        ),
    ] {
        for size in Size::ALL {
            let picture =
                svg(&router, &format!("/v1/maps/stunting-uji/2025-08.svg?lang={lang}&size={size}")).await;
            let document = Document::parse(&picture).expect("XML");
            let said = letters(&document).replace('\n', " ");
            for word in words {
                assert!(said.contains(word), "{lang} {size}: {word:?} is missing in\n{said}");
            }
            let swatches = document.descendants().filter(|node| node.attribute("class") == Some("swatch"));
            let fills: Vec<&str> = swatches.filter_map(|node| node.attribute("fill")).collect();
            let breaks = get(&router, "/v1/breaks/stunting-uji/kelurahan").await.json();
            for colour in breaks["colours"].as_array().expect("colours") {
                assert!(fills.contains(&colour.as_str().expect("a colour")), "{colour} is missing");
            }
        }
    }
}

#[tokio::test]
async fn a_sample_is_marked_and_nothing_else_is() {
    let router = serve(home().await);
    for (address, sample) in [
        ("/v1/maps/contoh-stunting/2025-08.svg", true),
        ("/v1/maps/contoh-stunting/2025-08.svg?lang=en&size=screen", true),
        ("/v1/maps/stunting-ssgi/2024.svg", false),
    ] {
        let picture = svg(&router, address).await;
        let document = Document::parse(&picture).expect("XML");
        let marks = letters(&document).matches("DATA CONTOH").count();
        assert_eq!(marks, if sample { 2 } else { 0 }, "{address}");
        assert_eq!(picture.contains("<title>DATA CONTOH"), sample, "{address}");
    }
}

/// The boxes of the labels, as usvg lays the letters out.
fn label_boxes(picture: &str) -> Vec<[f32; 4]> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    for font in ["Regular", "SemiBold"] {
        fonts.load_font_file(root().join(format!("src/picture/fonts/NotoSans-{font}.ttf"))).expect("a font");
    }
    let tree = usvg::Tree::from_str(picture, &options).expect("an SVG");
    let usvg::Node::Group(labels) = tree.node_by_id("labels").expect("labels") else { panic!("no group") };
    let boxes = labels.children().iter().map(|label| label.abs_bounding_box());
    // A line reaches from the lowest tail to the highest accent; letters of two
    // lines may share a little of that.
    boxes.map(|b| [b.left(), b.top() + 0.3 * b.height(), b.right(), b.bottom() - 0.3 * b.height()]).collect()
}

#[tokio::test]
async fn labels_do_not_touch() {
    let router = serve(home().await);
    for size in Size::ALL {
        let boxes =
            label_boxes(&svg(&router, &format!("/v1/maps/contoh-stunting/2025-08.svg?size={size}")).await);
        assert!(boxes.len() > 20, "{size}: only {} lines", boxes.len());
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[index + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{size}: {a:?} and {b:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_same_question_gives_the_same_bytes() {
    let (one, other) = (city_snapshot().await, city_snapshot().await);
    let subject = Subject {
        indicator: one.indicator("stunting-uji").expect("an indicator"),
        period: "2025-08".parse().expect("a period"),
        level: "kelurahan".parse().expect("a level"),
        area: None,
        method: None,
        classes: 5,
    };
    let wish = Wish { subject: subject.clone(), size: Size::A4, lang: Lang::Id };
    let breaks = query::breaks(&one, subject.indicator, subject.level, subject.method, subject.classes);
    for format in Format::ALL {
        let [a, b] = [&one, &other].map(|city| picture::draw(city, &wish, &breaks, *format).expect("a map"));
        assert!(a == b, "{format} differs");
    }
    let coord = TileCoord::new(12, 3413, 2104).expect("a tile");
    let [a, b] = [&one, &other]
        .map(|city| picture::tile(city, &subject, &breaks, coord, Density::Double).expect("a tile"));
    assert!(a == b);
}

#[tokio::test]
async fn pictures_are_kept_by_version_and_validated() {
    let router = serve(city_snapshot().await);
    let version = get(&router, "/v1/values/stunting-uji/2025-08/kelurahan").await.json()["version"]
        .as_str()
        .expect("a version")
        .to_owned();
    for form in ["svg", "png", "pdf"] {
        let plain = get(&router, &format!("/v1/maps/stunting-uji/2025-08.{form}")).await;
        let fixed = get(&router, &format!("/v1/maps/stunting-uji@{version}/2025-08.{form}")).await;
        assert!(plain.body == fixed.body && plain.headers["etag"] == fixed.headers["etag"]);
        assert!(plain.headers["cache-control"].to_str().expect("text").contains("max-age=60"));
        assert!(fixed.headers["cache-control"].to_str().expect("text").contains("immutable"));
    }
    let gone = get(&router, "/v1/maps/stunting-uji@0123456789ab-0123456789ab/2025-08.pdf").await;
    assert_eq!(gone.status, 410);
    assert!(
        gone.headers["link"]
            .to_str()
            .expect("text")
            .contains(&format!("/v1/maps/stunting-uji@{version}/2025-08.pdf"))
    );
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_by_name() {
    let router = serve(city_snapshot().await);
    for (address, status, kind) in [
        ("/v1/maps/stunting-uji/2025-08.jpg", 404, "no-such-picture"),
        ("/v1/maps/stunting-uji/2025-08", 404, "no-such-picture"),
        ("/v1/maps/stunting-uji/2025-13.svg", 400, "bad-parameter"),
        ("/v1/maps/stuntin/2025-08.svg", 404, "no-such-indicator"),
        ("/v1/maps/stunting-uji/2019.svg", 404, "no-such-figures"),
        ("/v1/maps/stunting-uji/2025-08.svg?size=a0", 400, "bad-parameter"),
        ("/v1/maps/stunting-uji/2025-08.svg?lang=jv", 400, "bad-parameter"),
        ("/v1/maps/stunting-uji/2025-08.svg?width=9000", 400, "bad-parameter"),
        ("/v1/maps/stunting-uji/2025-08.svg?area=11", 404, "no-such-area"),
        ("/v1/maps/stunting-uji/2025-08.svg?area=97.71.01&level=kota", 400, "bad-parameter"),
        ("/v1/maps/imunisasi-uji/2024.svg?method=fixed", 400, "bad-parameter"),
        ("/v1/maps/survei-uji/2023.svg?area=97.71.01", 404, "no-such-figures"),
        ("/v1/maps/stunting-uji/2025-08/17/0/0.png", 404, "no-such-tile"),
        ("/v1/maps/stunting-uji/2025-08/3/8/0.png", 404, "no-such-tile"),
        ("/v1/maps/stunting-uji/2025-08/3/0/0.mvt", 404, "no-such-tile"),
        ("/v1/maps/stunting-uji/2025-08/3/0/0@3x.png", 400, "bad-parameter"),
        ("/v1/maps/survei-uji/2023/3/0/0.png?levels=kelurahan", 404, "no-such-figures"),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(answer.status, status, "{address}");
        assert_eq!(answer.json()["type"], format!("/problems/{kind}"), "{address}");
    }
}
