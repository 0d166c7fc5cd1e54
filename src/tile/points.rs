//! The layers of points: posyandu, and the Kampung KB of kelurahan.

use time::Date;

use super::Cut;
use super::fields::Property;
use super::layer::{Feature, LayerWriter, Value};
use crate::domain::PointQuality;
use crate::snapshot::{AsOf, Cluster, SINGLE_FROM, Snapshot, cell_at};

/// Writes the posyandu that a tile owns. Below
/// [`SINGLE_FROM`] they come in clusters, each with its count; a cluster of one
/// says of it what a higher zoom would.
pub(super) fn posyandu(snapshot: &Snapshot, cut: &Cut, layer: &mut LayerWriter<'_>) {
    for cluster in snapshot.posyandu.clusters(cut.coord) {
        let mut feature = layer.at(cluster.cell, cut, cluster.first as u64);
        describe_cluster(&mut feature, snapshot, cluster);
        feature.end();
    }
    if cut.coord.z() >= SINGLE_FROM {
        for (index, cell) in snapshot.posyandu.of_tile(cut.coord) {
            let mut feature = layer.at(cell, cut, index as u64);
            describe_posyandu(&mut feature, snapshot, index);
            if snapshot.posyandu.is_sample(index) {
                feature.text(Property::Sample, "contoh");
            }
            feature.end();
        }
    }
}

fn describe_cluster(feature: &mut Feature<'_, '_>, snapshot: &Snapshot, cluster: &Cluster) {
    feature.value(Property::Count, Value::UInt(cluster.count.into()));
    if cluster.sample > 0 {
        feature.value(Property::CountSample, Value::UInt(cluster.sample.into()));
        feature.text(Property::Sample, "contoh");
    }
    if cluster.count == 1 {
        describe_posyandu(feature, snapshot, cluster.first);
    }
}

fn describe_posyandu(feature: &mut Feature<'_, '_>, snapshot: &Snapshot, index: usize) {
    let one = &snapshot.posyandu.all()[index];
    feature.text(Property::Posyandu, one.id.as_str());
    feature.text(Property::Nama, &one.name);
    feature.code(Property::Kode, one.area);
    feature.text(Property::Quality, one.quality.as_str());
    if let Some(rw) = &one.rw {
        feature.text(Property::Rw, rw);
    }
    if let Some(stratum) = one.stratum {
        feature.text(Property::Stratum, stratum.as_str());
    }
}

/// Writes the Kampung KB of a tile, as all facts of the register have it.
pub(super) fn kampung_kb(snapshot: &Snapshot, cut: &Cut, layer: &mut LayerWriter<'_>) {
    for area in snapshot.register.areas() {
        let entry = &snapshot.areas.all()[area];
        let cell = cell_at(entry.label, cut.coord.z());
        if !cut.holds(cell) {
            continue;
        }
        let standing = snapshot.register.standing(area, AsOf::on(Date::MAX));
        let mut feature = layer.at(cell, cut, entry.code.number());
        feature.code(Property::Kode, entry.code);
        feature.text(Property::Nama, standing.name.unwrap_or(&entry.name));
        feature.text(Property::Quality, PointQuality::KelurahanCentroid.as_str());
        if let Some(since) = standing.since {
            feature.text(Property::Since, &since.event.date.to_string());
            feature.text(Property::Precision, since.event.precision.as_str());
        }
        if let Some((class, fact)) = standing.class {
            feature.text(Property::Class, class.as_str());
            feature.value(Property::ClassSample, Value::Bool(fact.sample));
        }
        if let Some((stage, fact)) = standing.stage {
            feature.text(Property::Stage, stage.as_str());
            feature.value(Property::StageSample, Value::Bool(fact.sample));
        }
        feature.end();
    }
}
