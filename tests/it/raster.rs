//! Raster tiles: the colours of places, and what lies between tiles.

use resvg::tiny_skia::Pixmap;

use crate::picture::colours;
use crate::support::{city_snapshot, get, serve};

/// The whole part of a number.
fn whole(number: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns, rows and pixels")]
    let whole = number.floor() as u32;
    whole
}

/// The tile at a zoom that holds a position, and the position's pixel in it.
fn tile_at(lon: f64, lat: f64, zoom: u32) -> (u32, u32, f64, f64) {
    let tiles = f64::from(1_u32 << zoom);
    let x = (lon / 360.0 + 0.5) * tiles;
    let y = (0.5 - lat.to_radians().tan().asinh() / (2.0 * std::f64::consts::PI)) * tiles;
    (whole(x), whole(y), x.fract(), y.fract())
}

#[tokio::test]
async fn a_tile_has_the_colour_of_the_area_at_a_place_and_nothing_elsewhere() {
    let router = serve(city_snapshot().await);
    let colours = colours(&router, "imunisasi-uji", "2024", "kelurahan", "").await;
    // Inside Melur, inside Kemuning, in the lake of Kemuning, out at sea.
    let places = [
        ((120.005, -4.9935), Some("97.71.01.1001")),
        ((120.0015, -5.0085), Some("97.71.02.1001")),
        ((120.0045, -5.0055), None),
        ((120.04, -4.98), None),
    ];
    for ((lon, lat), code) in places {
        for zoom in [13, 14, 16] {
            let (x, y, across, down) = tile_at(lon, lat, zoom);
            for (ending, side) in [(".png", 256), ("@2x.png", 512)] {
                let address = format!("/v1/maps/imunisasi-uji/2024/{zoom}/{x}/{y}{ending}");
                let answer = get(&router, &address).await;
                assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, Some("image/png")));
                let tile = Pixmap::decode_png(&answer.body).expect("a PNG");
                assert_eq!((tile.width(), tile.height()), (side, side));
                let at = |share: f64| whole(share * f64::from(side));
                let pixel = tile.pixel(at(across), at(down)).expect("a pixel");
                let seen = (pixel.alpha() > 0)
                    .then(|| format!("#{:02x}{:02x}{:02x}", pixel.red(), pixel.green(), pixel.blue()));
                assert_eq!(seen.as_ref(), code.map(|code| &colours[code]), "{address} at {lon},{lat}");
            }
        }
    }
}

#[tokio::test]
async fn tiles_beside_each_other_agree_and_the_far_side_is_empty() {
    let router = serve(city_snapshot().await);
    let empty = get(&router, "/v1/maps/imunisasi-uji/2024/5/0/0.png").await;
    let pixels = Pixmap::decode_png(&empty.body).expect("a PNG");
    assert!(pixels.pixels().iter().all(|pixel| pixel.alpha() == 0));
    // The column of pixels on either side of a common edge is all but the same.
    let (x, y, ..) = tile_at(120.01, -5.0, 13);
    let side = |address: String| {
        let router = router.clone();
        async move { Pixmap::decode_png(&get(&router, &address).await.body).expect("a PNG") }
    };
    let (west, east) = (
        side(format!("/v1/maps/imunisasi-uji/2024/13/{}/{y}.png", x - 1)).await,
        side(format!("/v1/maps/imunisasi-uji/2024/13/{x}/{y}.png")).await,
    );
    let differing = (0..256)
        .filter(|&row| {
            let (a, b) = (west.pixel(255, row).expect("a pixel"), east.pixel(0, row).expect("a pixel"));
            a.alpha().abs_diff(b.alpha()) > 128
        })
        .count();
    assert!(differing <= 4, "{differing} rows differ over the edge");
}
