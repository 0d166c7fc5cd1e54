//! In which tiles something may lie.
//!
//! A tile is looked at only where the tile above it is, which leaves nothing
//! out. That an *encoded* tile is empty would not prove it of those below: a
//! strip thinner than a cell is drawn as one cell at its label, and is longer
//! again one zoom further in. So the test is of extents with every vertex:
//!
//! - Simplified lines keep some of the vertices and move each by less than a
//!   cell; a placeholder is the cell at a position inside. Whatever is drawn of
//!   a thing lies within [`MARGIN`] cells of its extent.
//! - A tile with its buffer and the margin around it holds the same box of each
//!   tile below it, for half of both is left of them there.
//! - Wider areas are made of kelurahan. Kelurahan are looked for at every zoom,
//!   wider areas only down to the last zoom that carries them.

use geo::CoordsIter;

use super::hilbert::children;
use crate::domain::{Level, Position, TileCoord};
use crate::snapshot::{AreaEntry, Snapshot};
use crate::tile::{Layer, Layers, MAX_ZOOM, Wish};
use crate::topology::{Grid, Point, plane};

/// Cells around an extent within which the thing is drawn.
const MARGIN: i64 = 2;

/// Bytes of a vertex at the most: two numbers of two bytes, and some room for
/// vertices that cut lines add.
const VERTEX_BYTES: usize = 5;
/// Bytes of a feature besides its vertices, generously.
const FEATURE_BYTES: usize = 400;
/// Bytes of the figures of one indicator in a feature.
const FIGURE_BYTES: usize = 150;
/// Bytes of a tile besides its features: names of layers and properties.
const TILE_BYTES: usize = 8_000;

/// Everything that tiles may draw, by its extent.
pub struct Footprint {
    things: Vec<Thing>,
}

struct Thing {
    low: Point,
    high: Point,
    /// The last zoom at which it is drawn.
    last: u8,
    /// The most bytes that it takes in a tile.
    bytes: usize,
}

impl Footprint {
    /// Of what some layers draw of a snapshot.
    pub fn of(snapshot: &Snapshot, layers: Layers, wish: &Wish) -> Self {
        let mut things = Vec::new();
        let all = snapshot.areas.all();
        if layers.hold(Layer::Areas) || layers.hold(Layer::Borders) {
            let copies = copies(snapshot, layers, wish);
            let figures = wish.joined.as_ref().map_or(0, |joined| joined.indicators.len() * FIGURE_BYTES);
            things.extend(all.iter().map(|area| {
                let thing = extent(area, last_zoom(snapshot, area, wish), copies);
                Thing { bytes: thing.bytes + figures, ..thing }
            }));
        }
        if layers.hold(Layer::Labels) {
            things.extend(all.iter().map(|area| point(area.label, last_zoom(snapshot, area, wish))));
        }
        if layers.hold(Layer::Posyandu) {
            let posyandu = snapshot.posyandu.all().iter().filter_map(|one| one.position);
            things.extend(posyandu.map(|position| point(position, MAX_ZOOM)));
        }
        if layers.hold(Layer::KampungKb) {
            things.extend(snapshot.register.areas().into_iter().map(|area| point(all[area].label, MAX_ZOOM)));
        }
        Self { things }
    }

    /// The tiles of a zoom in which something may lie, along a Hilbert curve.
    pub fn tiles(&self, zoom: u8) -> impl Iterator<Item = TileCoord> {
        let drawn = |thing: &usize| self.things[*thing].last >= zoom;
        let here: Vec<usize> = (0..self.things.len()).filter(drawn).collect();
        let mut waiting = vec![(root(), here)];
        std::iter::from_fn(move || {
            while let Some((coord, things)) = waiting.pop() {
                if coord.z() == zoom {
                    return Some(coord);
                }
                waiting.extend(self.below(coord, &things));
            }
            None
        })
    }

    /// Tiles of all zooms up to one, a zoom after the other.
    pub fn pyramid(&self, max_zoom: u8) -> impl Iterator<Item = TileCoord> {
        (0..=max_zoom).flat_map(|zoom| self.tiles(zoom))
    }

    /// The tiles, from the widest on, whose things could take more bytes than
    /// this. Nothing below a tile that is left out could.
    pub(super) fn heavy(&self, max_zoom: u8, bytes: usize) -> Vec<TileCoord> {
        let mut heavy = Vec::new();
        let mut waiting = vec![(root(), (0..self.things.len()).collect::<Vec<usize>>())];
        while let Some((coord, things)) = waiting.pop() {
            if TILE_BYTES + things.iter().map(|&thing| self.things[thing].bytes).sum::<usize>() > bytes {
                heavy.push(coord);
                if coord.z() < max_zoom {
                    waiting.extend(self.below(coord, &things));
                }
            }
        }
        heavy.sort_by_key(|&coord| super::hilbert::number(coord));
        heavy
    }

    /// The tiles below one that things meet, each with them, the last first.
    fn below(&self, coord: TileCoord, things: &[usize]) -> Vec<(TileCoord, Vec<usize>)> {
        let mut below: Vec<(TileCoord, Vec<usize>)> = children(coord)
            .into_iter()
            .map(|child| {
                let (low, high) = reach(child);
                let meets = |thing: &Thing| {
                    thing.low.x <= high.x
                        && thing.high.x >= low.x
                        && thing.low.y <= high.y
                        && thing.high.y >= low.y
                };
                (child, things.iter().copied().filter(|&thing| meets(&self.things[thing])).collect())
            })
            .filter(|(_, things): &(TileCoord, Vec<usize>)| !things.is_empty())
            .collect();
        below.reverse();
        below
    }
}

fn root() -> TileCoord {
    TileCoord::new(0, 0, 0).expect("the world is a tile")
}

/// The corners of a tile on the plane, with its buffer and the margin around it.
fn reach(coord: TileCoord) -> (Point, Point) {
    let grid = Grid::of_zoom(coord.z());
    let around = Grid::BUFFER + MARGIN;
    let cell = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let (x, y) = (i64::from(coord.x()) * Grid::TILE, i64::from(coord.y()) * Grid::TILE);
    let low = Point { x: cell(x - around), y: cell(y - around) };
    let high = Point { x: cell(x + Grid::TILE + around), y: cell(y + Grid::TILE + around) };
    (grid.centre(low), grid.centre(high))
}

/// How often the vertices of a kelurahan can stand in a tile: in each level, and in borders.
fn copies(snapshot: &Snapshot, layers: Layers, wish: &Wish) -> usize {
    let levels = wish.levels.as_ref().map_or_else(|| snapshot.areas.levels().count(), |levels| levels.len());
    let areas = if layers.hold(Layer::Areas) { levels } else { 0 };
    areas + usize::from(layers.hold(Layer::Borders))
}

/// The last zoom at which an area may be drawn.
fn last_zoom(snapshot: &Snapshot, area: &AreaEntry, wish: &Wish) -> u8 {
    let level = area.code.level();
    if level == Level::Kelurahan || wish.levels.is_some() {
        return MAX_ZOOM;
    }
    let carried = |zoom: &u8| snapshot.areas.carried(*zoom).contains(&level);
    (0..=MAX_ZOOM).rev().find(carried).unwrap_or(0)
}

fn extent(area: &AreaEntry, last: u8, copies: usize) -> Thing {
    let (low, high) = (area.bounds.min(), area.bounds.max());
    let vertices = area.shape.as_ref().map_or(0, |shape| shape.coords_count());
    Thing {
        // North is up in degrees and down on the plane.
        low: plane::from_degrees(low.x, high.y),
        high: plane::from_degrees(high.x, low.y),
        last,
        bytes: FEATURE_BYTES + copies * vertices * VERTEX_BYTES,
    }
}

fn point(position: Position, last: u8) -> Thing {
    let point = plane::from_degrees(position.lon(), position.lat());
    Thing { low: point, high: point, last, bytes: FEATURE_BYTES }
}
