//! Raster tiles: the areas of one level with their colours, nothing around them.

use super::Density;
use super::choropleth::Choropleth;
use super::frame::Frame;
use super::paint::{self, AMBER_TEXT, BORDER, WIDER_BORDER};
use super::shapes::shapes;
use super::svg::{Svg, number};
use super::text::{Anchor, CAPITAL, FAMILY, semi_bold, write};
use crate::domain::TileCoord;

/// A tile's side, in pixels of the map.
const SIDE: f64 = 256.0;

/// The areas of a tile. Its unit is a pixel of the map at either density, so
/// that textures and lines are of the same size.
pub(super) fn areas(map: &Choropleth<'_>, coord: TileCoord, density: Density) -> String {
    let frame = Frame::of_tile(coord, SIDE);
    let dots = f64::from(density.pixels()) / SIDE;
    let mut svg = open();
    svg.open("defs", "");
    paint::patterns(&mut svg, 1.0);
    svg.close("defs");
    let mut textured = Svg::default();
    svg.open("g", &format!("stroke=\"{BORDER}\" stroke-width=\"0.6\" fill-rule=\"evenodd\""));
    for shape in shapes(map.snapshot, map.subject.level, &frame, dots) {
        let Some(row) = map.row(shape.area) else { continue };
        let (paint, path) = (paint::paint(row, map.breaks), shape.path());
        svg.leaf("path", &format!("fill=\"{}\" d=\"{path}\"", paint.colour));
        if let Some(texture) = paint.texture {
            textured
                .leaf("path", &format!("fill=\"url(#{})\" fill-rule=\"evenodd\" d=\"{path}\"", texture.id()));
        }
    }
    svg.close("g");
    svg.raw(&textured.finish());
    svg.open("g", &format!("fill=\"none\" stroke=\"{WIDER_BORDER}\" stroke-width=\"1.2\""));
    for shape in shapes(map.snapshot, map.wider(), &frame, dots) {
        svg.leaf("path", &format!("d=\"{}\"", shape.path()));
    }
    svg.close("g");
    svg.close("svg");
    svg.finish()
}

/// The mark that lies over the areas of a sample.
pub(super) fn mark() -> String {
    let style = semi_bold(15.0, AMBER_TEXT);
    let mut svg = open();
    for (x, y) in [(64.0, 64.0), (192.0, 192.0)] {
        let turn = format!("fill-opacity=\"0.4\" transform=\"rotate(-24 {} {})\"", number(x), number(y));
        write(&mut svg, (x, y + style.size * CAPITAL / 2.0), style, Anchor::Middle, "CONTOH", &turn);
    }
    svg.close("svg");
    svg.finish()
}

fn open() -> Svg {
    let mut svg = Svg::default();
    svg.open(
        "svg",
        &format!(
            "xmlns=\"http://www.w3.org/2000/svg\" width=\"256\" height=\"256\" viewBox=\"0 0 256 256\" font-family=\"'{FAMILY}'\""
        ),
    );
    svg
}
