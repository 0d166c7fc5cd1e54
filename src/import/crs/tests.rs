//! Values by PROJ 9.5 (pyproj 3.7), always x first.

use super::*;

fn degrees(code: &str, pair: Pair) -> Pair {
    Crs::settle(&Declared::Unsaid, Some(code)).expect(code).to_degrees(pair)
}

#[test]
fn positions_are_where_proj_says() {
    for (code, pair, metres) in [
        ("EPSG:32749", [353_605.320_338_973, 9_238_318.706_301_356], 0.001),
        ("EPSG:23879", [353_605.320_338_973, 9_238_318.706_301_356], 0.001),
        ("EPSG:23835", [219_339.292_980_761, 738_289.693_193_144], 0.001),
        ("EPSG:3857", [12_208_965.152_752_278, -768_734.428_473_987], 0.001),
        ("EPSG:4755", [109.675_000_000, -6.889_000_000], 0.001),
        ("EPSG:9489", [353_605.546_479_862, 9_238_318.702_338_722], 0.3),
        ("EPSG:23889", [353_576.960_964_992, 9_238_313.943_753_647], 5.0),
        ("EPSG:4238", [109.674_748_095, -6.889_019_109], 5.0),
        ("EPSG:32649", [353_605.320_338_973, -761_681.293_698_644], 0.001),
    ] {
        let [lon, lat] = degrees(code, pair);
        let off = ((lon - 109.675).powi(2) + (lat + 6.889).powi(2)).sqrt() * 111_000.0;
        assert!(off <= metres, "{code}: {lon}, {lat} is {off} m off");
    }
    let nowhere = degrees("EPSG:32749", [f64::NAN, 0.0]);
    assert!(nowhere[0].is_nan() && degrees("EPSG:32749", [1e300, 0.0])[0].is_nan());
}

#[test]
fn every_system_of_the_family_has_one_code() {
    let codes: Vec<u32> = (1..40_000).filter(|code| known::by_code(*code).is_some()).collect();
    // Nine zones each side on WGS 84; 7 + 8 on each of three datums; 16 of TM-3;
    // four geographic ones, three with a height, two of Web Mercator.
    assert_eq!(codes.len(), 18 + 3 * 15 + 16 + 4 + 3 + 2);
    for code in codes {
        let crs = Crs::settle(&Declared::Epsg(code), None).expect("a system");
        let geographic = crs.conversion.as_ref().is_none_or(|(source, _)| source.is_latlong());
        let pair = crs.to_degrees(if geographic { [110.0, -7.0] } else { [500_000.0, 900_000.0] });
        assert!(pair[0].is_finite() && pair[1].abs() < 90.0, "{code} {pair:?}");
    }
}

#[test]
fn names_of_real_files_are_known() {
    for (text, epsg) in [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("urn:ogc:def:crs:EPSG::32749", 32749),
        ("EPSG:23835", 23835),
        ("32748", 32748),
        ("WGS_1984_UTM_Zone_49S", 32749),
        ("WGS 84 / UTM zone 46N", 32646),
        ("DGN_1995_UTM_Zone_49S", 23879),
        ("DGN_1995_Indonesia_TM-3_Zone_49.1", 23835),
        ("DGN95 / Indonesia TM-3 zone 46.2", 23830),
        ("DGN95 / Indonesia TM-3 zone 54.1", 23845),
        ("SRGI2013_UTM_zone_47S", 9487),
        ("ID74 / UTM zone 49S", 23889),
        ("WGS_1984_Web_Mercator_Auxiliary_Sphere", 3857),
        ("GCS_WGS_1984", 4326),
        ("GCS_DGN_1995", 4755),
        ("SRGI2013", 9470),
    ] {
        assert_eq!(name::known(text).map(|known| known.epsg), Some(epsg), "{text}");
    }
    for text in [
        "",
        "EPSG:27700",
        "WGS 84 / UTM zone 30N",
        "Batavia",
        "DGN95 / UTM zone 46S",
        "EPSG:",
        "WGS 84 / UTM zone 49",
    ] {
        assert_eq!(name::known(text), None, "{text}");
    }
}

#[test]
fn a_text_names_its_own_authority_and_not_that_of_a_part() {
    let whole = r#"PROJCS["x",GEOGCS["WGS 84",AUTHORITY["EPSG","4326"]],AUTHORITY["EPSG","32749"]]"#;
    assert_eq!(name::authority(whole), Some(32749));
    let part = r#"PROJCS["x",GEOGCS["WGS 84",AUTHORITY["EPSG","4326"]]]"#;
    assert_eq!(name::authority(part), None);
    assert_eq!(name::authority(r#"PROJCRS["x",ID["EPSG",23835]]"#), Some(23835));
}
