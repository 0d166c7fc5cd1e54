//! The layer of areas.

use fast_mvt::{MvtGeomType, MvtLayerBuilder, MvtValueRef};

use super::clip::Room;
use super::feature::Feature;
use super::fields::Property;
use super::{Cut, Wish};
use crate::domain::{Level, Period, PublicCount, Shown};
use crate::snapshot::{AreaEntry, AreaIndex, Snapshot, ZoomShape};
use crate::topology::Polygon;

/// The levels that a tile carries: those wished for, else those of its zoom.
pub(super) fn carried(snapshot: &Snapshot, zoom: u8, wish: &Wish) -> Vec<Level> {
    match &wish.levels {
        Some(levels) => levels.iter().copied().collect(),
        None => snapshot.areas.carried(zoom),
    }
}

/// Writes the areas of a tile; none where there are none.
pub(super) fn encode(
    snapshot: &Snapshot,
    cut: &Cut,
    wish: &Wish,
    layer: MvtLayerBuilder,
) -> Option<MvtLayerBuilder> {
    let zoom = cut.coord.z();
    let (mut layer, mut room) = (layer, Room::default());
    for level in carried(snapshot, zoom, wish) {
        for shape in snapshot.zooms.within(zoom, level, cut.low, cut.high) {
            let polygons = room.clip(&shape, cut.low, cut.high);
            if !polygons.is_empty() {
                layer = write(snapshot, cut, &shape, &polygons, wish, layer);
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
    wish: &Wish,
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
    let mut feature = Feature::new(feature, wish);
    describe(&mut feature, area, shape.placeholder);
    if let Some(joined) = &wish.joined {
        for &indicator in &joined.indicators {
            let prefix = joined.prefix(snapshot.indicators[indicator].id.as_str());
            join(&mut feature, &prefix, snapshot, shape.area, indicator, joined.period);
        }
    }
    feature.end()
}

fn describe(feature: &mut Feature<'_>, area: &AreaEntry, placeholder: bool) {
    feature.text(Property::Kode, &area.code.to_string());
    feature.text(Property::Nama, &area.name);
    feature.text(Property::Tingkat, area.code.level().as_str());
    if let Some(parent) = area.code.parent() {
        feature.text(Property::KodeInduk, &parent.to_string());
    }
    if placeholder {
        feature.value(Property::Placeholder, MvtValueRef::Bool(true));
    }
}

/// Writes what the public may see of one figure into a feature.
fn join(
    feature: &mut Feature<'_>,
    prefix: &str,
    snapshot: &Snapshot,
    area: AreaIndex,
    indicator: usize,
    period: Period,
) {
    let level = snapshot.areas.all()[area].code.level();
    let entry = &snapshot.indicators[indicator];
    let Some(column) = snapshot.public.column(indicator, period, level) else { return };
    let cell = &column.cells[area - snapshot.areas.of_level(level).start];
    let text = MvtValueRef::String;
    feature.behind(prefix, Property::State, text(cell.shown.state().as_str()));
    if let Some(reason) = cell.shown.reason() {
        feature.behind(prefix, Property::Reason, text(reason.as_str()));
    }
    join_value(feature, prefix, &cell.shown);
    if let (Some(value), Some(scheme)) = (cell.shown.value(), entry.thresholds.first()) {
        let class = scheme.class_of(value.value);
        feature.behind(prefix, Property::Class, MvtValueRef::UInt(class as u64));
    }
    if entry.id.is_sample() {
        feature.behind(prefix, Property::Sample, text("contoh"));
    }
}

fn join_value(feature: &mut Feature<'_>, prefix: &str, shown: &Shown<PublicCount>) {
    let Some(value) = shown.value() else { return };
    feature.behind(prefix, Property::Value, MvtValueRef::Double(value.value));
    for (property, end) in [(Property::Lo, value.low), (Property::Hi, value.high)] {
        if let Some(end) = end {
            feature.behind(prefix, property, MvtValueRef::Double(end));
        }
    }
    if let Some(count) = value.denominator {
        feature.behind(prefix, Property::N, MvtValueRef::Int(count.get()));
    }
}
