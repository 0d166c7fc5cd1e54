//! Kampung KB through time: two dates, bounds, the cycle, the board.
//!
//! Partners of what the register answers: counting again day by day, and a
//! register from which everything that became known later was taken out.

use std::collections::BTreeMap;

use jangkau::domain::{Holdings, Level};
use jangkau::query::{Bounds, bounds, timeline};
use jangkau::snapshot::{AsOf, Existence, Snapshot};
use time::{Date, Duration, macros::date};

use crate::support::{city_snapshot, folder_snapshot, geodata, get, gpkg, import, load_folder, meta, serve};

async fn real() -> Holdings {
    let (store, _folder) = gpkg().await;
    load_folder(&store, &geodata()).await;
    store.load().await.expect("holdings")
}

/// The same holdings with days of knowledge spread by a fixed rule, so that the
/// order in which things became known is not the order in which they happened.
fn shuffled(mut holdings: Holdings) -> Holdings {
    let mut state = 7_u64;
    let mut spread = |known: Option<Date>| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        known.map(|day| day.saturating_add(Duration::days(i64::try_from(state >> 55).expect("small"))))
    };
    holdings.events.iter_mut().for_each(|held| held.row.known = spread(held.row.known));
    holdings.problems.iter_mut().for_each(|held| held.row.known = spread(held.row.known));
    holdings.programmes.iter_mut().for_each(|held| held.row.known = spread(held.row.known));
    holdings
}

/// What was known by a day: everything else is taken out.
fn known_by(mut holdings: Holdings, day: Date) -> Holdings {
    let known = |stated: Option<Date>| stated.is_some_and(|stated| stated <= day);
    holdings.events.retain(|held| known(held.row.known));
    holdings.problems.retain(|held| known(held.row.known));
    holdings.programmes.retain(|held| known(held.row.known));
    holdings
}

#[tokio::test]
async fn as_known_then_is_what_a_register_of_then_answers() {
    let holdings = shuffled(real().await);
    let whole = Snapshot::build(holdings.clone()).0;
    for known in [date!(2022 - 06 - 01), date!(2023 - 07 - 01), date!(2024 - 06 - 30), date!(2025 - 05 - 31)]
    {
        let then = Snapshot::build(known_by(holdings.clone(), known)).0;
        for day in [date!(2022 - 05 - 23), date!(2023 - 12 - 31), date!(2026 - 01 - 01)] {
            let (asked, plain) = (AsOf { day, known: Some(known) }, AsOf::on(day));
            for area in whole.areas.of_level(Level::Kelurahan) {
                let answer = |snapshot: &Snapshot, as_of: AsOf| {
                    let register = &snapshot.register;
                    format!(
                        "{:?} {:?} {:?} {:?} {:?} {:?}",
                        register.standing(area, as_of),
                        register.existence(area, as_of),
                        register.stages(area, as_of),
                        register.facilities(area, as_of),
                        register.problems_as_of(area, as_of),
                        register.programmes_as_of(area, as_of),
                    )
                };
                assert_eq!(answer(&whole, asked), answer(&then, plain), "{day} as known on {known}");
            }
            let city = whole.areas.of_level(Level::Kota).start;
            assert_eq!(timeline(&whole, city, asked), timeline(&then, city, plain));
        }
    }
}

#[tokio::test]
async fn the_time_line_is_what_counting_every_day_gives() {
    let snapshot = Snapshot::build(real().await).0;
    for (area, known) in snapshot
        .areas
        .of_level(Level::Kota)
        .chain(snapshot.areas.of_level(Level::Kecamatan))
        .flat_map(|area| [(area, None), (area, Some(date!(2023 - 06 - 30)))])
    {
        let end = date!(2025 - 12 - 31);
        let points: BTreeMap<Date, Bounds> =
            timeline(&snapshot, area, AsOf { day: end, known }).into_iter().collect();
        let mut day = *points.keys().next().expect("a point");
        while day <= end {
            let counted = bounds(&snapshot, area, AsOf { day, known });
            let (_, last) = points.range(..=day).next_back().expect("a point before");
            assert_eq!(*last, counted, "{day}");
            let all = snapshot.areas.kelurahan_of(area).len();
            assert_eq!(counted.certain + counted.possible + counted.unsaid + counted.none, all);
            day += Duration::DAY;
        }
    }
}

#[tokio::test]
async fn the_bounds_only_narrow_as_more_becomes_known() {
    let snapshot = Snapshot::build(real().await).0;
    let city = snapshot.areas.of_level(Level::Kota).start;
    for day in [date!(2022 - 05 - 23), date!(2023 - 06 - 07), date!(2024 - 01 - 01), date!(2025 - 05 - 01)] {
        let mut before = (0, usize::MAX);
        for known in
            [date!(2022 - 01 - 01), date!(2022 - 12 - 31), date!(2023 - 07 - 17), date!(2025 - 04 - 29)]
        {
            let now = bounds(&snapshot, city, AsOf { day, known: Some(known) });
            assert!(before.0 <= now.at_least() && now.at_most() <= before.1, "{day} as known on {known}");
            before = (now.at_least(), now.at_most());
        }
    }
}

#[tokio::test]
async fn the_story_of_the_city_is_told_with_its_bounds() {
    let router = serve(folder_snapshot(&geodata()).await);
    // At least and at most, with all that is known by 2025.
    for (day, least, most) in [
        ("2022-05-22", 0, 14),
        ("2022-05-23", 5, 14),
        ("2023-06-07", 8, 17),
        ("2023-06-08", 8, 27),
        ("2023-07-17", 18, 27),
        ("2025-04-29", 27, 27),
    ] {
        let told = get(&router, &format!("/v1/kampung-kb/progress?date={day}&known=2025-12-31")).await.json();
        let now = &told["areas"][0]["now"];
        assert_eq!((&now["at_least"], &now["at_most"]), (&least.into(), &most.into()), "{day}");
        assert_eq!(told["without"].as_array().expect("a list").len(), 27 - least, "{day}");
    }
    let told = get(&router, "/v1/kampung-kb/progress?date=2025-12-31&known=2025-12-31").await.json();
    let claims = told["claims"].as_array().expect("claims");
    let stated = |period: &str| {
        let claim = claims
            .iter()
            .find(|claim| claim["indicator"] == "kampung-kb-ada" && claim["period"] == period)
            .expect(period);
        (claim["value"].clone(), claim["register"]["at_least"].clone(), claim["register"]["at_most"].clone())
    };
    assert_eq!(stated("2022-05-23"), (5.0.into(), 5.into(), 14.into()));
    assert_eq!(stated("2022-12-31"), (6.0.into(), 5.into(), 14.into()));
    assert_eq!(stated("2023-07-17"), (19.0.into(), 18.into(), 27.into()));
    assert_eq!(stated("2025-04-29"), (27.0.into(), 27.into(), 27.into()));
    // In 2022 nobody could say anything of the other 22.
    let then = get(&router, "/v1/kampung-kb/progress?date=2022-05-23&known=2022-05-23").await.json();
    assert_eq!(then["areas"][0]["now"]["unsaid"], 22);
}

#[tokio::test]
async fn the_ten_of_the_second_launch_of_2023_appear_with_their_proof() {
    let router = serve(folder_snapshot(&geodata()).await);
    let list = |day: &'static str| {
        let router = router.clone();
        async move { get(&router, &format!("/v1/kampung-kb?date={day}")).await.json() }
    };
    let exist = |list: &serde_json::Value| -> Vec<String> {
        let areas = list["areas"].as_array().expect("areas").iter();
        areas.filter(|area| area["status"] == "ada").map(|area| area["nama"].to_string()).collect()
    };
    let (before, after) = (exist(&list("2023-07-16").await), list("2023-07-17").await);
    let mut new = exist(&after);
    new.retain(|name| !before.contains(name));
    let ten = [
        "Medono",
        "Podosugih",
        "Bendan Kergon",
        "Tirto",
        "Pringrejo",
        "Krapyak",
        "Kandang Panjang",
        "Panjang Wetan",
        "Degayu",
        "Panjang Baru",
    ];
    assert_eq!(new, ten.map(|name| format!("\"{name}\"")));
    for area in after["areas"].as_array().expect("areas") {
        if new.contains(&area["nama"].to_string()) {
            assert_eq!(area["since"]["tanggal"], "2023-07-17");
            assert_eq!(area["since"]["presisi"], "paling lambat");
            assert_eq!(area["since"]["bukti"], "disebut namanya");
            assert!(area["since"]["sumber"].as_str().expect("a source").starts_with("ANTARA 2023"));
        }
    }
}

#[tokio::test]
async fn a_card_stands_in_the_column_of_its_stage_and_problems_meet_programmes() {
    let router = serve(folder_snapshot(&geodata()).await);
    let board = get(&router, "/v1/kampung-kb/board?date=2025-06-30").await.json();
    let columns = board["columns"].as_array().expect("columns");
    assert_eq!(columns.len(), 6);
    let mut overdue = 0;
    let mut cards = 0;
    for column in columns {
        for card in column["cards"].as_array().expect("cards") {
            assert_eq!(card["stage"]["tahap"], column["tahap"]);
            overdue += usize::from(card["stage"]["overdue"] == true);
            cards += 1;
            let kode = card["kode"].as_str().expect("a code");
            let unit = get(&router, &format!("/v1/kampung-kb/{kode}?date=2025-06-30")).await.json();
            let problems = unit["problems"].as_array().expect("problems");
            let open = problems.iter().filter(|problem| problem["selesai"].is_null()).count();
            let unanswered = problems.iter().filter(|problem| problem["unanswered"] == true).count();
            assert_eq!(
                (&card["problems"], &card["problems_without_programme"]),
                (&open.into(), &unanswered.into())
            );
            for problem in problems {
                let id = problem["id"].as_str().expect("an id");
                let answers = unit["programmes"].as_array().expect("programmes").iter().filter(|programme| {
                    programme["masalah"].as_array().expect("ids").iter().any(|answered| answered == id)
                        && programme["status"] != "batal"
                });
                assert_eq!(
                    problem["unanswered"],
                    answers.count() == 0 && problem["selesai"].is_null(),
                    "{kode} {id}"
                );
                let size = &problem["jumlah"];
                assert!(size["state"] != "value" || size["value"].as_i64().expect("a number") % 5 == 0);
            }
        }
    }
    assert_eq!(board["overdue"], overdue);
    assert!(overdue > 0, "the sample shows something overdue");
    let one = get(&router, "/v1/kampung-kb/board?date=2025-06-30&area=33.75.01").await.json();
    let of_one: usize = one["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|column| column["cards"].as_array().expect("cards").len())
        .sum();
    assert!(0 < of_one && of_one < cards);
}

#[tokio::test]
async fn every_kind_of_event_is_taken_and_followed() {
    let file = "kode,nama_kampung_kb,peristiwa,nilai,keadaan,tanggal,presisi,diketahui,bukti,tingkat,sumber\n\
        97.71.01.1001,Melati,pembentukan,,,2018-03-10,bulan,2018-04-01,dokumen,rw,uji\n\
        97.71.01.1001,Mawar,berganti nama,,,2020-01-05,hari,2020-01-05,dokumen,kelurahan,uji\n\
        97.71.01.1001,,digabung ke,97.71.01.1002,,2021-06-01,hari,2021-07-01,dokumen,,uji\n\
        97.71.01.1002,,berganti kode,97.71.02.1002,,2019-01-01,hari,2019-01-01,dokumen,,uji\n\
        97.71.01.1002,,sarana,rumah-dataku,tidak ada,2020-02-29,bulan,2020-03-05,dokumen,,uji\n\
        97.71.01.1002,,sarana,rumah-dataku,ada,2021-02-28,bulan,2021-03-05,dokumen,,uji\n\
        97.71.01.1002,,tidak aktif,,,2022-01-01,hari,2022-01-01,dokumen,,uji\n\
        97.71.01.1002,,aktif,,,2022-06-01,hari,2022-06-01,dokumen,,uji\n\
        97.71.02.1002,,pecahan dari,97.71.01.1002,,2021-01-01,hari,2021-01-01,dokumen,,uji\n";
    let (store, _folder) = gpkg().await;
    let folder = crate::support::city();
    for (kind, name) in [("areas", "wilayah.csv"), ("boundaries", "kelurahan.geojson")] {
        let bytes = std::fs::read(folder.join(name)).expect("a file");
        import(&store, meta(kind, kind), name, &bytes).await;
    }
    let report = import(&store, meta("kampung-kb", "riwayat"), "riwayat.csv", file.as_bytes()).await;
    assert_eq!((report.rows, report.findings), (9, Vec::new()));
    let router = serve(Snapshot::build(store.load().await.expect("holdings")).0);
    let ask = |code: &str, date: &str| {
        let (router, address) = (router.clone(), format!("/v1/kampung-kb/97.71.{code}?{date}"));
        async move { get(&router, &address).await.json() }
    };
    assert_eq!(ask("01.1001", "date=2018-03-31").await["status"], "ada");
    assert_eq!(ask("01.1001", "date=2018-03-20").await["existence"], "mungkin");
    assert_eq!(ask("01.1001", "date=2018-02-28").await["status"], "belum");
    let renamed = ask("01.1001", "date=2020-06-01").await;
    assert_eq!((&renamed["nama"], &renamed["tingkat"]), (&"Mawar".into(), &"kelurahan".into()));
    assert_eq!(ask("01.1001", "date=2019-06-01").await["nama"], "Melati");
    let merged = ask("01.1001", "date=2021-06-01").await;
    assert_eq!((&merged["status"], &merged["merged_into"]), (&"tidak aktif".into(), &"97.71.01.1002".into()));
    assert_eq!(ask("01.1001", "date=2021-06-01&known=2021-06-30").await["status"], "ada");
    assert_eq!(ask("01.1002", "date=2022-03-01").await["status"], "tidak aktif");
    assert_eq!(ask("01.1002", "date=2022-06-01").await["status"], "ada");
    assert_eq!(ask("02.1002", "date=2021-01-01").await["status"], "ada");
    let facility = |answer: serde_json::Value| {
        let all = answer["facilities"].as_array().expect("facilities").clone();
        let one = all.into_iter().find(|one| one["sarana"] == "rumah-dataku").expect("the data house");
        (one["keadaan"].clone(), one["bulan"].clone())
    };
    assert_eq!(facility(ask("01.1002", "date=2020-02-28").await).0, "belum diisi");
    assert_eq!(facility(ask("01.1002", "date=2020-12-31").await), ("tidak ada".into(), "2020-02".into()));
    assert_eq!(facility(ask("01.1002", "date=2023-01-01").await).0, "ada");
}

#[tokio::test]
async fn a_row_that_contradicts_itself_is_left_out_with_its_reason() {
    let head = "kode,peristiwa,nilai,tanggal,presisi,bukti,sumber,tidak_sebelum,diketahui,selesai\n";
    for (row, code, field) in [
        (
            "97.71.01.1001,pencanangan,,2023-06-07,paling lambat,dokumen,uji,2023-06-08,,",
            "date_order",
            "tidak_sebelum",
        ),
        ("97.71.01.1001,tahap,pendataan,2023-06-07,hari,dokumen,uji,,,2023-06-01", "date_order", "selesai"),
        (
            "97.71.01.1001,tahap,pendataan,2023-06-07,hari,dokumen,uji,,2023-06-10,2023-07-01",
            "date_order",
            "diketahui",
        ),
        ("97.71.01.1001,digabung ke,97.71,2023-06-07,hari,dokumen,uji,,,", "word_unknown", "nilai"),
        ("97.71.01.1001,berganti nama,,2023-06-07,hari,dokumen,uji,,,", "missing_value", "nama_kampung_kb"),
        ("97.71.01.1001,pencanangan,,2023-06-07,hari,dokumen,uji,,kemarin,", "date_format", "diketahui"),
    ] {
        let good = "97.71.01.1002,pencanangan,,2023-06-07,hari,dokumen,uji,,,";
        let text = format!("{head}{good}\n{row}\n");
        let kind = "kampung-kb".parse().expect("a kind");
        let read = jangkau::import::read(kind, text.as_bytes(), &jangkau::import::Context::default());
        let findings = read.expect("the other row is kept").findings;
        let found: Vec<_> = findings.iter().map(|one| (one.code.as_str(), one.field.as_deref())).collect();
        assert_eq!(found, [(code, Some(field))], "{row}");
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_its_name() {
    let router = serve(city_snapshot().await);
    for (address, status) in [
        ("/v1/kampung-kb?date=2023-01-01&on=2023-01-01", 400),
        ("/v1/kampung-kb?known=kemarin", 400),
        ("/v1/kampung-kb/progress?since=2023", 400),
        ("/v1/kampung-kb/board?area=97.99", 404),
        ("/v1/kampung-kb/97.71", 404),
        ("/v1/kampung-kb/nowhere", 404),
    ] {
        let answer = get(&router, address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert!(answer.json()["detail"].is_string(), "{address}");
    }
}

#[tokio::test]
async fn a_row_without_a_day_of_knowledge_counts_from_its_import() {
    let mut holdings = real().await;
    for held in &mut holdings.events {
        held.row.known = None;
    }
    let imported = date!(2025 - 06 - 15);
    for dataset in &mut holdings.datasets {
        // An evening in UTC is the next morning here.
        dataset.imported_at = imported.with_hms(20, 0, 0).expect("a time").assume_utc();
    }
    let snapshot = Snapshot::build(holdings).0;
    let area = snapshot.areas.of_level(Level::Kelurahan).start;
    let on =
        |known| snapshot.register.existence(area, AsOf { day: date!(2025 - 12 - 31), known: Some(known) });
    assert_eq!(on(imported), Existence::Unsaid);
    assert_eq!(on(date!(2025 - 06 - 16)), Existence::Certain);
}
