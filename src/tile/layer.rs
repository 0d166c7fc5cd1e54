//! One layer of a tile while it is written: features one after the other, and
//! beside them the dictionary of what their properties say.
//!
//! Source: Vector Tile Specification 2.1, section 4 and `vector_tile.proto`. The
//! numbers below are its field numbers with their wire types.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;

use super::Cut;
use super::fields::Property;
use super::wish::Wish;
use crate::domain::AreaCode;
use crate::topology::packed::{pack_point, push_varint};
use crate::topology::{Grid, Point};

const TILE_LAYER: u8 = 0x1a;
const LAYER_VERSION: u8 = 0x78;
const LAYER_NAME: u8 = 0x0a;
const LAYER_FEATURE: u8 = 0x12;
const LAYER_KEY: u8 = 0x1a;
const LAYER_VALUE: u8 = 0x22;
const LAYER_EXTENT: u8 = 0x28;
const VALUE_TEXT: u8 = 0x0a;
const VALUE_DOUBLE: u8 = 0x19;
const VALUE_INT: u8 = 0x20;
const VALUE_UINT: u8 = 0x28;
const VALUE_BOOL: u8 = 0x38;
const FEATURE_ID: u8 = 0x08;
const FEATURE_TAGS: u8 = 0x12;
const FEATURE_TYPE: u8 = 0x18;
const FEATURE_GEOMETRY: u8 = 0x22;

/// What the geometry of a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Point = 1,
    Line = 2,
    Polygon = 3,
}

/// What a property says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Double(f64),
    Int(i64),
    UInt(u64),
    Bool(bool),
}

impl Value<'_> {
    /// Writes it as a message of the layer.
    fn write(self, bytes: &mut Vec<u8>) {
        bytes.push(LAYER_VALUE);
        match self {
            Self::Text(text) => {
                push_length(1 + length_of(text.len()) + text.len(), bytes);
                bytes.push(VALUE_TEXT);
                push_text(text, bytes);
            }
            Self::Double(number) => {
                bytes.extend([9, VALUE_DOUBLE]);
                bytes.extend(number.to_le_bytes());
            }
            Self::Int(number) => push_number(VALUE_INT, number.cast_unsigned(), bytes),
            Self::UInt(number) => push_number(VALUE_UINT, number, bytes),
            Self::Bool(yes) => push_number(VALUE_BOOL, u64::from(yes), bytes),
        }
    }
}

/// Writes a message that holds one number.
fn push_number(field: u8, number: u64, bytes: &mut Vec<u8>) {
    bytes.push(0);
    let start = bytes.len();
    bytes.push(field);
    push_varint(number, bytes);
    bytes[start - 1] = (bytes.len() - start).to_le_bytes()[0];
}

/// Values, each once, in the order in which they were first said.
#[derive(Default)]
struct Values {
    /// As messages of the layer, one after the other.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
    /// The first value of each hash.
    found: FxHashMap<u64, u32>,
}

impl Values {
    fn position(&mut self, value: Value<'_>) -> u32 {
        let start = self.bytes.len();
        value.write(&mut self.bytes);
        let mut hasher = FxHasher::default();
        hasher.write(&self.bytes[start..]);
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let found = *self.found.entry(hasher.finish()).or_insert(next);
        if found != next && self.message(found) == &self.bytes[start..] {
            self.bytes.truncate(start);
            return found;
        }
        // Of two values of one hash the later may stand there more than once.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        next
    }

    fn message(&self, index: u32) -> &[u8] {
        let index = index as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start as usize..self.ends[index] as usize]
    }
}

/// A layer while it is written. Its features take the properties that are wished
/// for and leave out the others.
pub(super) struct LayerWriter<'w> {
    name: &'static str,
    wish: &'w Wish,
    features: Vec<u8>,
    keys: Vec<(String, Property)>,
    values: Values,
    /// Of the feature that is being written: its geometry, its tags, and what
    /// stands before its geometry.
    geometry: Vec<u8>,
    tags: Vec<u8>,
    head: Vec<u8>,
}

impl<'w> LayerWriter<'w> {
    pub(super) fn new(name: &'static str, wish: &'w Wish) -> Self {
        Self {
            name,
            wish,
            features: Vec::new(),
            keys: Vec::new(),
            values: Values::default(),
            geometry: Vec::new(),
            tags: Vec::new(),
            head: Vec::new(),
        }
    }

    /// Begins a feature. It is in the layer once it has ended.
    pub(super) fn feature(&mut self, kind: Kind, id: Option<u64>) -> Feature<'_, 'w> {
        self.geometry.clear();
        self.tags.clear();
        Feature { layer: self, kind, id }
    }

    /// Begins a feature at one cell.
    pub(super) fn at(&mut self, cell: Point, cut: &Cut, id: u64) -> Feature<'_, 'w> {
        let feature = self.feature(Kind::Point, Some(id));
        pack_point(cell, cut.origin, &mut feature.layer.geometry);
        feature
    }

    /// Adds the layer to a tile, where it has any feature.
    pub(super) fn end(self, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut head = vec![LAYER_VERSION, 2, LAYER_NAME];
        push_text(self.name, &mut head);
        let mut keys = Vec::new();
        for (prefix, property) in &self.keys {
            keys.push(LAYER_KEY);
            push_length(prefix.len() + property.as_str().len(), &mut keys);
            keys.extend_from_slice(prefix.as_bytes());
            keys.extend_from_slice(property.as_str().as_bytes());
        }
        let mut extent = vec![LAYER_EXTENT];
        push_varint(Grid::TILE.cast_unsigned(), &mut extent);
        let parts = [&head, &self.features, &keys, &self.values.bytes, &extent];
        let length = parts.iter().map(|part| part.len()).sum();
        tile.reserve(length + 8);
        tile.push(TILE_LAYER);
        push_length(length, tile);
        for part in parts {
            tile.extend_from_slice(part);
        }
    }

    fn is_wanted(&self, property: Property) -> bool {
        self.wish.properties.as_ref().is_none_or(|wanted| wanted.contains(&property))
    }

    fn key(&mut self, prefix: &str, property: Property) -> u64 {
        let same = |key: &(String, Property)| key.1 == property && key.0 == prefix;
        let position = self.keys.iter().position(same).unwrap_or_else(|| {
            self.keys.push((prefix.to_owned(), property));
            self.keys.len() - 1
        });
        position as u64
    }
}

/// A feature while it is written.
pub(super) struct Feature<'l, 'w> {
    layer: &'l mut LayerWriter<'w>,
    kind: Kind,
    id: Option<u64>,
}

impl Feature<'_, '_> {
    /// Where its geometry goes.
    pub(super) fn geometry(&mut self) -> &mut Vec<u8> {
        &mut self.layer.geometry
    }

    /// Writes a property.
    pub(super) fn value(&mut self, property: Property, value: Value<'_>) {
        self.behind("", property, value);
    }

    /// Writes a text property.
    pub(super) fn text(&mut self, property: Property, value: &str) {
        self.value(property, Value::Text(value));
    }

    /// Writes the code of an area.
    pub(super) fn code(&mut self, property: Property, code: AreaCode) {
        // Most of a tile's time would go into words that nobody asked for.
        if self.layer.is_wanted(property) {
            self.text(property, &code.to_string());
        }
    }

    /// Writes a property with something before its name.
    pub(super) fn behind(&mut self, prefix: &str, property: Property, value: Value<'_>) {
        if !self.layer.is_wanted(property) {
            return;
        }
        let key = self.layer.key(prefix, property);
        let value = self.layer.values.position(value);
        push_varint(key, &mut self.layer.tags);
        push_varint(u64::from(value), &mut self.layer.tags);
    }

    /// Puts the feature into the layer.
    pub(super) fn end(self) {
        let LayerWriter { features, geometry, tags, head, .. } = self.layer;
        head.clear();
        if let Some(id) = self.id {
            head.push(FEATURE_ID);
            push_varint(id, head);
        }
        head.extend([FEATURE_TYPE, self.kind as u8]);
        if !tags.is_empty() {
            head.push(FEATURE_TAGS);
            push_length(tags.len(), head);
            head.extend_from_slice(tags);
        }
        head.push(FEATURE_GEOMETRY);
        push_length(geometry.len(), head);
        features.push(LAYER_FEATURE);
        push_length(head.len() + geometry.len(), features);
        features.extend_from_slice(head);
        features.extend_from_slice(geometry);
    }
}

fn push_length(length: usize, bytes: &mut Vec<u8>) {
    push_varint(length as u64, bytes);
}

fn push_text(text: &str, bytes: &mut Vec<u8>) {
    push_length(text.len(), bytes);
    bytes.extend_from_slice(text.as_bytes());
}

/// How many bytes a length takes as a varint.
fn length_of(length: usize) -> usize {
    (usize::BITS - (length | 1).leading_zeros()).div_ceil(7) as usize
}
