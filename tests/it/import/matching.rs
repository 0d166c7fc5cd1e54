//! Rows that name their area otherwise than by a Kemendagri code; exports of the
//! registers; what a person says about a file.

use jangkau::domain::{Figure, Rows};
use jangkau::import::{Context, Gazetteer, Imported, Measure, Official, Reading, Refused, Scheme, read};

use super::context;

fn gazetteer() -> Gazetteer {
    let official = |code: &str, name: &str, bps: &str, vintage: u16| Official {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        bps_code: Some(bps.to_owned()),
        vintage: Some(vintage),
    };
    Gazetteer::new(
        vec![
            official("97.71", "Kota Rekaan", "9771", 2018),
            official("97.71.01", "Utara", "9771010", 2018),
            official("97.71.02", "Selatan", "9771020", 2018),
            official("97.71.01.1001", "Melur", "9771010004", 2018),
            official("97.71.01.1002", "Cendana", "9771010001", 2018),
            official("97.71.02.1001", "Melur", "9771020002", 2018),
            // In a later list the same digits name another village.
            official("97.71.02.1001", "Melur", "9771010004", 2025),
        ],
        &[],
    )
}

fn with(reading: Reading) -> Context {
    Context { gazetteer: gazetteer(), reading, ..context() }
}

fn claims(text: &str, reading: Reading) -> Result<Imported, Refused> {
    read("claims".parse().expect("a kind"), text.as_bytes(), &with(reading))
}

fn codes(imported: &Imported) -> Vec<String> {
    match &imported.rows {
        Rows::Claims(claims) => claims.iter().map(|claim| claim.area.to_string()).collect(),
        _ => panic!("not figures"),
    }
}

fn found(result: &Result<Imported, Refused>) -> Vec<&'static str> {
    let findings = match result {
        Ok(imported) => &imported.findings,
        Err(refused) => &refused.findings,
    };
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

const REST: &str = "stunting-uji,2025-08,6,60,Dinas";

#[test]
fn bare_digits_are_read_by_the_scheme_that_is_declared_or_proven() {
    let file = |digits: &str, name: &str| {
        format!("kode,kelurahan,indikator,periode,pembilang,penyebut,sumber\n{digits},{name},{REST}\n")
    };
    let said = |scheme| Reading { scheme: Some(scheme), vintage: Some(2018), ..Reading::default() };
    let kemendagri = claims(&file("9771011001", ""), said(Scheme::Kemendagri)).expect("declared");
    assert_eq!(codes(&kemendagri), ["97.71.01.1001"]);
    let bps = claims(&file("9771010001", ""), said(Scheme::Bps)).expect("declared");
    assert_eq!(codes(&bps), ["97.71.01.1002"], "looked up, not computed");
    assert_eq!(found(&claims(&file("9771010001", ""), Reading::default())), ["code_scheme", "no_rows"]);
    let proven = claims(&file("9771010001", "Cendana"), Reading::default()).expect("proven by the name");
    assert_eq!(codes(&proven), ["97.71.01.1002"]);
    assert_eq!(proven.taken.areas_by.as_deref(), Some("bps (terbukti oleh nama)"));
    assert_eq!(found(&claims(&file("9771010001", "Lain"), Reading::default())), ["code_scheme", "no_rows"]);
    // Two lists give two areas: the year decides.
    let torn = Reading { scheme: Some(Scheme::Bps), ..Reading::default() };
    assert_eq!(found(&claims(&file("9771010004", ""), torn.clone())), ["bps_unknown", "no_rows"]);
    let later = Reading { vintage: Some(2025), ..torn };
    assert_eq!(codes(&claims(&file("9771010004", ""), later).expect("of a year")), ["97.71.02.1001"]);
}

#[test]
fn a_file_that_mixes_schemes_is_refused_with_both_rows() {
    let file = format!(
        "kode,indikator,periode,pembilang,penyebut,sumber\n97.71.01.1001,{REST}\n9771010001,{REST}\n"
    );
    let refused = claims(&file, Reading::default()).expect_err("mixed");
    assert_eq!(refused.findings[0].code.as_str(), "scheme_mixed");
    let detail = refused.findings[0].detail.as_deref().unwrap_or_default();
    assert!(detail.contains("line 2") && detail.contains("line 3"), "{detail}");
}

#[test]
fn names_find_their_area_inside_a_kecamatan() {
    let file = format!(
        "Kecamatan,Desa/Kel,indikator,periode,pembilang,penyebut,sumber\n\
        Kec. Utara,Kel. MELUR,{REST}\nSelatan,melur,{REST}\n,Cendana,{REST}\n,Melur,{REST}\nUtara,Cendono,{REST}\n\
        JUMLAH,,{REST}\nBarat,Melur,{REST}\n"
    );
    let imported = claims(&file, Reading::default()).expect("three rows");
    assert_eq!(codes(&imported), ["97.71.01.1001", "97.71.02.1001", "97.71.01.1002"]);
    let told: Vec<(&str, String)> = imported
        .findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.detail.clone().unwrap_or_default()))
        .collect();
    assert_eq!(told[0], ("name_ambiguous", "it may be 97.71.01.1001 or 97.71.02.1001".to_owned()));
    assert_eq!(told[1], ("name_unknown", "candidates: 97.71.01.1002 Cendana".to_owned()));
    assert_eq!(told[2].0, "total_row");
    assert_eq!(told[3].0, "name_unknown");
}

#[test]
fn a_name_that_contradicts_its_code_is_said() {
    let file = format!(
        "kode,kelurahan,indikator,periode,pembilang,penyebut,sumber\n97.71.01.1001,Sokaraja,{REST}\n97.71.01.1002,cen dana,{REST}\n"
    );
    let imported = claims(&file, Reading::default()).expect("kept");
    assert_eq!((codes(&imported).len(), found(&Ok(imported))), (2, vec!["name_mismatch"]));
}

#[test]
fn what_a_person_says_stands_in_for_columns() {
    let reading = Reading {
        columns: [("kode".to_owned(), "Kode Desa".to_owned())].into(),
        constants: [("periode", "2025-08"), ("sumber_data", "Dinas")]
            .map(|(ours, value)| (ours.to_owned(), value.to_owned()))
            .into(),
        measures: vec![
            "stunting-uji=Stunting/Diukur".parse::<Measure>().expect("a measure"),
            "imunisasi-uji=Imunisasi/Sasaran".parse::<Measure>().expect("a measure"),
        ],
        ..Reading::default()
    };
    let file = "Kode Desa;Stunting;Diukur;Imunisasi;Sasaran\n97.71.01.1001;6;60;30;40\n";
    let imported = claims(file, reading.clone()).expect("two figures");
    let Rows::Claims(claims) = &imported.rows else { panic!("not figures") };
    let told: Vec<(String, Figure)> =
        claims.iter().map(|claim| (claim.indicator.to_string(), claim.figure)).collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].0, "stunting-uji");
    assert!(
        matches!(told[1].1, Figure::Counts(counts) if (counts.numerator(), counts.denominator()) == (30, 40))
    );
    // The same, kept as a mapping and read again.
    assert_eq!(Reading::from_json(&reading.to_json()), Ok(reading));
    let strange = Reading { columns: [("warna".to_owned(), "x".to_owned())].into(), ..Reading::default() };
    assert_eq!(found(&super::matching::claims(file, strange)), ["missing_column"]);
}

#[test]
fn a_list_of_children_becomes_counts_and_nothing_else() {
    let file = "LAPORAN e-PPGBM\nNIK,Nama,JK,Tgl Lahir,Nama Ortu,Prov,Kab/Kota,Kec,Pukesmas,Desa/Kel,Posyandu,Alamat,Tanggal Pengukuran,Berat,Tinggi,TB/U\n\
        9771000000000001,Ani Rahasia,P,2023-01-02,Ibu Ani,P,Kota Rekaan,Utara,P1,Melur,M1,Jl. Rahasia 1,2025-08-05,9.1,70,Pendek\n\
        9771000000000001,Ani Rahasia,P,2023-01-02,Ibu Ani,P,Kota Rekaan,Utara,P1,Melur,M1,Jl. Rahasia 1,2025-08-20,9.2,74,Normal\n\
        9771000000000002,Budi Rahasia,L,2023-05-06,Ibu Budi,P,Kota Rekaan,Utara,P1,Melur,M1,Jl. Rahasia 2,2025-08-06,8.0,66,Sangat Pendek\n\
        9771000000000003,Cici Rahasia,P,2024-05-06,Ibu Cici,P,Kota Rekaan,Utara,P1,Cendana,M2,Jl. Rahasia 3,2025-08-07,8.0,66,\n\
        9771000000000004,Dodi Rahasia,L,2024-05-06,Ibu Dodi,P,Kota Rekaan,Utara,P1,Cendana,M2,Jl. Rahasia 4,2025-09-07,8.0,66,Tinggi\n";
    let mut reading = Reading::default();
    reading.constants.insert("indikator".to_owned(), "stunting-uji".to_owned());
    let result = claims(file, reading);
    let everything = format!("{result:?}");
    for secret in ["9771000000", "Rahasia", "Ibu", "2023-01-02", "Jl."] {
        assert!(!everything.contains(secret), "{secret} came through");
    }
    let imported = result.expect("counts");
    let Rows::Claims(claims) = &imported.rows else { panic!("not figures") };
    let told: Vec<String> = claims
        .iter()
        .map(|claim| match claim.figure {
            Figure::Counts(counts) => {
                format!("{} {} {}/{}", claim.area, claim.period, counts.numerator(), counts.denominator())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, ["97.71.01.1002 2025-09 0/1", "97.71.01.1001 2025-08 1/2"]);
    assert_eq!(found(&Ok(imported)), ["personal_aggregated"]);
}

#[test]
fn a_monthly_sheet_of_the_register_is_recognised() {
    let file = "Tahun;Bulan;Puskesmas;Kelurahan;Sangat_Pendek;Pendek;Stunting;jumlah_timbang;jumlah_ukur\n2025;Agustus;P1;Cendana;1;5;6;70;60\n";
    let measures = vec!["stunting-uji=Stunting/jumlah_ukur".parse().expect("a measure")];
    let reading = Reading { measures, ..Reading::default() };
    let imported = claims(file, reading).expect("a figure");
    assert_eq!(codes(&imported), ["97.71.01.1002"]);
    assert_eq!(imported.taken.export.as_deref(), Some("Sigizi Kesga"));
}

#[test]
fn a_layer_is_read_when_it_is_asked_for_even_where_it_is_hidden() {
    use super::make::Cell::{Number, Text};
    let header: &[_] = &["kode", "indikator", "periode", "pembilang", "penyebut", "sumber"].map(Text);
    let row: &[_] = &[
        Text("97.71.01.1001"),
        Text("stunting-uji"),
        Text("2025-08"),
        Number("6"),
        Number("60"),
        Text("Dinas"),
    ];
    let book = super::make::xlsx(&[("!Juli", &[header, row]), ("Agustus", &[header, row, row])]);
    let layer = |name: &str| Reading { layer: Some(name.to_owned()), ..Reading::default() };
    let of = |reading| read("claims".parse().expect("a kind"), &book, &with(reading));
    assert_eq!(found(&of(layer("Juli"))), ["hidden_sheet"]);
    assert_eq!(found(&of(layer("Agustus"))), ["duplicate_key"]);
    assert_eq!(found(&of(layer("September"))), ["no_layer"]);
    let refused = of(layer("September")).expect_err("no such sheet");
    assert!(refused.findings[0].detail.as_deref().is_some_and(|detail| detail.contains("Agustus")));
}

#[test]
fn a_border_that_crosses_itself_is_mended_when_asked_and_small() {
    use super::shapes::{GOOD, collection, feature, polygon};
    // A spike of a hair's breadth across the border, and a bow-tie.
    let spike = polygon(
        "[[[120,-5],[120.01,-5],[120.01,-4.995],[120.0100001,-4.9950001],[120.0099999,-4.9949999],[120.01,-4.99],[120,-4.99],[120,-5]]]",
    );
    let bow = polygon("[[[120,-5],[120.01,-4.985],[120.01,-5],[120,-4.99],[120,-5]]]");
    let of = |shape: &str, repair| {
        let bytes = collection(&[feature(GOOD, shape)]);
        read(
            "boundaries".parse().expect("a kind"),
            bytes.as_bytes(),
            &with(Reading { repair, ..Reading::default() }),
        )
    };
    let plain = of(&spike, None);
    if plain.is_err() {
        assert_eq!(found(&plain), ["self_intersection", "no_rows"]);
        assert_eq!(found(&of(&spike, Some(1.0))), ["geometry_repaired"]);
    }
    assert_eq!(found(&of(&bow, None)), ["self_intersection", "no_rows"]);
    assert_eq!(found(&of(&bow, Some(1.0))), ["self_intersection", "no_rows"], "half of it would go");
    assert_eq!(found(&of(super::shapes::SQUARE, Some(200.0))), ["repair_tolerance"]);
    assert_eq!(found(&of(super::shapes::SQUARE, Some(f64::NAN))), ["repair_tolerance"]);
}

#[test]
fn the_name_of_an_agency_is_not_that_of_its_area() {
    let file = "kode,nama,sumber\n97.71,Dinas Kesehatan,uji\n,Dinas Sosial,uji\n";
    let result = read("agencies".parse().expect("a kind"), file.as_bytes(), &with(Reading::default()));
    assert_eq!(found(&result), ["missing_code"]);
    let nowhere =
        read("agencies".parse().expect("a kind"), b"nama,sumber\nDinas,uji\n", &with(Reading::default()));
    assert_eq!(found(&nowhere), ["missing_column"]);
}

#[test]
fn exports_of_the_registers_find_their_indicator_in_the_shipped_catalogue() {
    let bytes = std::fs::read(crate::support::geodata().join("katalog.json")).expect("the catalogue");
    let catalogue = read("catalogue".parse().expect("a kind"), &bytes, &Context::default()).expect("sound");
    let Rows::Catalogue(catalogue) = catalogue.rows else { panic!("not a catalogue") };
    let context = Context { catalogue, gazetteer: gazetteer(), ..Context::default() };
    for file in [
        "Tahun;Bulan;Kelurahan;Stunting;jumlah_ukur\n2025;8;Cendana;6;60\n",
        "NIK;Nama;Desa/Kel;Tanggal Pengukuran;TB/U\n9771000000000001;A;Cendana;2025-08-05;Pendek\n",
    ] {
        let imported = read("claims".parse().expect("a kind"), file.as_bytes(), &context).expect(file);
        let Rows::Claims(claims) = &imported.rows else { panic!("not figures") };
        assert_eq!(claims[0].indicator.as_str(), "stunting-register", "{file}");
        assert!(claims[0].provenance.source.starts_with("pencatatan rutin"), "{file}");
    }
}
