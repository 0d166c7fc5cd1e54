//! A feature while it is written.

use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtValueRef};

use super::fields::Property;
use super::wish::Wish;

/// A feature whose geometry is there, and which takes the properties that are
/// wished for and leaves out the others.
pub(super) struct Feature<'a> {
    builder: MvtFeatureBuilder,
    wish: &'a Wish,
}

impl<'a> Feature<'a> {
    pub(super) fn new(builder: MvtFeatureBuilder, wish: &'a Wish) -> Self {
        Self { builder, wish }
    }

    /// A feature at one point.
    pub(super) fn at(coord: MvtCoord, id: u64, wish: &'a Wish, layer: MvtLayerBuilder) -> Self {
        let mut builder = layer.feature_of(MvtGeomType::Point);
        builder.points([coord]).expect("one point is a geometry");
        builder.id(Some(id));
        Self { builder, wish }
    }

    /// Writes a property.
    pub(super) fn value(&mut self, property: Property, value: MvtValueRef<'_>) {
        self.behind("", property, value);
    }

    /// Writes a text property.
    pub(super) fn text(&mut self, property: Property, value: &str) {
        self.value(property, MvtValueRef::String(value));
    }

    /// Writes a property with something before its name.
    pub(super) fn behind(&mut self, prefix: &str, property: Property, value: MvtValueRef<'_>) {
        if self.wish.properties.as_ref().is_some_and(|wanted| !wanted.contains(&property)) {
            return;
        }
        let written = if prefix.is_empty() {
            self.builder.tag_ref(property.as_str(), value)
        } else {
            self.builder.tag_ref(&format!("{prefix}{property}"), value)
        };
        written.expect("a feature has far fewer properties than a tile can count");
    }

    /// The layer with the feature in it.
    pub(super) fn end(self) -> MvtLayerBuilder {
        self.builder.end()
    }
}
