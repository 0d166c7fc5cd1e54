//! What an archive says of itself.

use serde_json::{Map, Value, json};

use super::pack::Plan;
use crate::tile::About;

/// The metadata of PMTiles: one JSON object, `vector_layers` as in TileJSON.
pub(super) fn for_pmtiles(about: &About, plan: &Plan) -> String {
    let mut members = Map::new();
    for (name, value) in texts(about, plan) {
        members.insert(name.to_owned(), Value::String(value));
    }
    members.insert("sample".to_owned(), Value::Bool(about.sample));
    members.insert("vector_layers".to_owned(), vector_layers(about, plan));
    Value::Object(members).to_string()
}

/// The rows of MBTiles' table `metadata` (1.3).
pub(super) fn for_mbtiles(about: &About, plan: &Plan) -> Vec<(&'static str, String)> {
    let mut rows = texts(about, plan);
    rows.extend([
        ("format", "pbf".to_owned()),
        ("minzoom", "0".to_owned()),
        ("maxzoom", plan.max_zoom.to_string()),
        ("sample", about.sample.to_string()),
        ("json", json!({ "vector_layers": vector_layers(about, plan) }).to_string()),
    ]);
    if let Some(bounds) = about.bounds {
        let (low, high, centre) = (bounds.min(), bounds.max(), bounds.center());
        rows.push(("bounds", format!("{:.7},{:.7},{:.7},{:.7}", low.x, low.y, high.x, high.y)));
        rows.push(("center", format!("{:.7},{:.7},{}", centre.x, centre.y, middle_zoom(plan))));
    }
    rows
}

/// The zoom that a reader opens first, where it follows the archive.
pub(super) fn middle_zoom(plan: &Plan) -> u8 {
    plan.max_zoom / 2
}

fn texts(about: &About, plan: &Plan) -> Vec<(&'static str, String)> {
    let mark = if about.sample { " (DATA CONTOH)" } else { "" };
    vec![
        ("name", format!("Jangkau: {}{mark}", plan.layers)),
        ("description", format!("Version {}{mark}", about.token)),
        ("attribution", about.attribution.clone()),
        ("license", about.licence.clone()),
        ("type", "overlay".to_owned()),
        ("version", "1".to_owned()),
        ("dataset_version", about.token.to_string()),
    ]
}

fn vector_layers(about: &About, plan: &Plan) -> Value {
    let layers = about.layers.iter().map(|layer| {
        let fields: Map<String, Value> =
            layer.fields.iter().map(|(name, says)| (name.clone(), json!(says))).collect();
        json!({
            "id": layer.layer.as_str(),
            "description": layer.description,
            "minzoom": 0,
            "maxzoom": plan.max_zoom,
            "fields": fields,
        })
    });
    layers.collect()
}
