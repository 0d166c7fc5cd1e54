//! What a reader must know of a set of tiles: TileJSON and the metadata of
//! archives say it in their own ways.

use geo::Rect;

use super::fields::fields;
use super::layers::{Layer, Layers};
use super::wish::Wish;
use crate::domain::{DatasetKind, DatasetMeta};
use crate::snapshot::{Snapshot, Token};

/// What a reader must know of a set of tiles.
#[derive(Debug, Clone)]
pub struct About {
    /// The version of the content, as it stands in addresses.
    pub token: Token,
    /// What the areas span, in degrees.
    pub bounds: Option<Rect>,
    /// Who must be named.
    pub attribution: String,
    /// The terms of the datasets.
    pub licence: String,
    /// Whether anything in it is invented.
    pub sample: bool,
    /// The layers, in their order.
    pub layers: Vec<AboutLayer>,
}

/// What a reader must know of a layer.
#[derive(Debug, Clone)]
pub struct AboutLayer {
    /// The layer.
    pub layer: Layer,
    /// What it holds.
    pub description: &'static str,
    /// The names of the properties that occur in it, and what each says.
    pub fields: Vec<(String, &'static str)>,
}

/// What a reader must know of the tiles that [`super::encode`] makes.
pub fn about(snapshot: &Snapshot, layers: Layers, wish: &Wish) -> About {
    let datasets = || made_of(snapshot, layers, wish.joined.is_some());
    let invented = wish.joined.as_ref().is_some_and(|joined| {
        joined.indicators.iter().any(|&indicator| snapshot.indicators[indicator].id.is_sample())
    });
    // Claims of indicators that are not joined in may be invented; they are not here.
    let points = |meta: &DatasetMeta| meta.kind != DatasetKind::Claims;
    About {
        token: token(snapshot, layers, wish.joined.is_some()),
        bounds: snapshot.areas.bounds(),
        attribution: unique(datasets().map(|meta| meta.source.as_str())),
        licence: unique(datasets().map(|meta| meta.licence.as_str())),
        sample: invented || datasets().any(|meta| meta.sample && points(meta)),
        layers: layers
            .iter()
            .map(|layer| AboutLayer {
                layer,
                description: description(layer),
                fields: fields(snapshot, layer, wish),
            })
            .collect(),
    }
}

/// The version of some layers: that of the boundaries, of the figures where
/// they are joined in, of posyandu and of Kampung KB, those that are in them.
pub fn token(snapshot: &Snapshot, layers: Layers, joined: bool) -> Token {
    let versions = &snapshot.versions;
    let drawn = layers != Layers::from(Layer::Posyandu);
    let parts = [
        drawn.then_some(versions.areas),
        joined.then_some(versions.data),
        layers.hold(Layer::Posyandu).then_some(versions.posyandu),
        layers.hold(Layer::KampungKb).then_some(versions.kampung_kb),
    ];
    Token::of(parts.into_iter().flatten())
}

/// The datasets that some layers are made of.
fn made_of(snapshot: &Snapshot, layers: Layers, joined: bool) -> impl Iterator<Item = &DatasetMeta> {
    let kinds = move |layer: Layer| -> &'static [DatasetKind] {
        match layer {
            Layer::Areas if joined => &[DatasetKind::Areas, DatasetKind::Boundaries, DatasetKind::Claims],
            Layer::Areas | Layer::Borders | Layer::Labels => &[DatasetKind::Areas, DatasetKind::Boundaries],
            Layer::Posyandu => &[DatasetKind::Posyandu],
            Layer::KampungKb => &[DatasetKind::Boundaries, DatasetKind::KampungKb],
        }
    };
    let used = move |meta: &&DatasetMeta| layers.iter().any(|layer| kinds(layer).contains(&meta.kind));
    snapshot.datasets.iter().map(|dataset| &dataset.meta).filter(used)
}

fn unique<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut texts: Vec<&str> = texts.collect();
    texts.sort_unstable();
    texts.dedup();
    texts.join("; ")
}

fn description(layer: Layer) -> &'static str {
    match layer {
        Layer::Areas => "Areas of all levels; the feature id is the code without dots",
        Layer::Borders => "Borders between areas, each once",
        Layer::Labels => {
            "A point inside each area for its name, in one tile of a zoom; the feature id is the code without dots"
        }
        Layer::Posyandu => "Posyandu that have a position; below zoom 12 in clusters with a count",
        Layer::KampungKb => "A point inside each kelurahan of which Kampung KB facts are known",
    }
}
