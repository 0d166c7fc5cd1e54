//! What addresses of tiles ask for: layers, levels, figures, properties.

use std::collections::BTreeSet;

use super::extract::{self, Query, short};
use super::problem::{Kind, Problem};
use crate::domain::{InvalidValue, Level};
use crate::snapshot::Snapshot;
use crate::tile::{Joined, Layer, Layers, NotLayers, Property, Wish, properties};

/// The parameters of a tile set.
pub(super) const PARAMETERS: &[&str] = &["indicator", "period", "levels", "properties"];

/// The layers of a name.
pub(super) fn layers(name: &str) -> Result<Layers, Problem> {
    name.parse().map_err(|error: NotLayers| match error {
        NotLayers::Unknown(_) => Problem::new(Kind::NoSuchLayer, error.to_string()),
        NotLayers::Twice(_) => Problem::parameter("tileset", error.to_string()),
    })
}

/// What the query wants of some layers.
pub(super) fn wish(snapshot: &Snapshot, layers: Layers, query: &Query) -> Result<Wish, Problem> {
    let takes = |name: &str, by: &[Layer]| {
        if query.text(name).is_none() || by.iter().any(|&layer| layers.hold(layer)) {
            return Ok(());
        }
        let by: Vec<&str> = by.iter().map(|layer| layer.as_str()).collect();
        Err(Problem::parameter(name, format!("only the layer {} takes it", by.join(" or "))))
    };
    takes("indicator", &[Layer::Areas])?;
    takes("period", &[Layer::Areas])?;
    takes("levels", &[Layer::Areas, Layer::Labels])?;
    let joined = joined(snapshot, query)?;
    let levels = query.text("levels").map(levels).transpose()?;
    let known = properties(layers, joined.is_some());
    let properties = query.text("properties").map(|text| chosen(text, &known)).transpose()?;
    Ok(Wish { levels, joined, properties })
}

fn joined(snapshot: &Snapshot, query: &Query) -> Result<Option<Joined>, Problem> {
    match (query.text("indicator"), query.text("period")) {
        (None, None) => Ok(None),
        (Some(ids), Some(period)) => {
            let indicators = indicators(snapshot, ids)?;
            Ok(Some(Joined { indicators, period: extract::period(period)? }))
        }
        (Some(_), None) => Err(Problem::parameter("period", "it is required beside indicator")),
        (None, Some(_)) => Err(Problem::parameter("indicator", "it is required beside period")),
    }
}

fn indicators(snapshot: &Snapshot, ids: &str) -> Result<BTreeSet<usize>, Problem> {
    let mut indicators = BTreeSet::new();
    for id in ids.split(',') {
        if !indicators.insert(extract::indicator(snapshot, id)?) {
            return Err(Problem::parameter("indicator", format!("{} stands twice", short(id))));
        }
        if indicators.len() > Joined::MOST {
            let detail = format!("at most {} indicators fit into one tile", Joined::MOST);
            return Err(Problem::parameter("indicator", detail));
        }
    }
    Ok(indicators)
}

/// Levels, separated by commas.
pub(super) fn levels(text: &str) -> Result<BTreeSet<Level>, Problem> {
    text.split(',')
        .map(|word| {
            word.parse().map_err(|error: InvalidValue| Problem::parameter("levels", error.to_string()))
        })
        .collect()
}

fn chosen(text: &str, known: &[Property]) -> Result<BTreeSet<Property>, Problem> {
    let one = |word: &str| {
        let property = known.iter().copied().find(|property| property.as_str() == word);
        property.ok_or_else(|| {
            let known: Vec<&str> = known.iter().map(|property| property.as_str()).collect();
            let detail = format!("\"{}\" is none of {}", short(word), known.join(", "));
            Problem::parameter("properties", detail)
        })
    };
    text.split(',').map(one).collect()
}
