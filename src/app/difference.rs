//! What a version would change on the map: for a person who decides.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::away;
use super::ingest::misfits;
use crate::domain::{AreaCode, Claim, DatasetKind, Figure, Held, Holdings, StoredVersion};
use crate::import::Finding;
use crate::store::{self, Store};
use crate::topology::{Polygon, ShapeChange, compare, on_plane};

/// What changes between what is on the map and a version.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The version.
    pub version: StoredVersion,
    /// The version that is on the map; none where there is none.
    pub against: Option<i64>,
    /// Rows on the map.
    pub rows_before: usize,
    /// Rows of the version.
    pub rows_after: usize,
    /// Rows that are new, gone or different, in order.
    pub changes: Vec<Change>,
    /// Shapes that move, by area.
    pub shapes: Vec<(AreaCode, String, ShapeChange)>,
    /// What does not fit with the other datasets, and did before.
    pub new_misfits: Vec<Finding>,
    /// What did not fit with the other datasets, and does now.
    pub mended_misfits: Vec<Finding>,
}

/// A row that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The area that it is about.
    pub area: Option<AreaCode>,
    /// What tells it from other rows.
    pub key: String,
    /// What it says on the map; none where it is new.
    pub before: Option<String>,
    /// What it would say; none where it is gone.
    pub after: Option<String>,
}

/// Compares a version with what is on the map; none where there is no such
/// version or its rows are gone.
pub async fn difference(store: &Store, version: i64) -> Result<Option<Difference>, store::Error> {
    let Some(found) = store.version(version).await?.filter(|found| found.has_rows) else { return Ok(None) };
    let (before, after) = (store.load().await?, store.load_with(version).await?);
    let work = move || compared(found, before, after);
    Ok(Some(away(work).await))
}

fn compared(version: StoredVersion, before: Holdings, after: Holdings) -> Difference {
    let meta = &version.dataset.meta;
    let dataset = |holdings: &Holdings| {
        holdings.datasets.iter().position(|one| one.meta.kind == meta.kind && one.meta.id == meta.id)
    };
    let (ours, theirs) = (dataset(&before), dataset(&after));
    let (rows_then, rows_now) = (rows(&before, ours, meta.kind), rows(&after, theirs, meta.kind));
    let shapes =
        if meta.kind == DatasetKind::Boundaries { shapes(&before, ours, &after, theirs) } else { Vec::new() };
    let against = ours.map(|index| before.datasets[index].version);
    let (then, now) = (misfits(before, meta), misfits(after, meta));
    // A country has hundreds of thousands of them.
    let only = |these: &[Finding], those: &[Finding]| {
        let those: HashSet<&Finding> = those.iter().collect();
        these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>()
    };
    Difference {
        against,
        rows_before: rows_then.len(),
        rows_after: rows_now.len(),
        changes: changes(&rows_then, &rows_now),
        shapes,
        new_misfits: only(&now, &then),
        mended_misfits: only(&then, &now),
        version,
    }
}

/// The rows of a dataset in words, by what tells them apart.
type Told = BTreeMap<String, (Option<AreaCode>, String)>;

fn changes(before: &Told, after: &Told) -> Vec<Change> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let (then, now) = (before.get(key), after.get(key));
            let text = |told: Option<&(Option<AreaCode>, String)>| told.map(|(_, text)| text.clone());
            (text(then) != text(now)).then(|| Change {
                area: then.or(now).and_then(|(area, _)| *area),
                key: key.clone(),
                before: text(then),
                after: text(now),
            })
        })
        .collect()
}

fn rows(holdings: &Holdings, dataset: Option<usize>, kind: DatasetKind) -> Told {
    let mut told = Told::new();
    let mut put = |key: String, area: Option<AreaCode>, text: String| {
        // Rows that nothing tells apart are counted.
        let mut name = key.clone();
        let mut count = 1;
        while told.contains_key(&name) {
            count += 1;
            name = format!("{key} ({count})");
        }
        told.insert(name, (area, text));
    };
    fn of<T>(held: &[Held<T>], dataset: Option<usize>) -> impl Iterator<Item = &T> {
        held.iter().filter(move |held| Some(held.dataset) == dataset).map(|held| &held.row)
    }
    match kind {
        DatasetKind::Areas => of(&holdings.names, dataset).for_each(|row| {
            let bps = row.bps_code.as_deref().unwrap_or("–");
            put(
                row.code.to_string(),
                Some(row.code),
                format!("{} · BPS {bps} · {}", row.name, row.time_zone),
            );
        }),
        DatasetKind::Boundaries => {
            of(&holdings.areas, dataset)
                .for_each(|row| put(row.code.to_string(), Some(row.code), row.name.clone()));
        }
        DatasetKind::Catalogue => of(&holdings.indicators, dataset)
            .for_each(|row| put(row.id.to_string(), None, format!("{} · {:?}", row.name.id, row.unit))),
        DatasetKind::Claims => of(&holdings.claims, dataset).for_each(|row| {
            put(claim_key(row), Some(row.area), figure(&row.figure));
        }),
        DatasetKind::KampungKb => of(&holdings.events, dataset).for_each(|row| {
            let value = row.fact.value().unwrap_or_default();
            put(
                format!("{} {} {value}", row.area, row.fact.word()),
                Some(row.area),
                format!("{} ({})", row.date, row.precision),
            );
        }),
        DatasetKind::Agencies => of(&holdings.agencies, dataset)
            .for_each(|row| put(format!("{} {}", row.area, row.name), Some(row.area), row.source.clone())),
        DatasetKind::Problems => of(&holdings.problems, dataset).for_each(|row| {
            let size = row.size.map_or_else(|| "–".to_owned(), |size| size.to_string());
            put(format!("{} {}", row.area, row.id), Some(row.area), format!("{} · {size}", row.name));
        }),
        DatasetKind::Programmes => of(&holdings.programmes, dataset).for_each(|row| {
            let number =
                |number: Option<i64>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
            let text = format!("{} · {} / {}", row.opd, number(row.realised), number(row.planned));
            put(format!("{} {} {}", row.area, row.name, row.year), Some(row.area), text);
        }),
        DatasetKind::Posyandu => of(&holdings.posyandu, dataset).for_each(|row| {
            let at =
                row.position.map_or_else(|| "–".to_owned(), |at| format!("{:.5}, {:.5}", at.lon(), at.lat()));
            put(row.id.to_string(), Some(row.area), format!("{} · {at}", row.name));
        }),
    }
    told
}

fn claim_key(claim: &Claim) -> String {
    format!("{} {} {} · {}", claim.area, claim.indicator, claim.period, claim.provenance.source)
}

fn figure(figure: &Figure) -> String {
    match figure {
        Figure::Counts(counts) => format!("{} / {}", counts.numerator(), counts.denominator()),
        Figure::Published(value) => value.to_string(),
        Figure::NotFilled => "not filled".to_owned(),
        Figure::NotApplicable => "not applicable".to_owned(),
    }
}

/// The shapes that move, the farthest first.
fn shapes(
    before: &Holdings,
    ours: Option<usize>,
    after: &Holdings,
    theirs: Option<usize>,
) -> Vec<(AreaCode, String, ShapeChange)> {
    let drawn = |holdings: &Holdings, dataset: Option<usize>| -> BTreeMap<AreaCode, (String, Vec<Polygon>)> {
        let held = holdings.areas.iter().filter(|held| Some(held.dataset) == dataset);
        held.map(|held| (held.row.code, (held.row.name.clone(), on_plane(&held.row.shape)))).collect()
    };
    let (then, now) = (drawn(before, ours), drawn(after, theirs));
    let mut shapes: Vec<_> = now
        .into_iter()
        .filter_map(|(code, (name, shape))| Some((code, name, compare(&then.get(&code)?.1, &shape)?)))
        .collect();
    shapes.sort_by(|a, b| b.2.hausdorff_m.total_cmp(&a.2.hausdorff_m).then(a.0.cmp(&b.0)));
    shapes
}
