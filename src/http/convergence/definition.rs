//! What an answer says about how it was counted.

use serde::Serialize;
use utoipa::ToSchema;

use super::super::shapes::TextJson;
use crate::query;

/// How it is counted; docs/convergence.md is the whole of it.
#[derive(Serialize, ToSchema)]
#[schema(as = ConvergenceDefinition)]
pub struct DefinitionJson {
    /// In a sentence.
    words: TextJson,
    /// The least share of filled services for a measure to be given.
    least_filled: f64,
}

impl DefinitionJson {
    /// The definition.
    pub fn new() -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let least_filled = query::FILLED_OF_THREE as f64 / 3.0;
        Self {
            words: TextJson {
                id: "Jumlah layanan yang mencapai target terbit, dibagi layanan yang terisi. Tiap layanan \
                     dihitung sama. Tidak ada angka bila kurang dari dua pertiga layanan terisi."
                    .to_owned(),
                en: "Services that reach their published target, divided by services filled. Each counts \
                     the same. No number where fewer than two thirds of the services are filled."
                    .to_owned(),
            },
            least_filled,
        }
    }
}

/// The measure with its parts.
#[derive(Serialize, ToSchema)]
#[schema(as = Convergence)]
pub struct ConvergenceJson {
    /// Services reached of those filled, in per cent, to one decimal; null where
    /// too few are filled.
    pub percent: Option<f64>,
    /// Services at or above their target.
    pub reached: usize,
    /// Services that count and have a public value.
    pub filled: usize,
    /// Services that count.
    pub of: usize,
}

impl ConvergenceJson {
    /// Of a measure.
    pub fn of(convergence: query::Convergence) -> Self {
        Self {
            percent: convergence.percent().map(|percent| (percent * 10.0).round() / 10.0),
            reached: convergence.reached,
            filled: convergence.filled,
            of: convergence.of,
        }
    }
}
