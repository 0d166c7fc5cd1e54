//! Files → nouns and findings. Each reason that an import gives is shown by a
//! file that earns it, and by the rows that are kept beside it.

mod archives;
mod dialects;
mod shapefiles;
mod workbooks;
mod make;
mod matching;
mod places;
mod shapes;
mod tables;

use std::collections::BTreeSet;

use jangkau::domain::{DatasetKind, Rows};
use jangkau::import::{Code, Context, Place, read};

use crate::support::{Dice, city};
use shapes::{GOOD, SQUARE, collection, feature};

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

/// Every case.
pub fn cases() -> Vec<Case> {
    [
        shapes::boundary_cases(),
        tables::area_cases(),
        tables::catalogue_cases(),
        tables::claim_cases(),
        places::other_cases(),
        shapefiles::shapefile_cases(),
        archives::archive_cases(),
        archives::kml_cases(),
        workbooks::sheet_cases(),
        dialects::dialect_cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The context in which claims are read: the catalogue of the invented city.
pub fn context() -> Context {
    let file = std::fs::read(city().join("katalog.json")).expect("the catalogue");
    match read(DatasetKind::Catalogue, &file, &Context::default()).expect("a sound catalogue").rows {
        Rows::Catalogue(catalogue) => Context { catalogue, ..Context::default() },
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
    // These need other datasets beside the file, a large file, or a person's word; each
    // is shown by a test of its own.
    let elsewhere = [
        "unknown_code",
        "point_outside_area",
        "overlap",
        "gap",
        "limit_bytes",
        "limit_rows",
        "csv_syntax",
        "bps_unknown",
        "name_unknown",
        "name_ambiguous",
        "name_mismatch",
        "personal_aggregated",
        "repair_exceeds",
        "repair_accepted",
        "gap_closed",
        "overlap_given",
        "limit_memory",
        "hidden_sheet",
        "no_layer",
        "repair_tolerance",
        "geometry_repaired",
        // A gigabyte, two million cells and two minutes are more than a test should take.
        "limit_uncompressed",
        "limit_cells",
        "timeout",
    ];
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
