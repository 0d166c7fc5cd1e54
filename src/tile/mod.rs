//! Snapshot → tile bytes: one layer and one coordinate give one vector tile.
//!
//! Shapes come from the snapshot already on the zoom's grid, with a vertex on
//! every line along which tiles are cut. So cutting computes nothing and rounds
//! nothing: two tiles beside each other agree to the last bit, and the same
//! question gives the same bytes.
//!
//! Absent on purpose: the database, a cache, headers, compression.

mod clip;
mod areas;
mod borders;
mod points;

use std::collections::BTreeSet;

use fast_mvt::{MvtFeatureBuilder, MvtLayerBuilder, MvtValueRef};

use crate::domain::{Level, Period, TileCoord, words};
use crate::snapshot::Snapshot;
use crate::topology::{Grid, Point};

pub use areas::levels_at;

words! {
    /// What a tile holds.
    Layer as "layer" {
        /// Areas of all levels.
        Areas = "areas",
        /// Borders, each once.
        Borders = "borders",
        /// Posyandu that have a position.
        Posyandu = "posyandu",
        /// A point inside each kelurahan of which Kampung KB facts are known.
        KampungKb = "kampung-kb",
    }
}

/// The highest zoom for which tiles are made; clients enlarge beyond it.
pub const MAX_ZOOM: u8 = Grid::MAX_ZOOM;

/// What is wanted of a layer, besides the coordinate.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Wish {
    /// Only these levels, at every zoom.
    pub levels: Option<BTreeSet<Level>>,
    /// The figures of an indicator, by its position in the catalogue, and a
    /// period, written into the areas.
    pub joined: Option<(usize, Period)>,
}

/// The bytes of a tile at a zoom at most [`MAX_ZOOM`]; empty where nothing lies
/// in it.
pub fn encode(snapshot: &Snapshot, layer: Layer, coord: TileCoord, wish: &Wish) -> Vec<u8> {
    let cut = Cut::of(coord);
    let builder = new_layer(layer);
    match layer {
        Layer::Areas => areas::encode(snapshot, &cut, wish, builder),
        Layer::Borders => borders::encode(snapshot, &cut, builder),
        Layer::Posyandu => points::posyandu(snapshot, &cut, builder),
        Layer::KampungKb => points::kampung_kb(snapshot, &cut, builder),
    }
    .map_or_else(Vec::new, MvtLayerBuilder::encode)
}

fn new_layer(layer: Layer) -> MvtLayerBuilder {
    MvtLayerBuilder::new(layer.as_str()).expect("the names of layers are neither empty nor repeated")
}

/// A tile with its buffer, in cells counted from the north-west of the world.
struct Cut {
    zoom: u8,
    origin: Point,
    low: Point,
    high: Point,
}

impl Cut {
    fn of(coord: TileCoord) -> Self {
        let cell = |number: u32| i32::try_from(i64::from(number) * Grid::TILE).unwrap_or(i32::MAX);
        let origin = Point { x: cell(coord.x()), y: cell(coord.y()) };
        let buffer = i32::try_from(Grid::BUFFER).unwrap_or(0);
        let size = i32::try_from(Grid::TILE).unwrap_or(0);
        Self {
            zoom: coord.z(),
            origin,
            low: Point { x: origin.x - buffer, y: origin.y - buffer },
            high: Point { x: origin.x + size + buffer, y: origin.y + size + buffer },
        }
    }

    /// A cell counted from the tile's own corner.
    fn local(&self, cell: Point) -> fast_mvt::MvtCoord {
        fast_mvt::MvtCoord { x: cell.x - self.origin.x, y: cell.y - self.origin.y }
    }

    fn holds(&self, cell: Point) -> bool {
        (self.low.x..=self.high.x).contains(&cell.x) && (self.low.y..=self.high.y).contains(&cell.y)
    }
}

/// Writes a property.
fn tag(feature: &mut MvtFeatureBuilder, key: &str, value: MvtValueRef<'_>) {
    feature.tag_ref(key, value).expect("a feature has far fewer properties than a tile can count");
}

/// Writes a text property.
fn tag_text(feature: &mut MvtFeatureBuilder, key: &str, value: &str) {
    tag(feature, key, MvtValueRef::String(value));
}
