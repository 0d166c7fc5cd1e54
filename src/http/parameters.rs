//! What parameters look like, by name: patterns, bounds and closed lists for
//! the API document, so that a client knows before it asks.
//!
//! The routes check each by its noun; here the same is said in words that
//! programs read.

use serde_json::{Value, json};
use utoipa::Modify;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::openapi::{OpenApi, RefOr};

use super::nearest::{FARTHEST, MOST};
use super::statistics::MOST_WEIGHTS;
use crate::domain::{Lang, Level, Service};
use crate::picture::{Format, Size};
use crate::query::Method;
use crate::tile::{Joined, Layer, MAX_ZOOM, Property};

const SLUG: &str = "[a-z0-9]+(-[a-z0-9]+)*";
const TOKEN: &str = "[0-9a-f]{12}(-[0-9a-f]{12}){0,3}";
const MONTH: &str = "(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])";
const WEIGHT: &str = "[0-9]{1,3}(\\.[0-9]{1,3})?";
const POINT: &str = "-?(1[0-7][0-9]|[1-9]?[0-9])(\\.[0-9]+)?,-?[1-8]?[0-9](\\.[0-9]+)?";

/// Writes the forms into the document.
pub(super) struct Forms;

impl Modify for Forms {
    fn modify(&self, openapi: &mut OpenApi) {
        let ways = openapi.paths.paths.values_mut().flat_map(|path| [&mut path.get, &mut path.post]);
        for parameter in ways.flatten().flat_map(|way| &mut way.parameters).flatten() {
            if let RefOr::T(parameter) = parameter
                && let Some(form) = form(parameter)
            {
                parameter.schema = Some(form);
            }
        }
        let schemas = openapi.components.iter_mut().flat_map(|components| &mut components.schemas);
        for (_, schema) in schemas.filter(|(name, _)| *name == "NearestQuestion") {
            let RefOr::T(Schema::Object(question)) = schema else { continue };
            for (name, property) in &mut question.properties {
                if let Some(form) = shared(name) {
                    describe_as(property, form);
                }
            }
        }
    }
}

/// The form of a parameter.
fn form(parameter: &Parameter) -> Option<RefOr<Schema>> {
    let in_path = matches!(parameter.parameter_in, ParameterIn::Path);
    let form = match (parameter.name.as_str(), in_path) {
        ("level", true) if says(parameter, ".csv") && says(parameter, ".bin") => {
            pattern(&format!("{}(@{TOKEN})?(\\.(json|csv|bin))?", one_of(&levels())))
        }
        ("level", true) if says(parameter, ".csv") => {
            pattern(&format!("{}(@{TOKEN})?(\\.(json|csv))?", one_of(&levels())))
        }
        ("level", true) if says(parameter, ".bin") => {
            pattern(&format!("{}(@{TOKEN})?(\\.(json|bin))?", one_of(&levels())))
        }
        ("level", true) if says(parameter, "@version") => {
            pattern(&format!("{}(@{TOKEN})?", one_of(&levels())))
        }
        ("levels", false) => {
            let level = one_of(&levels());
            pattern(&format!("{level}(,{level})*"))
        }
        ("indicator", false) if says(parameter, "separated by commas") => {
            pattern(&format!("{SLUG}(,{SLUG}){{0,{}}}", Joined::MOST - 1))
        }
        ("properties", false) => {
            let property = one_of(&words(Property::ALL, |property| property.as_str()));
            pattern(&format!("{property}(,{property})*"))
        }
        ("tileset", true) => {
            let layer = one_of(&words(Layer::ALL, |layer| layer.as_str()));
            pattern(&format!("{layer}(,{layer})*(@{TOKEN}|\\.json)?"))
        }
        ("weights", false) => {
            pattern(&format!("{SLUG}:{WEIGHT}(,{SLUG}:{WEIGHT}){{0,{}}}", MOST_WEIGHTS - 1))
        }
        ("style", true) => pattern(&format!("{SLUG}\\.json")),
        ("point", false) => pattern(POINT),
        ("y", true) if says(parameter, ".mvt") => pattern("[0-9]{1,5}\\.mvt"),
        ("y", true) => pattern("[0-9]{1,5}(@2x)?\\.png"),
        ("indicator", true) if says(parameter, "@version") => pattern(&format!("{SLUG}(@{TOKEN})?")),
        ("picture", true) => {
            pattern(&format!("{}\\.{}", period(), one_of(&words(Format::ALL, |format| format.as_str()))))
        }
        (name, _) => shared(name)?,
    };
    serde_json::from_value(form).ok()
}

fn says(parameter: &Parameter, word: &str) -> bool {
    parameter.description.as_ref().is_some_and(|description| description.contains(word))
}

/// The form of what means the same wherever it stands.
fn shared(name: &str) -> Option<Value> {
    Some(match name {
        "level" => closed(&levels()),
        "size" => closed(&words(Size::ALL, |size| size.as_str())),
        "lang" => closed(&words(Lang::ALL, |lang| lang.as_str())),
        "method" => closed(&words(Method::ALL, |method| method.as_str())),
        "service" => closed(&words(Service::ALL, |service| service.as_str())),
        "indicator" | "a" | "b" => pattern(SLUG),
        "period" | "from" | "to" => pattern(&period()),
        "periods" => pattern(&format!("{0}(,{0})*", period())),
        "on" | "date" | "known" | "open_from" | "open_to" => {
            json!({ "type": "string", "format": "date", "pattern": whole(&day()) })
        }
        "kode" | "within" | "area" => {
            pattern("(1[1-9]|[2-9][0-9])(\\.[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{4})?)?)?")
        }
        "kind" => pattern(SLUG),
        "z" => whole_number(0, usize::from(MAX_ZOOM)),
        "x" => whole_number(0, (1 << MAX_ZOOM) - 1),
        "k" => whole_number(1, MOST),
        "classes" => whole_number(2, 9),
        "round" => whole_number(0, 7),
        "max_distance" => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": FARTHEST }),
        _ => return None,
    })
}

/// Puts a form in place of a property's, and keeps what is said of it and
/// whether it may be null.
fn describe_as(property: &mut RefOr<Schema>, mut form: Value) {
    let RefOr::T(Schema::Object(object)) = property else { return };
    form["description"] = json!(object.description);
    if let SchemaType::Array(types) = &object.schema_type
        && types.contains(&Type::Null)
    {
        form["type"] = json!([form["type"], "null"]);
        if let Some(list) = form.get_mut("enum").and_then(Value::as_array_mut) {
            list.push(Value::Null);
        }
    }
    if let Ok(form) = serde_json::from_value(form) {
        *property = RefOr::T(form);
    }
}

fn words<T: Copy>(all: &[T], word: fn(&T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(word).collect()
}

fn levels() -> Vec<&'static str> {
    words(Level::ALL, |level| level.as_str())
}

fn period() -> String {
    format!("(undated|(19[0-9]{{2}}|20[0-9]{{2}}|2100)|{MONTH}|{})", day())
}

fn day() -> String {
    format!("{MONTH}-(0[1-9]|[12][0-9]|3[01])")
}

fn one_of(words: &[&str]) -> String {
    format!("({})", words.join("|"))
}

fn whole(pattern: &str) -> String {
    format!("^{pattern}$")
}

fn pattern(of_all: &str) -> Value {
    json!({ "type": "string", "pattern": whole(of_all) })
}

fn closed(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

fn whole_number(least: usize, most: usize) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}
