//! Names of areas, each with its figure below, where they fit.
//!
//! The largest areas come first. A label is left out before it touches another
//! or sticks far out of its area; before that it loses its figure, or is broken
//! into lines.

use super::choropleth::Choropleth;
use super::frame::{Frame, Rect};
use super::paint::{HALO, INK};
use super::shapes::Shape;
use super::svg::{Svg, number};
use super::text::{Anchor, CAPITAL, Style, regular, semi_bold, write};
use super::words::Voice;
use crate::topology::plane;

const NAME: Style = regular(7.2, INK);
const FIGURE: Style = semi_bold(7.2, INK);

/// How far a label may stick out of the extent of its area, in all.
const OVERHANG: f64 = 5.0;
/// Free space around a label.
const AIR: f64 = 1.2;
/// How far a label may move up or down, in heights of a line, nearest first.
const MOVES: [f64; 5] = [0.0, 0.6, -0.6, 1.2, -1.2];

/// A label in its place.
#[derive(Debug)]
pub(super) struct Label {
    /// The middle of its box.
    middle: (f64, f64),
    lines: Vec<(String, Style)>,
}

/// The labels that fit into a frame beside what is `taken` already.
pub(super) fn labels(
    map: &Choropleth<'_>,
    voice: Voice,
    frame: &Frame,
    shapes: &[Shape],
    taken: &[Rect],
) -> Vec<Label> {
    let mut order: Vec<(Rect, &Shape)> = shapes.iter().map(|shape| (shape.extent(), shape)).collect();
    order.sort_by(|(a, one), (b, other)| {
        (b.width * b.height).total_cmp(&(a.width * a.height)).then(one.area.cmp(&other.area))
    });
    let mut taken = taken.to_vec();
    let mut placed = Vec::new();
    for (extent, shape) in order {
        let area = map.area(shape.area);
        let at = frame.place(plane::from_degrees(area.label.lon(), area.label.lat()));
        let fits = |candidate: &Label| {
            let covers = candidate.covers();
            covers.width <= extent.width + OVERHANG
                && covers.height <= extent.height + OVERHANG
                && frame.rect.holds(covers.grown(2.0))
                && !taken.iter().any(|other| other.meets(covers))
        };
        if let Some(label) = candidates(map, voice, shape, at).into_iter().find(fits) {
            taken.push(label.covers());
            placed.push(label);
        }
    }
    placed
}

/// The ways in which an area may be labelled, the fullest first.
fn candidates(map: &Choropleth<'_>, voice: Voice, shape: &Shape, at: (f64, f64)) -> Vec<Label> {
    let name = &map.area(shape.area).name;
    let figure = map.row(shape.area).filter(|row| row.cell.shown.value().is_some()).map(|row| {
        let said = voice.figure(row.cell, map.indicator.unit, map.indicator.disclosure);
        (said, FIGURE)
    });
    let whole = vec![name.clone()];
    let broken = NAME.wrap(name, longest_word(name));
    let mut ways = Vec::new();
    for figure in [figure, None] {
        for lines in [&whole, &broken] {
            let names = lines.iter().map(|line| (line.clone(), NAME));
            let lines: Vec<(String, Style)> = names.chain(figure.clone()).collect();
            ways.extend(
                MOVES
                    .iter()
                    .map(|way| Label { middle: (at.0, at.1 + way * NAME.line()), lines: lines.clone() }),
            );
        }
    }
    ways
}

fn longest_word(name: &str) -> f64 {
    name.split(' ').map(|word| NAME.width(word)).fold(0.0, f64::max) + 0.01
}

impl Label {
    /// The box that it covers.
    fn covers(&self) -> Rect {
        let width = self.lines.iter().map(|(line, style)| style.width(line)).fold(0.0, f64::max);
        let height = self.height();
        Rect { left: self.middle.0 - width / 2.0, top: self.middle.1 - height / 2.0, width, height }
            .grown(AIR)
    }

    /// From the top of the first line's capitals to the last baseline.
    fn height(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let further = (self.lines.len() - 1) as f64;
        NAME.size * CAPITAL + further * line_height()
    }

    /// Writes it with a light halo, so that it is read over every colour.
    pub(super) fn write(&self, svg: &mut Svg) {
        let halo = format!(
            "stroke=\"{HALO}\" stroke-width=\"{}\" stroke-opacity=\"0.85\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            number(NAME.size / 3.2)
        );
        let mut baseline = self.middle.1 - self.height() / 2.0 + NAME.size * CAPITAL;
        for (line, style) in &self.lines {
            write(svg, (self.middle.0, baseline), *style, Anchor::Middle, line, &halo);
            baseline += line_height();
        }
    }
}

/// Tighter than running text: the lines belong together.
fn line_height() -> f64 {
    NAME.size * 1.14
}
