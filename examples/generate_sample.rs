//! Writes the sample of a city into a folder.
//!
//! `cargo run --example generate_sample -- kelurahan.geojson wilayah.csv SEED FOLDER`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use geojson::{Feature, FeatureCollection, GeoJson};
use jangkau::domain::{Area, AreaName, TimeZone};
use jangkau::sample::generate;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [boundaries, names, seed, folder] = arguments.as_slice() else {
        return Err("expected: kelurahan.geojson wilayah.csv SEED FOLDER".into());
    };
    let (areas, names) = (read_areas(boundaries)?, read_names(names)?);
    fs::create_dir_all(folder)?;
    for file in generate(&areas, &names, seed.parse()?)? {
        fs::write(Path::new(folder).join(file.name), &file.bytes)?;
        println!("{:>8}  {}", file.bytes.len(), file.name);
    }
    Ok(())
}

fn read_areas(path: &str) -> Result<Vec<Area>, Box<dyn Error>> {
    let GeoJson::FeatureCollection(FeatureCollection { features, .. }) = fs::read_to_string(path)?.parse()? else {
        return Err("expected a FeatureCollection".into());
    };
    features.into_iter().map(read_area).collect()
}

fn read_area(feature: Feature) -> Result<Area, Box<dyn Error>> {
    let text = |name: &str| feature.property(name).and_then(|value| value.as_str()).ok_or(format!("no {name}"));
    let (code, name) = (text("kode")?.parse()?, text("nama")?.to_owned());
    let shape = match geo::Geometry::try_from(feature.geometry.ok_or("no geometry")?)? {
        geo::Geometry::Polygon(polygon) => polygon.into(),
        geo::Geometry::MultiPolygon(shape) => shape,
        _ => return Err("expected polygons".into()),
    };
    Ok(Area { code, name, shape })
}

fn read_names(path: &str) -> Result<Vec<AreaName>, Box<dyn Error>> {
    let mut names = Vec::new();
    for row in csv::Reader::from_path(path)?.deserialize::<BTreeMap<String, String>>() {
        let row = row?;
        let column = |name: &str| row.get(name).ok_or(format!("no column {name}"));
        names.push(AreaName {
            code: column("kode")?.parse()?,
            name: column("nama")?.clone(),
            bps_code: None,
            time_zone: TimeZone::Wib,
        });
    }
    Ok(names)
}
