//! GeoJSON: a collection taken apart into the text of its features.
//!
//! Each feature is parsed by itself later, so that a broken one costs only
//! itself.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::import::Refused;
use crate::import::report::{Code, Finding, Place};

/// The most features taken from one file.
const MAX_FEATURES: usize = 200_000;

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    crs: Option<serde_json::Value>,
}

/// The features of a collection, in their order.
pub(in crate::import) fn feature_texts(text: &str) -> Result<Vec<&str>, Refused> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Err(Finding::new(Code::UnsupportedFormat, Place::File)
            .detail("GeoJSON begins with a brace")
            .into());
    }
    let collection: Collection<'_> = serde_json::from_str(text).map_err(|error| syntax(text, &error))?;
    if collection.kind.as_deref() != Some("FeatureCollection") {
        let kind = collection.kind.as_deref().unwrap_or("(none)");
        return Err(Finding::new(Code::NotGeojson, Place::File).field("type").value(kind).into());
    }
    if let Some(crs) = &collection.crs {
        check_crs(crs)?;
    }
    let features =
        collection.features.ok_or_else(|| Finding::new(Code::NotGeojson, Place::File).field("features"))?;
    if features.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    if features.len() > MAX_FEATURES {
        return Err(Finding::new(Code::LimitRows, Place::File)
            .detail(format!("at most {MAX_FEATURES} features are read"))
            .into());
    }
    Ok(features.into_iter().map(RawValue::get).collect())
}

/// Tells broken syntax, with its place, from sound JSON of another kind.
fn syntax(text: &str, error: &serde_json::Error) -> Finding {
    if error.is_data() {
        return Finding::new(Code::NotGeojson, Place::Line(error.line() as u64)).detail(error);
    }
    let before: usize = text.lines().take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum();
    let byte = (before + error.column().saturating_sub(1)).min(text.len());
    Finding::new(Code::JsonSyntax, Place::Byte(byte)).detail(error)
}

/// RFC 7946 knows no `crs` member; the older form is taken where it names WGS 84.
fn check_crs(crs: &serde_json::Value) -> Result<(), Refused> {
    let name = crs.pointer("/properties/name").and_then(serde_json::Value::as_str).unwrap_or("");
    let wgs84 = crs.is_null() || name.ends_with("CRS84") || name.ends_with(":4326");
    if wgs84 {
        Ok(())
    } else {
        Err(Finding::new(Code::CrsMismatch, Place::File).field("crs").value(name).into())
    }
}
