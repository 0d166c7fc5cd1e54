//! The layer of borders: each border once, for both of its sides, of the levels
//! that tiles of the zoom carry and of wider ones.

use fast_mvt::{MvtGeomType, MvtLayerBuilder, MvtValueRef};

use super::clip::clip_line;
use super::feature::Feature;
use super::fields::Property;
use super::{Cut, Wish};
use crate::snapshot::Snapshot;

/// Writes the borders of a tile; none where there are none.
pub(super) fn encode(
    snapshot: &Snapshot,
    cut: &Cut,
    wish: &Wish,
    layer: MvtLayerBuilder,
) -> Option<MvtLayerBuilder> {
    let mut layer = layer;
    let zoom = cut.coord.z();
    let &smallest = snapshot.areas.carried(zoom).last()?;
    for border in snapshot.zooms.borders(zoom, smallest, cut.low, cut.high) {
        let stretches = clip_line(&border.cells, cut.low, cut.high);
        if stretches.is_empty() {
            continue;
        }
        let mut feature = layer.feature_of(MvtGeomType::LineString);
        for stretch in stretches {
            let coords = stretch.into_iter().map(|cell| cut.local(cell));
            feature.line(coords).expect("a stretch has at least two vertices");
        }
        let mut feature = Feature::new(feature, wish);
        feature.text(Property::Tingkat, border.level.as_str());
        if border.outer {
            feature.value(Property::Outer, MvtValueRef::Bool(true));
        }
        layer = feature.end();
    }
    (layer.num_features() > 0).then_some(layer)
}
