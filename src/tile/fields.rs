//! The properties of features: the closed list, and which layer writes which.
//!
//! TileJSON and the metadata of archives show this table; a test compares it
//! with what stands in tiles.

use super::layers::{Layer, Layers};
use super::wish::Wish;
use crate::domain::words;
use crate::snapshot::Snapshot;

words! {
    /// A property of features.
    Property as "property" {
        /// Code of an area.
        Kode = "kode",
        /// A name.
        Nama = "nama",
        /// Level of an area.
        Tingkat = "tingkat",
        /// Code one level up.
        KodeInduk = "kode_induk",
        /// Smaller than a cell and drawn as one.
        Placeholder = "placeholder",
        /// Size of an area.
        AreaKm2 = "area_km2",
        /// State of a figure.
        State = "state",
        /// Why there is no value.
        Reason = "reason",
        /// The value.
        Value = "value",
        /// Lower end of the interval.
        Lo = "lo",
        /// Upper end of the interval.
        Hi = "hi",
        /// Denominator.
        N = "n",
        /// Class of a figure, or of a Kampung KB.
        Class = "class",
        /// Mark of what is invented.
        Sample = "sample",
        /// Nothing is loaded on the other side of a border.
        Outer = "outer",
        /// How many posyandu are in a cluster.
        Count = "count",
        /// How many of them are invented.
        CountSample = "count_sample",
        /// Id of a posyandu.
        Posyandu = "posyandu",
        /// Ward.
        Rw = "rw",
        /// How a position was found.
        Quality = "quality",
        /// Stratum of a posyandu.
        Stratum = "stratum",
        /// First day of a Kampung KB.
        Since = "since",
        /// How exact that day is.
        Precision = "precision",
        /// Whether the class is invented.
        ClassSample = "class_sample",
        /// Stage of a Kampung KB.
        Stage = "stage",
        /// Whether the stage is invented.
        StageSample = "stage_sample",
    }
}

/// A property of a layer and what it says.
type Said = (Property, &'static str);

const AREAS: &[Said] = &[
    (Property::Kode, "String: Kemendagri code with dots"),
    (Property::Nama, "String: name"),
    (Property::Tingkat, "String: level"),
    (Property::KodeInduk, "String: code one level up"),
    (Property::Placeholder, "Boolean: smaller than a cell and drawn as one"),
];

const FIGURES: &[Said] = &[
    (Property::State, "String: value, zero, not_filled, not_applicable, suppressed"),
    (Property::Reason, "String: why there is no value"),
    (Property::Value, "Number: the value in the indicator's unit"),
    (Property::Lo, "Number: lower end of the 95 % interval"),
    (Property::Hi, "Number: upper end of the 95 % interval"),
    (Property::N, "Number: the denominator as shown"),
    (Property::Class, "Number: class by the first published thresholds"),
    (Property::Sample, "String: contoh, where it is invented"),
];

const BORDERS: &[Said] = &[
    (Property::Tingkat, "String: the widest level whose areas it parts"),
    (Property::Outer, "Boolean: nothing is loaded on its other side"),
];

const LABELS: &[Said] = &[
    (Property::Kode, "String: Kemendagri code with dots"),
    (Property::Nama, "String: name"),
    (Property::Tingkat, "String: level"),
    (Property::AreaKm2, "Number: size in square kilometres; where names collide, the larger area's stays"),
];

const POSYANDU: &[Said] = &[
    (Property::Count, "Number: below zoom 12, how many posyandu this point stands for"),
    (Property::CountSample, "Number: below zoom 12, how many of them are invented, where any is"),
    (Property::Posyandu, "String: id, where it is one posyandu"),
    (Property::Nama, "String: name, where it is one posyandu"),
    (Property::Kode, "String: code of the kelurahan, where it is one posyandu"),
    (Property::Rw, "String: ward"),
    (Property::Quality, "String: how the position was found"),
    (Property::Stratum, "String: stratum"),
    (Property::Sample, "String: contoh, where any of it is invented"),
];

const KAMPUNG_KB: &[Said] = &[
    (Property::Kode, "String: code of the kelurahan"),
    (Property::Nama, "String: name of the Kampung KB, else of the kelurahan"),
    (Property::Quality, "String: how the position was found"),
    (Property::Since, "String: the first day that it is known to exist"),
    (Property::Precision, "String: how exact that day is"),
    (Property::Class, "String: class"),
    (Property::ClassSample, "Boolean: whether the class is invented"),
    (Property::Stage, "String: stage of the cycle"),
    (Property::StageSample, "Boolean: whether the stage is invented"),
];

fn own(layer: Layer) -> &'static [Said] {
    match layer {
        Layer::Areas => AREAS,
        Layer::Borders => BORDERS,
        Layer::Labels => LABELS,
        Layer::Posyandu => POSYANDU,
        Layer::KampungKb => KAMPUNG_KB,
    }
}

/// What can be asked for of some layers, in the order of the list; with the
/// properties of figures where figures are joined in.
pub fn properties(layers: Layers, joined: bool) -> Vec<Property> {
    let figures = if joined { FIGURES } else { &[] };
    let mut all: Vec<Property> =
        layers.iter().flat_map(own).chain(figures).map(|(property, _)| *property).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The names under which a layer writes its properties, and what each says.
pub(super) fn fields(snapshot: &Snapshot, layer: Layer, wish: &Wish) -> Vec<(String, &'static str)> {
    let wanted = |(property, _): &&Said| {
        wish.properties.as_ref().is_none_or(|properties| properties.contains(property))
    };
    let plain = own(layer).iter().filter(wanted).map(|(property, says)| (property.to_string(), *says));
    let mut fields: Vec<_> = plain.collect();
    if let Some(joined) = wish.joined.as_ref().filter(|_| layer == Layer::Areas) {
        for &indicator in &joined.indicators {
            let entry = &snapshot.indicators[indicator];
            let prefix = joined.prefix(entry.id.as_str());
            let possible = |(property, _): &&Said| match property {
                Property::Sample => entry.id.is_sample(),
                Property::Class => !entry.thresholds.is_empty(),
                _ => true,
            };
            let figures = FIGURES.iter().filter(wanted).filter(possible);
            fields.extend(figures.map(|(property, says)| (format!("{prefix}{property}"), *says)));
        }
    }
    fields
}
