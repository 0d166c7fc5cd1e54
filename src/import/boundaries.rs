//! Boundaries of kelurahan from GeoJSON.

use std::collections::HashMap;

use geojson::{Feature, GeoJson, JsonObject};

use super::columns::area_code;
use super::read::{check_text, feature_texts};
use super::report::{Code, Finding, Place};
use super::{Refused, shape};
use crate::domain::{Area, AreaCode, Level};

/// The kelurahan of a collection, in its order.
pub(super) fn read(text: &str, findings: &mut Vec<Finding>) -> Result<Vec<Area>, Refused> {
    let mut areas = Vec::new();
    let mut seen: HashMap<AreaCode, usize> = HashMap::new();
    for (index, text) in feature_texts(text)?.into_iter().enumerate() {
        let place = Place::Feature(index);
        let area = feature(text, place)
            .and_then(|feature| area(&feature, place, findings))
            .and_then(|area| first_of_its_code(area, index, &mut seen));
        match area {
            Ok(area) => areas.push(area),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(areas)
}

/// Parses the text of one feature.
pub(super) fn feature(text: &str, place: Place) -> Result<Feature, Finding> {
    match text.parse::<GeoJson>() {
        Ok(GeoJson::Feature(feature)) => Ok(feature),
        Ok(_) => Err(Finding::new(Code::FeatureInvalid, place).detail("it is not a Feature")),
        Err(error) => Err(Finding::new(Code::FeatureInvalid, place).detail(error)),
    }
}

/// The text of a property; numbers are not read as text, since a code without
/// its quotes has lost its dots.
pub(super) fn property<'a>(properties: Option<&'a JsonObject>, name: &str) -> Option<&'a str> {
    let text = properties?.get(name)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// The area code of a feature.
pub(super) fn feature_code(feature: &Feature, place: Place) -> Result<AreaCode, Finding> {
    let properties = feature.properties.as_ref();
    if let Some(number) = properties.and_then(|p| p.get("kode")).filter(|value| value.is_number()) {
        return Err(Finding::new(Code::CodeScheme, place).field("kode").value(number));
    }
    let text =
        property(properties, "kode").ok_or_else(|| Finding::new(Code::MissingCode, place).field("kode"))?;
    area_code(text)
        .map_err(|(code, detail)| Finding::new(code, place).field("kode").value(text).detail(detail))
}

fn area(feature: &Feature, place: Place, findings: &mut Vec<Finding>) -> Result<Area, Finding> {
    let code = feature_code(feature, place)?;
    if code.level() != Level::Kelurahan {
        return Err(Finding::new(Code::WrongLevel, place)
            .area(code)
            .field("kode")
            .detail(format!("it is a {}", code.level())));
    }
    let name = property(feature.properties.as_ref(), "nama")
        .ok_or_else(|| Finding::new(Code::MissingName, place).area(code).field("nama"))?;
    check_text(name).map_err(|fault| Finding::new(fault, place).area(code).field("nama"))?;
    let checked = shape::area(feature)
        .map_err(|(fault, detail)| Finding::new(fault, place).area(code).detail(detail))?;
    findings.extend(checked.warnings.into_iter().map(|warning| Finding::new(warning, place).area(code)));
    Ok(Area { code, name: name.to_owned(), shape: checked.shape })
}

fn first_of_its_code(area: Area, index: usize, seen: &mut HashMap<AreaCode, usize>) -> Result<Area, Finding> {
    if let Some(first) = seen.get(&area.code) {
        let finding = Finding::new(Code::DuplicateCode, Place::Feature(index)).area(area.code).field("kode");
        return Err(finding.detail(format!("feature {first} has it already")));
    }
    seen.insert(area.code, index);
    Ok(area)
}
