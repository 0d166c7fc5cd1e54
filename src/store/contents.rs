//! The table of contents that a GeoPackage has, brought up to date.

use geo::BoundingRect;

use super::error::Error;
use super::geometry::Shape;
use super::sql;
use super::transaction::{Transaction, execute, fetch};

/// Brings a GeoPackage's table of contents up to date: the extent of each layer.
pub(super) async fn after_change(transaction: &mut Transaction) -> Result<(), Error> {
    let Transaction::Gpkg(_) = transaction else { return Ok(()) };
    let shapes = fetch!(transaction, (Shape,), "select geom from peta_kelurahan")?;
    let mut areas = Extent::default();
    for (shape,) in shapes {
        areas.add(&geo::MultiPolygon::try_from(shape)?);
    }
    let points = fetch!(transaction, (Shape,), "select geom from peta_posyandu where geom is not null")?;
    let mut posyandu = Extent::default();
    for (shape,) in points {
        let position = crate::domain::Position::try_from(shape)?;
        posyandu.add(&geo::Point::new(position.lon(), position.lat()));
    }
    for (layer, extent) in
        [("peta_kelurahan", &areas), ("peta_kampung_kb", &areas), ("peta_posyandu", &posyandu)]
    {
        let [west, south, east, north] = extent.edges();
        execute!(transaction, sql::SET_EXTENT, layer, west, south, east, north)?;
    }
    Ok(())
}

#[derive(Default)]
struct Extent(Option<geo::Rect>);

impl Extent {
    fn add<G>(&mut self, shape: &G)
    where
        G: BoundingRect<f64>,
        <G as BoundingRect<f64>>::Output: Into<Option<geo::Rect>>,
    {
        let Some(more) = shape.bounding_rect().into() else { return };
        self.0 = Some(self.0.map_or(more, |so_far| {
            let (a, b) = (so_far.min(), so_far.max());
            let (c, d) = (more.min(), more.max());
            geo::Rect::new(
                geo::Coord { x: a.x.min(c.x), y: a.y.min(c.y) },
                geo::Coord { x: b.x.max(d.x), y: b.y.max(d.y) },
            )
        }));
    }

    fn edges(&self) -> [Option<f64>; 4] {
        self.0.map_or([None; 4], |box_| {
            [Some(box_.min().x), Some(box_.min().y), Some(box_.max().x), Some(box_.max().y)]
        })
    }
}
