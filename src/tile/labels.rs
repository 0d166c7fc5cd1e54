//! The layer of labels: one point for the name of each area.
//!
//! The point lies inside the area and is the same position at every zoom. It
//! stands only in the tile that owns it, never in a neighbour's buffer, so that
//! a client that joins tiles draws each name once.

use super::areas::carried;
use super::fields::Property;
use super::layer::{LayerWriter, Value};
use super::{Cut, Wish};
use crate::snapshot::Snapshot;

/// Writes the labels of a tile.
pub(super) fn write(snapshot: &Snapshot, cut: &Cut, wish: &Wish, layer: &mut LayerWriter<'_>) {
    for level in carried(snapshot, cut.coord.z(), wish) {
        for (area, cell) in snapshot.labels.of_tile(&snapshot.areas, level, cut.coord) {
            let area = &snapshot.areas.all()[area];
            let mut feature = layer.at(cell, cut, area.code.number());
            feature.code(Property::Kode, area.code);
            feature.text(Property::Nama, &area.name);
            feature.text(Property::Tingkat, level.as_str());
            // To a hundred square metres, as the API has it.
            let size = (area.square_km * 1e4).round() / 1e4;
            feature.value(Property::AreaKm2, Value::Double(size));
            feature.end();
        }
    }
}
