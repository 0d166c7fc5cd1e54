//! The layer of borders: each border once, for both of its sides, of the levels
//! that tiles of the zoom carry and of wider ones.

use super::Cut;
use super::clip::clip_line;
use super::fields::Property;
use super::layer::{Kind, LayerWriter, Value};
use crate::snapshot::Snapshot;
use crate::topology::packed::pack_lines;

/// Writes the borders of a tile.
pub(super) fn write(snapshot: &Snapshot, cut: &Cut, layer: &mut LayerWriter<'_>) {
    let zoom = cut.coord.z();
    let Some(&smallest) = snapshot.areas.carried(zoom).last() else { return };
    for border in snapshot.zooms.borders(zoom, smallest, cut.low, cut.high) {
        let stretches = clip_line(&border.cells, cut.low, cut.high);
        if stretches.is_empty() {
            continue;
        }
        let mut feature = layer.feature(Kind::Line, None);
        pack_lines(&stretches, cut.origin, feature.geometry());
        feature.text(Property::Tingkat, border.level.as_str());
        if border.outer {
            feature.value(Property::Outer, Value::Bool(true));
        }
        feature.end();
    }
}
