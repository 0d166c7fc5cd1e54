//! The layers of points: posyandu, and the Kampung KB of kelurahan.

use fast_mvt::{MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtValueRef};
use time::Date;

use super::{Cut, tag, tag_text};
use crate::domain::{PointQuality, Position};
use crate::snapshot::Snapshot;
use crate::topology::{Grid, Point, plane};

fn cell_of(position: Position, zoom: u8) -> Point {
    Grid::of_zoom(zoom).cell_of(plane::from_degrees(position.lon(), position.lat()))
}

fn point(layer: MvtLayerBuilder, cut: &Cut, cell: Point) -> MvtFeatureBuilder {
    let mut feature = layer.feature_of(MvtGeomType::Point);
    feature.points([cut.local(cell)]).expect("one point is a geometry");
    feature
}

/// Writes the posyandu of a tile; none where there are none.
pub(super) fn posyandu(snapshot: &Snapshot, cut: &Cut, layer: MvtLayerBuilder) -> Option<MvtLayerBuilder> {
    let mut layer = layer;
    for index in snapshot.posyandu.in_box(Grid::of_zoom(cut.zoom), cut.low, cut.high) {
        let one = &snapshot.posyandu.all()[index];
        let Some(position) = one.position else { continue };
        let mut feature = point(layer, cut, cell_of(position, cut.zoom));
        feature.id(Some(index as u64));
        tag_text(&mut feature, "posyandu", one.id.as_str());
        tag_text(&mut feature, "nama", &one.name);
        tag_text(&mut feature, "kode", &one.area.to_string());
        tag_text(&mut feature, "quality", one.quality.as_str());
        if let Some(rw) = &one.rw {
            tag_text(&mut feature, "rw", rw);
        }
        if let Some(stratum) = one.stratum {
            tag_text(&mut feature, "stratum", stratum.as_str());
        }
        if snapshot.dataset(snapshot.posyandu.dataset(index)).1 {
            tag_text(&mut feature, "sample", "contoh");
        }
        layer = feature.end();
    }
    (layer.num_features() > 0).then_some(layer)
}

/// Writes the Kampung KB of a tile, as all facts of the register have it;
/// none where there are none.
pub(super) fn kampung_kb(snapshot: &Snapshot, cut: &Cut, layer: MvtLayerBuilder) -> Option<MvtLayerBuilder> {
    let mut layer = layer;
    for area in snapshot.register.areas() {
        let entry = &snapshot.areas.all()[area];
        let cell = cell_of(entry.label, cut.zoom);
        if !cut.holds(cell) {
            continue;
        }
        let standing = snapshot.register.standing(area, Date::MAX);
        let mut feature = point(layer, cut, cell);
        feature.id(Some(entry.code.number()));
        tag_text(&mut feature, "kode", &entry.code.to_string());
        tag_text(&mut feature, "nama", standing.name.unwrap_or(&entry.name));
        tag_text(&mut feature, "quality", PointQuality::KelurahanCentroid.as_str());
        if let Some(since) = standing.since {
            tag_text(&mut feature, "since", &since.event.date.to_string());
            tag_text(&mut feature, "precision", since.event.precision.as_str());
        }
        if let Some((class, fact)) = standing.class {
            tag_text(&mut feature, "class", class.as_str());
            tag(&mut feature, "class_sample", MvtValueRef::Bool(fact.sample));
        }
        if let Some((stage, fact)) = standing.stage {
            tag_text(&mut feature, "stage", stage.as_str());
            tag(&mut feature, "stage_sample", MvtValueRef::Bool(fact.sample));
        }
        layer = feature.end();
    }
    (layer.num_features() > 0).then_some(layer)
}
