//! Where posyandu stand: chance positions inside a kelurahan, kept apart.
//!
//! A position is drawn in the box around the kelurahan and taken if it lies in
//! it, in no neighbour that overlaps it, and far enough from the posyandu
//! around. Real posyandu stand in no grid, and neither do these.

use geo::{Area as _, BoundingRect, InteriorPoint, Intersects, MultiPolygon, Point, Rect};

use super::City;
use super::random::Random;
use crate::domain::{Area, InvalidValue, Position};

/// The room that each posyandu gets, as a share of the side of the square that
/// an even spread would give it.
const ROOM: f64 = 0.35;

/// After so many draws in vain, the room is cut by [`SHRINK`].
const PATIENCE: u32 = 60;
const SHRINK: f64 = 0.85;

/// Posyandu never stand closer than this, in metres.
const CLOSEST: f64 = 15.0;

/// After so many draws in vain, nobody knows where the posyandu is.
const GIVE_UP: u32 = 6_000;

/// Metres of a degree of latitude.
const METRES: f64 = 111_195.0;

/// Positions for so many posyandu a kelurahan, from west to east; none where a
/// kelurahan has no room.
pub(super) fn places(
    city: &City,
    counts: &[u32],
    seed: u64,
) -> Result<Vec<Vec<Option<Position>>>, InvalidValue> {
    let mut taken: Vec<Vec<Position>> = vec![Vec::new(); city.len()];
    for (kelurahan, &count) in counts.iter().enumerate() {
        let mut random = Random::of(seed, "places", &[city.place(kelurahan)]);
        let mut room = ROOM * (square_metres(&city.areas[kelurahan].shape) / f64::from(count.max(1))).sqrt();
        for _ in 0..count {
            if let Some(place) = draw(city, kelurahan, &taken, &mut room, &mut random)? {
                taken[kelurahan].push(place);
            }
        }
    }
    Ok(taken.into_iter().zip(counts).map(|(places, &count)| in_order(places, count as usize)).collect())
}

/// From west to east, as wards are numbered here; those without a place last.
fn in_order(mut places: Vec<Position>, count: usize) -> Vec<Option<Position>> {
    places.sort_by(|a, b| a.lon().total_cmp(&b.lon()));
    let mut places: Vec<Option<Position>> = places.into_iter().map(Some).collect();
    places.resize(count, None);
    places
}

/// A point inside the kelurahan, as its middle; none where it is too thin for
/// five decimals.
pub(super) fn centre(area: &Area) -> Result<Option<Position>, InvalidValue> {
    let Some(inside) = area.shape.interior_point() else { return Ok(None) };
    let centre = rounded(inside.x(), inside.y())?;
    Ok(holds(&area.shape, centre).then_some(centre))
}

/// Whether the shape holds the position, its border included.
pub(super) fn holds(shape: &MultiPolygon, position: Position) -> bool {
    shape.intersects(&Point::new(position.lon(), position.lat()))
}

/// Metres between two positions of one city.
pub(super) fn metres(a: Position, b: Position) -> f64 {
    let east = (a.lon() - b.lon()) * METRES * narrowing(a.lat());
    let north = (a.lat() - b.lat()) * METRES;
    (east * east + north * north).sqrt()
}

fn draw(
    city: &City,
    kelurahan: usize,
    taken: &[Vec<Position>],
    room: &mut f64,
    random: &mut Random,
) -> Result<Option<Position>, InvalidValue> {
    let shape = &city.areas[kelurahan].shape;
    let Some(frame) = shape.bounding_rect() else { return Ok(None) };
    let around = &city.neighbours[kelurahan];
    for attempt in 1..=GIVE_UP {
        let place = within(frame, random)?;
        let alone =
            holds(shape, place) && !around.iter().any(|&other| holds(&city.areas[other].shape, place));
        let near = |other: &Position| metres(place, *other) < *room;
        let mut others = around.iter().chain([&kelurahan]).flat_map(|&other| &taken[other]);
        if alone && !others.any(near) {
            return Ok(Some(place));
        }
        if attempt % PATIENCE == 0 {
            *room = (*room * SHRINK).max(CLOSEST);
        }
    }
    Ok(None)
}

fn within(frame: Rect, random: &mut Random) -> Result<Position, InvalidValue> {
    let lon = random.between(frame.min().x, frame.max().x);
    let lat = random.between(frame.min().y, frame.max().y);
    rounded(lon, lat)
}

/// Five decimals, a metre: more would claim what nobody measured.
fn rounded(lon: f64, lat: f64) -> Result<Position, InvalidValue> {
    Position::new((lon * 1e5).round() / 1e5, (lat * 1e5).round() / 1e5)
}

fn square_metres(shape: &MultiPolygon) -> f64 {
    let lat = shape.bounding_rect().map_or(0.0, |frame| frame.center().y);
    shape.unsigned_area() * METRES * METRES * narrowing(lat)
}

/// The cosine of a latitude in degrees by the first terms of its series, since
/// the library's last digit differs between machines. Good to 0.2 % up to 60
/// degrees.
fn narrowing(lat: f64) -> f64 {
    let x = lat * (std::f64::consts::PI / 180.0);
    let square = x * x;
    1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0
}
