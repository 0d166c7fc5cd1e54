//! Which layers a tile holds.

use crate::domain::words;

words! {
    /// What a layer holds.
    Layer as "layer" {
        /// Areas of all levels.
        Areas = "areas",
        /// Borders, each once.
        Borders = "borders",
        /// A point inside each area, for its name.
        Labels = "labels",
        /// Posyandu that have a position; where a zoom has no room, in clusters.
        Posyandu = "posyandu",
        /// A point inside each kelurahan of which Kampung KB facts are known.
        KampungKb = "kampung-kb",
    }
}

/// The layers of a tile: at least one, each once, always in the order of
/// [`Layer::ALL`], in whatever order they were named.
///
/// ```
/// use jangkau::tile::Layers;
///
/// let layers: Layers = "posyandu,areas".parse().unwrap();
/// assert_eq!(layers.to_string(), "areas,posyandu");
/// assert!("areas,areas".parse::<Layers>().is_err());
/// assert!("areas,".parse::<Layers>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layers(u8);

/// Why a text names no layers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotLayers {
    /// A word is no layer.
    #[error("\"{0}\" is none of {names}", names = names())]
    Unknown(String),
    /// A layer is named more than once.
    #[error("the layer {0} stands twice")]
    Twice(Layer),
}

fn names() -> String {
    Layer::ALL.iter().map(|layer| layer.as_str()).collect::<Vec<_>>().join(", ")
}

impl Layers {
    /// Whether a layer is among them.
    pub fn hold(self, layer: Layer) -> bool {
        self.0 & bit(layer) != 0
    }

    /// Each of them, in the order of [`Layer::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Layer> {
        Layer::ALL.iter().copied().filter(move |&layer| self.hold(layer))
    }
}

fn bit(layer: Layer) -> u8 {
    1 << layer as u8
}

impl From<Layer> for Layers {
    fn from(layer: Layer) -> Self {
        Self(bit(layer))
    }
}

impl std::fmt::Display for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, layer) in self.iter().enumerate() {
            write!(f, "{}{layer}", if index == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Layers {
    type Err = NotLayers;

    fn from_str(text: &str) -> Result<Self, NotLayers> {
        text.split(',').try_fold(Self(0), |layers, word| {
            let layer: Layer =
                word.parse().map_err(|_| NotLayers::Unknown(word.chars().take(80).collect()))?;
            if layers.hold(layer) { Err(NotLayers::Twice(layer)) } else { Ok(Self(layers.0 | bit(layer))) }
        })
    }
}
