//! Colours and textures: how the page draws them, so that a picture beside the
//! page looks the same.
//!
//! A state is never a colour alone: what is not filled is hatched, what is
//! suppressed dotted, a zero has its figure, and what is to be read with care
//! is cross-hatched over the colour of its class.

use super::svg::{Svg, number};
use crate::domain::{PublicCount, Shown};
use crate::query::{Breaks, Flag, Row};
use crate::stats::classes::class_of;

/// All around the data: there is no base map to draw a coast from.
pub(super) const AROUND: &str = "#e8edf0";
/// Areas that the picture is not about.
pub(super) const CONTEXT: &str = "#f4f5f4";
/// Nobody has given a figure.
pub(super) const NOT_FILLED: &str = "#f6f6f2";
/// A figure exists and is withheld.
pub(super) const SUPPRESSED: &str = "#e6e8ea";
/// The indicator means nothing here.
pub(super) const NOT_APPLICABLE: &str = "#ffffff";

/// Borders between areas of the level.
pub(super) const BORDER: &str = "#868d92";
/// Borders of the next wider level.
pub(super) const WIDER_BORDER: &str = "#262e34";
/// Borders of areas that the picture is not about.
pub(super) const CONTEXT_BORDER: &str = "#c6ccd0";

/// Text.
pub(super) const INK: &str = "#1f2328";
/// Text of second rank.
pub(super) const MUTED: &str = "#59626b";
/// Thin lines.
pub(super) const LINE: &str = "#d9dce0";
/// Behind labels.
pub(super) const HALO: &str = "#ffffff";
/// The mark of invented figures.
pub(super) const AMBER: &str = "#b45309";
pub(super) const AMBER_TEXT: &str = "#92400e";
pub(super) const AMBER_PALE: &str = "#fef6e7";
pub(super) const AMBER_LINE: &str = "#f0d5a8";

/// What lies over a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texture {
    Hatch,
    Dots,
    Cross,
}

impl Texture {
    /// The id of its pattern.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Hatch => "hatch",
            Self::Dots => "dots",
            Self::Cross => "cross",
        }
    }
}

/// How an area is filled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paint {
    /// `#rrggbb`.
    pub(super) colour: String,
    /// What lies over it.
    pub(super) texture: Option<Texture>,
}

/// How the figure of an area is drawn.
pub(super) fn paint(row: &Row<'_>, breaks: &Breaks) -> Paint {
    let plain = |colour: &str, texture| Paint { colour: colour.to_owned(), texture };
    match &row.cell.shown {
        Shown::Value(value) | Shown::Zero(value) => Paint {
            colour: breaks.colours.get(class_of(value.value, &breaks.edges)).cloned().unwrap_or_default(),
            texture: is_uncertain(row, breaks).then_some(Texture::Cross),
        },
        Shown::NotFilled(_) => plain(NOT_FILLED, Some(Texture::Hatch)),
        Shown::Suppressed(_) => plain(SUPPRESSED, Some(Texture::Dots)),
        Shown::NotApplicable => plain(NOT_APPLICABLE, None),
    }
}

/// Whether a figure is to be read with care: few were measured, or its interval
/// reaches into another published class.
pub(super) fn is_uncertain(row: &Row<'_>, breaks: &Breaks) -> bool {
    is_thin(row) || spans_classes(row, breaks)
}

/// Whether few were measured.
pub(super) fn is_thin(row: &Row<'_>) -> bool {
    row.flags.contains(&Flag::ThinMeasuring)
}

/// Whether an interval reaches into another published class. Classes cut from
/// the data mean no more than their data.
pub(super) fn spans_classes(row: &Row<'_>, breaks: &Breaks) -> bool {
    breaks.scheme.is_some() && row.flags.contains(&Flag::SpansClasses)
}

/// The class of a figure; none where it has no value.
pub(super) fn class_of_shown(shown: &Shown<PublicCount>, breaks: &Breaks) -> Option<usize> {
    shown.value().map(|value| class_of(value.value, &breaks.edges))
}

/// The patterns of the textures, as definitions; `scale` is the size of a pixel
/// of the page.
pub(super) fn patterns(svg: &mut Svg, scale: f64) {
    let hatch = diagonals(10.0 * scale, &['/'], 0.9 * scale, "#7b838a", 1.0);
    let cross = diagonals(12.0 * scale, &['/', '\\'], 0.6 * scale, INK, 0.3);
    pattern(svg, Texture::Hatch, 10.0 * scale, &hatch);
    pattern(svg, Texture::Cross, 12.0 * scale, &cross);
    let dot = |at: f64| {
        let (at, radius) = (number(at * scale), number(scale));
        format!("<circle cx=\"{at}\" cy=\"{at}\" r=\"{radius}\" fill=\"#7b838a\"/>")
    };
    pattern(svg, Texture::Dots, 8.0 * scale, &[dot(2.0), dot(6.0)].concat());
}

fn pattern(svg: &mut Svg, texture: Texture, size: f64, content: &str) {
    let size = number(size);
    let id = texture.id();
    svg.open(
        "pattern",
        &format!("id=\"{id}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\""),
    );
    svg.raw(content);
    svg.close("pattern");
}

/// Lines that meet at the edges of the pattern: each is drawn three times, a
/// pattern apart.
fn diagonals(size: f64, slopes: &[char], width: f64, colour: &str, opacity: f64) -> String {
    let line = |slope: char, shift: f64| {
        let (from, to) = if slope == '/' { (size + 1.0, -1.0) } else { (-1.0, size + 1.0) };
        let [left, right, from, to] = [shift - 1.0, shift + size + 1.0, from, to].map(number);
        format!("M{left} {from}L{right} {to}")
    };
    let lines: String =
        slopes.iter().flat_map(|slope| [-size, 0.0, size].map(|shift| line(*slope, shift))).collect();
    let opacity =
        if opacity < 1.0 { format!(" stroke-opacity=\"{}\"", number(opacity)) } else { String::new() };
    format!(
        "<path d=\"{lines}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"{opacity}/>",
        number(width)
    )
}
