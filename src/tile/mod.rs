//! Snapshot → tile bytes: some layers and one coordinate give one vector tile.
//!
//! Shapes come from the snapshot already on the zoom's grid, with a vertex on
//! every line along which tiles are cut. So cutting computes nothing and rounds
//! nothing: two tiles beside each other agree to the last bit, and the same
//! question gives the same bytes. A tile of several layers is the tiles of each,
//! one behind the other in the order of [`Layer::ALL`].
//!
//! Areas and borders reach into a buffer around the tile, so that strokes meet.
//! Labels and posyandu are in the one tile that owns their cell: from its
//! north-western corner on, up to its neighbours' and not including it.
//!
//! Absent on purpose: the database, a cache, headers, compression.

mod layers;
mod fields;
mod wish;
mod around;
mod clip;
mod layer;
mod areas;
mod borders;
mod labels;
mod points;
mod about;

use crate::domain::{Level, TileCoord};
use crate::snapshot::Snapshot;
use crate::topology::{Grid, Point};

use layer::LayerWriter;

pub use about::{About, AboutLayer, about, token};
pub use fields::{Property, properties};
pub use layers::{Layer, Layers, NotLayers};
pub use wish::{Joined, Wish};

/// The highest zoom for which tiles are made; clients enlarge beyond it.
pub const MAX_ZOOM: u8 = Grid::MAX_ZOOM;

/// Works out what tiles of some zooms need, before many of them are made at once
/// on the threads of rayon ([`crate::snapshot::Zooms::prepare`] says why).
pub fn prepare(snapshot: &Snapshot, layers: Layers, zooms: impl IntoIterator<Item = u8>, wish: &Wish) {
    let mut zooms: Vec<u8> = zooms.into_iter().collect();
    zooms.sort_unstable();
    zooms.dedup();
    for zoom in zooms {
        if layers.hold(Layer::Areas) {
            snapshot.zooms.prepare(zoom, &areas::carried(snapshot, zoom, wish));
        }
        if layers.hold(Layer::Borders) {
            snapshot.zooms.prepare(zoom, &[Level::Kelurahan]);
        }
    }
}

/// The bytes of a tile at a zoom at most [`MAX_ZOOM`]; empty where nothing lies
/// in it.
pub fn encode(snapshot: &Snapshot, layers: impl Into<Layers>, coord: TileCoord, wish: &Wish) -> Vec<u8> {
    let cut = Cut::of(coord);
    let mut bytes = Vec::new();
    for layer in layers.into().iter() {
        let mut writer = LayerWriter::new(layer.as_str(), wish);
        match layer {
            Layer::Areas => areas::write(snapshot, &cut, wish, &mut writer),
            Layer::Borders => borders::write(snapshot, &cut, &mut writer),
            Layer::Labels => labels::write(snapshot, &cut, wish, &mut writer),
            Layer::Posyandu => points::posyandu(snapshot, &cut, &mut writer),
            Layer::KampungKb => points::kampung_kb(snapshot, &cut, &mut writer),
        }
        writer.end(&mut bytes);
    }
    bytes
}

/// A tile with its buffer, in cells counted from the north-west of the world.
struct Cut {
    coord: TileCoord,
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
            coord,
            origin,
            low: Point { x: origin.x - buffer, y: origin.y - buffer },
            high: Point { x: origin.x + size + buffer, y: origin.y + size + buffer },
        }
    }

    fn holds(&self, cell: Point) -> bool {
        (self.low.x..=self.high.x).contains(&cell.x) && (self.low.y..=self.high.y).contains(&cell.y)
    }
}
