//! The map of a sheet: ground, areas with their colours and textures, borders,
//! names, scale bar, and the mark of a sample across it.

use super::Size;
use super::choropleth::Choropleth;
use super::frame::{Frame, Rect};
use super::labels::labels;
use super::paint::{self, AMBER, AROUND, BORDER, CONTEXT, CONTEXT_BORDER, HALO, LINE, WIDER_BORDER};
use super::scale::scale;
use super::shapes::{Shape, shapes};
use super::svg::{Svg, escape, number};
use super::text::{Anchor, CAPITAL, semi_bold, write};
use super::words::Voice;
use crate::topology::{Point, plane};

/// Draws the map into its place.
pub(super) fn draw_map(svg: &mut Svg, map: &Choropleth<'_>, voice: Voice, size: Size, panel: Rect) {
    let (low, high) = extent(map);
    let frame = Frame::around(low, high, panel, 14.0);
    let of_level = shapes(map.snapshot, map.subject.level, &frame, size.dots());
    let (shown, context): (Vec<Shape>, Vec<Shape>) =
        of_level.into_iter().partition(|shape| map.row(shape.area).is_some());
    let rect = panel.place();
    svg.raw(&format!("<clipPath id=\"panel\"><rect {rect}/></clipPath>"));
    svg.open("g", "id=\"map\" clip-path=\"url(#panel)\"");
    svg.leaf("rect", &format!("{rect} fill=\"{AROUND}\""));
    glow(svg, &shapes(map.snapshot, map.widest(), &frame, size.dots()));
    draw_context(svg, &context);
    draw_areas(svg, map, voice, &shown);
    draw_wider(svg, &shapes(map.snapshot, map.wider(), &frame, size.dots()));
    if map.is_sample() {
        watermark(svg, panel);
    }
    let bar = scale(&frame);
    svg.open("g", "id=\"labels\"");
    for label in labels(map, voice, &frame, &shown, &[bar.rect()]) {
        label.write(svg);
    }
    svg.close("g");
    bar.write(svg, voice);
    svg.close("g");
    svg.leaf("rect", &format!("{rect} fill=\"none\" stroke=\"{LINE}\" stroke-width=\"0.7\""));
}

/// The extent of the areas shown, on the plane.
fn extent(map: &Choropleth<'_>) -> (Point, Point) {
    let corners = map.rows.iter().map(|row| map.area(row.area).bounds).map(|bounds| {
        let (min, max) = (bounds.min(), bounds.max());
        (plane::from_degrees(min.x, max.y), plane::from_degrees(max.x, min.y))
    });
    corners
        .reduce(|(low, high), (l, h)| {
            (Point { x: low.x.min(l.x), y: low.y.min(l.y) }, Point { x: high.x.max(h.x), y: high.y.max(h.y) })
        })
        .unwrap_or((Point { x: 0, y: 0 }, Point { x: 0, y: 0 }))
}

/// A soft light around the land, so that it stands off the ground.
fn glow(svg: &mut Svg, land: &[Shape]) {
    let path: String = land.iter().map(|shape| shape.path()).collect();
    if path.is_empty() {
        return;
    }
    for width in ["15", "10", "5.5"] {
        svg.leaf(
            "path",
            &format!(
                "d=\"{path}\" fill=\"none\" stroke=\"{HALO}\" stroke-opacity=\"0.38\" stroke-width=\"{width}\" stroke-linejoin=\"round\""
            ),
        );
    }
}

/// Areas that the map is not about.
fn draw_context(svg: &mut Svg, context: &[Shape]) {
    if context.is_empty() {
        return;
    }
    svg.open(
        "g",
        &format!("id=\"context\" fill=\"{CONTEXT}\" stroke=\"{CONTEXT_BORDER}\" stroke-width=\"0.4\" fill-rule=\"evenodd\""),
    );
    for shape in context {
        svg.leaf("path", &format!("d=\"{}\"", shape.path()));
    }
    svg.close("g");
}

/// The areas with their colours, and the textures over them. A title says name
/// and figure where a reader points.
fn draw_areas(svg: &mut Svg, map: &Choropleth<'_>, voice: Voice, shown: &[Shape]) {
    svg.open(
        "g",
        &format!("id=\"areas\" stroke=\"{BORDER}\" stroke-width=\"0.4\" stroke-linejoin=\"round\" fill-rule=\"evenodd\""),
    );
    let mut textured = Vec::new();
    for shape in shown {
        let Some(row) = map.row(shape.area) else { continue };
        let (area, paint) = (map.area(shape.area), paint::paint(row, map.breaks));
        let figure = voice.figure(row.cell, map.indicator.unit, map.indicator.disclosure);
        let path = shape.path();
        svg.raw(&format!(
            "<path data-kode=\"{}\" data-state=\"{}\" fill=\"{}\" d=\"{path}\"><title>{}: {}</title></path>",
            area.code,
            row.state(),
            paint.colour,
            escape(&area.name),
            escape(&figure)
        ));
        textured.extend(paint.texture.map(|texture| (texture, path)));
    }
    svg.close("g");
    if textured.is_empty() {
        return;
    }
    svg.open("g", "id=\"textures\" fill-rule=\"evenodd\" pointer-events=\"none\"");
    for (texture, path) in textured {
        svg.leaf("path", &format!("fill=\"url(#{})\" d=\"{path}\"", texture.id()));
    }
    svg.close("g");
}

/// Borders of the next wider level.
fn draw_wider(svg: &mut Svg, wider: &[Shape]) {
    svg.open(
        "g",
        &format!("id=\"wider\" fill=\"none\" stroke=\"{WIDER_BORDER}\" stroke-width=\"0.95\" stroke-linejoin=\"round\" pointer-events=\"none\""),
    );
    for shape in wider {
        svg.leaf("path", &format!("d=\"{}\"", shape.path()));
    }
    svg.close("g");
}

/// The mark across the map, so that a cut-out carries it too.
fn watermark(svg: &mut Svg, panel: Rect) {
    let text = "DATA CONTOH";
    let one = semi_bold(1.0, AMBER);
    let style = semi_bold((0.72 * panel.width / one.width(text)).min(panel.height / 3.0), AMBER);
    let (x, y) = (panel.left + panel.width / 2.0, panel.top + panel.height / 2.0);
    let turn = format!(
        "id=\"mark\" fill-opacity=\"0.2\" pointer-events=\"none\" transform=\"rotate(-24 {} {})\"",
        number(x),
        number(y)
    );
    write(svg, (x, y + style.size * CAPITAL / 2.0), style, Anchor::Middle, text, &turn);
}
