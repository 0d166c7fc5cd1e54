//! The layer of areas.

use super::clip::Room;
use super::fields::Property;
use super::layer::{Feature, Kind, LayerWriter, Value};
use super::{Cut, Wish};
use crate::domain::{Level, Period, PublicCount, Shown};
use crate::snapshot::{AreaEntry, AreaIndex, Snapshot};

/// The levels that a tile carries: those wished for, else those of its zoom.
pub(super) fn carried(snapshot: &Snapshot, zoom: u8, wish: &Wish) -> Vec<Level> {
    match &wish.levels {
        Some(levels) => levels.iter().copied().collect(),
        None => snapshot.areas.carried(zoom),
    }
}

/// Writes the areas of a tile.
pub(super) fn write(snapshot: &Snapshot, cut: &Cut, wish: &Wish, layer: &mut LayerWriter<'_>) {
    let zoom = cut.coord.z();
    let mut room = Room::default();
    for level in carried(snapshot, zoom, wish) {
        for shape in snapshot.zooms.within(zoom, level, cut.low, cut.high) {
            let area = &snapshot.areas.all()[shape.area];
            let mut feature = layer.feature(Kind::Polygon, Some(area.code.number()));
            room.write(&shape, cut, feature.geometry());
            if feature.geometry().is_empty() {
                continue;
            }
            describe(&mut feature, area, shape.placeholder);
            if let Some(joined) = &wish.joined {
                for &indicator in &joined.indicators {
                    let prefix = joined.prefix(snapshot.indicators[indicator].id.as_str());
                    join(&mut feature, &prefix, snapshot, shape.area, indicator, joined.period);
                }
            }
            feature.end();
        }
    }
}

fn describe(feature: &mut Feature<'_, '_>, area: &AreaEntry, placeholder: bool) {
    feature.code(Property::Kode, area.code);
    feature.text(Property::Nama, &area.name);
    feature.text(Property::Tingkat, area.code.level().as_str());
    if let Some(parent) = area.code.parent() {
        feature.code(Property::KodeInduk, parent);
    }
    if placeholder {
        feature.value(Property::Placeholder, Value::Bool(true));
    }
}

/// Writes what the public may see of one figure into a feature.
fn join(
    feature: &mut Feature<'_, '_>,
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
    let text = Value::Text;
    feature.behind(prefix, Property::State, text(cell.shown.state().as_str()));
    if let Some(reason) = cell.shown.reason() {
        feature.behind(prefix, Property::Reason, text(reason.as_str()));
    }
    join_value(feature, prefix, &cell.shown);
    if let (Some(value), Some(scheme)) = (cell.shown.value(), entry.thresholds.first()) {
        let class = scheme.class_of(value.value);
        feature.behind(prefix, Property::Class, Value::UInt(class as u64));
    }
    if entry.id.is_sample() {
        feature.behind(prefix, Property::Sample, text("contoh"));
    }
}

fn join_value(feature: &mut Feature<'_, '_>, prefix: &str, shown: &Shown<PublicCount>) {
    let Some(value) = shown.value() else { return };
    feature.behind(prefix, Property::Value, Value::Double(value.value));
    for (property, end) in [(Property::Lo, value.low), (Property::Hi, value.high)] {
        if let Some(end) = end {
            feature.behind(prefix, property, Value::Double(end));
        }
    }
    if let Some(count) = value.denominator {
        feature.behind(prefix, Property::N, Value::Int(count.get()));
    }
}
