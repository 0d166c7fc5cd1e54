//! Shapes of a staged version beside those on the map, as GeoJSON.

use serde_json::{Value, json};

use crate::app::Preview;

/// Every feature of a preview.
pub(super) fn collection(preview: &Preview) -> Value {
    let areas =
        [("current", &preview.current), ("staged", &preview.staged)].into_iter().flat_map(|(side, areas)| {
            areas.iter().map(move |area| {
                json!({
                    "type": "Feature",
                    "id": area.code.number(),
                    "properties": { "side": side, "kode": area.code.to_string(), "nama": area.name },
                    "geometry": polygons(&area.shape),
                })
            })
        });
    let points = [("current", &preview.points_now), ("staged", &preview.points_then)].into_iter().flat_map(
        |(side, points)| {
            points.iter().map(move |(name, position)| {
                json!({
                    "type": "Feature",
                    "properties": { "side": side, "nama": name },
                    "geometry": { "type": "Point", "coordinates": [position.lon(), position.lat()] },
                })
            })
        },
    );
    let defects = preview.defects.iter().map(|defect| {
        json!({
            "type": "Feature",
            "properties": {
                "finding": defect.code.as_str(),
                "areas": defect.areas.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "square_metres": (defect.square_metres * 10.0).round() / 10.0,
            },
            "geometry": polygons(&defect.shape),
        })
    });
    json!({ "type": "FeatureCollection", "features": areas.chain(points).chain(defects).collect::<Vec<_>>() })
}

fn polygons(shape: &geo::MultiPolygon) -> Value {
    let ring = |line: &geo::LineString| line.0.iter().map(|coord| [coord.x, coord.y]).collect::<Vec<_>>();
    let rings = |polygon: &geo::Polygon| {
        std::iter::once(ring(polygon.exterior()))
            .chain(polygon.interiors().iter().map(ring))
            .collect::<Vec<_>>()
    };
    json!({ "type": "MultiPolygon", "coordinates": shape.iter().map(rings).collect::<Vec<_>>() })
}
