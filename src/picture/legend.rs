//! The legend: every class and all five states, each with how many areas are in
//! it, and what a reader must know.
//!
//! It is made as a list of items that know their height, so that the sheet can
//! give it its place before anything is drawn.

use super::choropleth::{Choropleth, Tally};
use super::frame::Rect;
use super::paint::{INK, LINE, MUTED, NOT_APPLICABLE, NOT_FILLED, SUPPRESSED, Texture};
use super::svg::{Svg, number};
use super::text::{Anchor, CAPITAL, Style, regular, semi_bold, write};
use super::words::Voice;
use crate::domain::{State, Unit};
use crate::stats::classes::class_of;

const LABEL: Style = regular(8.4, INK);
const EMPTY: Style = regular(8.4, MUTED);
const GLOSS: Style = regular(7.2, MUTED);
const NOTE: Style = regular(7.2, MUTED);
const HEADING: Style = semi_bold(8.4, INK);
const FIGURE: Style = semi_bold(7.0, INK);

const SWATCH: (f64, f64) = (20.0, 12.0);
/// From the left edge to the labels.
const INDENT: f64 = 28.0;
/// Kept free for the counts.
const COUNTS: f64 = 26.0;
const ROW: f64 = 16.0;

/// A part of the legend.
pub(super) enum Item {
    Heading(Vec<String>),
    Row(Row),
    Line,
    Note(Vec<String>),
}

/// A swatch with what it means.
pub(super) struct Row {
    colour: String,
    texture: Option<Texture>,
    /// A figure in the swatch.
    figure: &'static str,
    label: String,
    /// Beside the label where there is room, else below it.
    gloss: Vec<String>,
    beside: bool,
    count: usize,
}

/// The classes, from low to high, under what is counted.
pub(super) fn classes(map: &Choropleth<'_>, tally: &Tally, voice: Voice, width: f64) -> Vec<Item> {
    let edges = &map.breaks.edges;
    let mut items = vec![Item::Heading(HEADING.wrap(&what(map, voice), width))];
    for (class, colour) in map.breaks.colours.iter().enumerate() {
        let low = class.checked_sub(1).and_then(|below| edges.get(below)).copied();
        let label = voice.class(low, edges.get(class).copied(), map.indicator.unit);
        let gloss = map.breaks.scheme.as_ref().and_then(|scheme| scheme.labels.get(class));
        let gloss = gloss.map_or("", |text| text.say(voice.0));
        items.push(row(colour, None, "", label, gloss, tally.classes[class], width));
    }
    items
}

/// What is counted, of whom.
fn what(map: &Choropleth<'_>, voice: Voice) -> String {
    let numerator = map.indicator.numerator_label.say(voice.0);
    let denominator = map.indicator.denominator_label.say(voice.0);
    let said = match map.indicator.unit {
        Unit::Percent => format!("{numerator} per 100 {denominator}"),
        Unit::Children | Unit::Areas => numerator.to_owned(),
    };
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The states without a class colour of their own, and what is to be read with
/// care.
pub(super) fn states(map: &Choropleth<'_>, tally: &Tally, voice: Voice, width: f64) -> Vec<Item> {
    let lowest = map.breaks.colours.get(class_of(0.0, &map.breaks.edges)).cloned().unwrap_or_default();
    let state = |state: State, colour: &str, texture, figure| {
        row(colour, texture, figure, voice.state(state).to_owned(), "", tally.of(state), width)
    };
    let mut items = vec![
        state(State::Zero, &lowest, None, "0"),
        state(State::NotFilled, NOT_FILLED, Some(Texture::Hatch), ""),
        state(State::NotApplicable, NOT_APPLICABLE, None, ""),
        state(State::Suppressed, SUPPRESSED, Some(Texture::Dots), ""),
    ];
    if tally.uncertain > 0 {
        let colour = map.breaks.colours.get(1).or(map.breaks.colours.first()).cloned().unwrap_or_default();
        let label = voice.or("Baca hati-hati", "Read with care").to_owned();
        items.push(row(&colour, Some(Texture::Cross), "", label, &why(tally, voice), tally.uncertain, width));
    }
    items
}

fn why(tally: &Tally, voice: Voice) -> String {
    let thin = voice.or("pengukuran tipis di", "few measured in");
    let spanning = voice.or("rentang melintasi kelas di", "interval spans classes in");
    let parts = [(thin, tally.thin), (spanning, tally.spanning)];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(said, count)| format!("{said} {} {}", voice.count(*count), voice.or("wilayah", "areas")))
        .collect();
    said.join("; ")
}

fn row(
    colour: &str,
    texture: Option<Texture>,
    figure: &'static str,
    label: String,
    gloss: &str,
    count: usize,
    width: f64,
) -> Item {
    let room = width - INDENT - COUNTS;
    let beside = LABEL.width(&label) + 6.0 + GLOSS.width(gloss) <= room;
    let gloss = GLOSS.wrap(gloss, if beside { f64::MAX } else { room });
    Item::Row(Row { colour: colour.to_owned(), texture, figure, label, gloss, beside, count })
}

/// A paragraph of small text.
pub(super) fn note(text: &str, width: f64) -> Item {
    Item::Note(NOTE.wrap(text, width))
}

impl Item {
    /// How much room it takes.
    pub(super) fn height(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let lines = |style: Style, lines: &[String]| style.line() * lines.len() as f64;
        match self {
            Self::Heading(text) => lines(HEADING, text) + 5.0,
            Self::Row(row) if row.beside => ROW,
            Self::Row(row) => ROW + lines(GLOSS, &row.gloss),
            Self::Line => 11.0,
            Self::Note(text) => lines(NOTE, text) + 4.0,
        }
    }

    /// Draws it with its upper left corner in a place.
    fn write(&self, svg: &mut Svg, (left, top): (f64, f64), width: f64) {
        match self {
            Self::Heading(lines) => paragraph(svg, (left, top), HEADING, lines),
            Self::Note(lines) => paragraph(svg, (left, top), NOTE, lines),
            Self::Row(row) => row.write(svg, (left, top), width),
            Self::Line => {
                let (from, to, y) = (number(left), number(left + width), number(top + 5.0));
                svg.leaf("path", &format!("d=\"M{from} {y}H{to}\" stroke=\"{LINE}\" stroke-width=\"0.7\""));
            }
        }
    }
}

/// The height of a column of items.
pub(super) fn height(items: &[Item]) -> f64 {
    items.iter().map(Item::height).sum()
}

/// Draws a column of items.
pub(super) fn write_items(svg: &mut Svg, items: &[Item], (left, top): (f64, f64), width: f64) {
    let mut top = top;
    for item in items {
        item.write(svg, (left, top), width);
        top += item.height();
    }
}

/// Writes lines of text below each other.
pub(super) fn paragraph(svg: &mut Svg, (left, top): (f64, f64), style: Style, lines: &[String]) {
    let mut baseline = top + style.size;
    for line in lines {
        write(svg, (left, baseline), style, Anchor::Start, line, "");
        baseline += style.line();
    }
}

impl Row {
    fn write(&self, svg: &mut Svg, (left, top): (f64, f64), width: f64) {
        let style = if self.count == 0 { EMPTY } else { LABEL };
        let middle = top + ROW / 2.0;
        self.swatch(svg, (left, middle - SWATCH.1 / 2.0));
        let baseline = middle + style.size * CAPITAL / 2.0;
        write(svg, (left + INDENT, baseline), style, Anchor::Start, &self.label, "");
        let count = self.count.to_string();
        write(svg, (left + width, baseline), style, Anchor::End, &count, "");
        if self.beside {
            let after = left + INDENT + LABEL.width(&self.label) + 6.0;
            for line in &self.gloss {
                write(svg, (after, baseline), GLOSS, Anchor::Start, line, "");
            }
        } else {
            paragraph(svg, (left + INDENT, top + ROW - 2.0), GLOSS, &self.gloss);
        }
    }

    fn swatch(&self, svg: &mut Svg, (left, top): (f64, f64)) {
        let place = format!("{} rx=\"1.5\"", Rect { left, top, width: SWATCH.0, height: SWATCH.1 }.place());
        svg.leaf("rect", &format!("class=\"swatch\" {place} fill=\"{}\"", self.colour));
        if let Some(texture) = self.texture {
            svg.leaf("rect", &format!("{place} fill=\"url(#{})\"", texture.id()));
        }
        svg.leaf(
            "rect",
            &format!("{place} fill=\"none\" stroke=\"{INK}\" stroke-opacity=\"0.35\" stroke-width=\"0.6\""),
        );
        if !self.figure.is_empty() {
            let at = (left + SWATCH.0 / 2.0, top + SWATCH.1 / 2.0 + FIGURE.size * CAPITAL / 2.0);
            write(svg, at, FIGURE, Anchor::Middle, self.figure, "");
        }
    }
}
