//! The layer of areas.

use fast_mvt::{MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtValueRef};

use super::clip::Room;
use super::{Cut, Wish, tag, tag_text};
use crate::domain::{Level, Period, PublicCount, Shown};
use crate::snapshot::{AreaEntry, AreaIndex, Areas, Snapshot, ZoomShape};
use crate::topology::Polygon;

/// The levels that tiles of a zoom carry where nobody asks for others.
pub fn levels_at(areas: &Areas, zoom: u8) -> Vec<Level> {
    areas.carried(zoom)
}

/// Writes the areas of a tile; none where there are none.
pub(super) fn encode(
    snapshot: &Snapshot,
    cut: &Cut,
    wish: &Wish,
    layer: MvtLayerBuilder,
) -> Option<MvtLayerBuilder> {
    let levels = match &wish.levels {
        Some(levels) => levels.iter().copied().collect(),
        None => levels_at(&snapshot.areas, cut.zoom),
    };
    let (mut layer, mut room) = (layer, Room::default());
    for level in levels {
        for shape in snapshot.zooms.within(cut.zoom, level, cut.low, cut.high) {
            let polygons = room.clip(&shape, cut.low, cut.high);
            if !polygons.is_empty() {
                layer = write(snapshot, cut, &shape, &polygons, wish.joined, layer);
            }
        }
    }
    (layer.num_features() > 0).then_some(layer)
}

fn write(
    snapshot: &Snapshot,
    cut: &Cut,
    shape: &ZoomShape<'_>,
    polygons: &[Polygon],
    joined: Option<(usize, Period)>,
    layer: MvtLayerBuilder,
) -> MvtLayerBuilder {
    let mut feature = layer.feature_of(MvtGeomType::Polygon);
    for polygon in polygons {
        for (index, ring) in polygon.rings().enumerate() {
            let coords = ring.iter().map(|&cell| cut.local(cell));
            feature.ring(coords, index == 0).expect("rings have at least three vertices on the grid");
        }
    }
    let area = &snapshot.areas.all()[shape.area];
    feature.id(Some(area.code.number()));
    describe(&mut feature, area, shape.placeholder);
    if let Some((indicator, period)) = joined {
        join(&mut feature, snapshot, shape.area, indicator, period);
    }
    feature.end()
}

fn describe(feature: &mut MvtFeatureBuilder, area: &AreaEntry, placeholder: bool) {
    tag_text(feature, "kode", &area.code.to_string());
    tag_text(feature, "nama", &area.name);
    tag_text(feature, "tingkat", area.code.level().as_str());
    if let Some(parent) = area.code.parent() {
        tag_text(feature, "kode_induk", &parent.to_string());
    }
    if placeholder {
        tag(feature, "placeholder", MvtValueRef::Bool(true));
    }
}

/// Writes what the public may see of one figure into a feature.
fn join(
    feature: &mut MvtFeatureBuilder,
    snapshot: &Snapshot,
    area: AreaIndex,
    indicator: usize,
    period: Period,
) {
    let level = snapshot.areas.all()[area].code.level();
    let entry = &snapshot.indicators[indicator];
    let Some(column) = snapshot.public.column(indicator, period, level) else { return };
    let cell = &column.cells[area - snapshot.areas.of_level(level).start];
    tag_text(feature, "state", cell.shown.state().as_str());
    if let Some(reason) = cell.shown.reason() {
        tag_text(feature, "reason", reason.as_str());
    }
    join_value(feature, &cell.shown);
    if let (Some(value), Some(scheme)) = (cell.shown.value(), entry.thresholds.first()) {
        let class = scheme.class_of(value.value);
        tag(feature, "class", MvtValueRef::UInt(class as u64));
    }
    if entry.id.is_sample() {
        tag_text(feature, "sample", "contoh");
    }
}

fn join_value(feature: &mut MvtFeatureBuilder, shown: &Shown<PublicCount>) {
    let Some(value) = shown.value() else { return };
    tag(feature, "value", MvtValueRef::Double(value.value));
    for (key, end) in [("lo", value.low), ("hi", value.high)] {
        if let Some(end) = end {
            tag(feature, key, MvtValueRef::Double(end));
        }
    }
    if let Some(count) = value.denominator {
        tag(feature, "n", MvtValueRef::Int(count.get()));
    }
}
