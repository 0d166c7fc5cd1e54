//! A map on a sheet: title above, map, legend beside it or below, sources at the
//! foot.

use super::Size;
use super::choropleth::{Choropleth, Tally};
use super::frame::Rect;
use super::legend::{self, Item};
use super::map::draw_map;
use super::notes;
use super::paint::{self, AMBER_LINE, AMBER_PALE, AMBER_TEXT, INK, MUTED};
use super::svg::{Svg, number};
use super::text::{Anchor, CAPITAL, FAMILY, Style, regular, semi_bold, write};
use super::words::Voice;
use crate::domain::Lang;

const TITLE: Style = semi_bold(19.0, INK);
const SUBTITLE: Style = regular(11.5, MUTED);
const WHOLE: Style = semi_bold(11.5, INK);
const FOOT: Style = regular(6.8, MUTED);
const MARK: Style = semi_bold(9.6, AMBER_TEXT);
const MEANING: Style = regular(9.6, AMBER_TEXT);

/// Around everything.
const MARGIN: f64 = 26.0;
/// Between the parts.
const GAP: f64 = 16.0;
/// The width of the legend beside a map.
const COLUMN: f64 = 192.0;
/// The height of the band that marks a sample.
const BAND: f64 = 20.0;
/// A pixel of the page, for textures.
const PIXEL: f64 = 0.75;

/// A drawn sheet.
pub(super) struct Sheet {
    /// All of it.
    pub(super) svg: String,
    /// What it shows, in a line.
    pub(super) title: String,
}

impl Size {
    /// Width and height in the units of the sheet: points, of which an inch has
    /// 72; on A3 and on a slide letters are larger by as much as these are smaller.
    pub(super) fn units(self) -> (f64, f64) {
        match self {
            Self::A4 => (841.89, 595.28),
            Self::A4Portrait => (595.28, 841.89),
            Self::A3 => (952.44, 673.51),
            Self::A3Portrait => (673.51, 952.44),
            Self::Screen => (960.0, 540.0),
        }
    }

    /// Width and height as PNG.
    pub(super) fn pixels(self) -> (u32, u32) {
        match self {
            Self::A4 => (2339, 1654),
            Self::A4Portrait => (1654, 2339),
            Self::A3 => (3307, 2339),
            Self::A3Portrait => (2339, 3307),
            Self::Screen => (1920, 1080),
        }
    }

    /// Width and height as SVG says them.
    fn measures(self) -> (&'static str, &'static str) {
        match self {
            Self::A4 => ("297mm", "210mm"),
            Self::A4Portrait => ("210mm", "297mm"),
            Self::A3 => ("420mm", "297mm"),
            Self::A3Portrait => ("297mm", "420mm"),
            Self::Screen => ("1920", "1080"),
        }
    }

    /// Width and height as PDF, in points.
    pub(super) fn points(self) -> (f64, f64) {
        match self {
            Self::A3 => (1190.55, 841.89),
            Self::A3Portrait => (841.89, 1190.55),
            other => other.units(),
        }
    }

    /// Pixels a unit.
    pub(super) fn dots(self) -> f64 {
        f64::from(self.pixels().0) / self.units().0
    }

    fn is_upright(self) -> bool {
        let (width, height) = self.units();
        height > width
    }
}

/// Draws a map on a sheet.
pub(super) fn sheet(map: &Choropleth<'_>, size: Size, lang: Lang) -> Sheet {
    let voice = Voice(lang);
    let title = format!("{}: {}", notes::title(map, voice), notes::subtitle(map, voice));
    let mut svg = Svg::default();
    open(&mut svg, size, lang, &title, map.is_sample());
    let top = header(&mut svg, map, voice, size);
    let bottom = footer(&mut svg, map, voice, size);
    let tally = map.tally();
    let panel = if size.is_upright() {
        below(&mut svg, map, &tally, voice, size, (top, bottom))
    } else {
        beside(&mut svg, map, &tally, voice, size, (top, bottom))
    };
    draw_map(&mut svg, map, voice, size, panel);
    svg.close("svg");
    Sheet { svg: svg.finish(), title }
}

fn open(svg: &mut Svg, size: Size, lang: Lang, title: &str, sample: bool) {
    let ((width, height), (wide, high)) = (size.units(), size.measures());
    let (width, height) = (number(width), number(height));
    svg.open(
        "svg",
        &format!(
            "xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" \
             viewBox=\"0 0 {width} {height}\" xml:lang=\"{lang}\" role=\"img\" \
             font-family=\"'{FAMILY}', sans-serif\""
        ),
    );
    let mark = if sample { "DATA CONTOH: " } else { "" };
    svg.element("title", "", &format!("{mark}{title}"));
    svg.open("defs", "");
    paint::patterns(svg, PIXEL);
    svg.close("defs");
    svg.leaf("rect", &format!("width=\"{width}\" height=\"{height}\" fill=\"#ffffff\""));
}

/// Band and title; gives where the parts below begin.
fn header(svg: &mut Svg, map: &Choropleth<'_>, voice: Voice, size: Size) -> f64 {
    let width = size.units().0 - 2.0 * MARGIN;
    let mut top = MARGIN;
    if map.is_sample() {
        band(svg, voice, Rect { left: MARGIN, top: top - 6.0, width, height: BAND });
        top += BAND + 6.0;
    }
    for line in TITLE.wrap_at_most(&notes::title(map, voice), width, 2) {
        write(svg, (MARGIN, top + TITLE.size * CAPITAL), TITLE, Anchor::Start, &line, "id=\"title\"");
        top += TITLE.size * 1.2;
    }
    let baseline = top + SUBTITLE.size * CAPITAL;
    let subtitle = notes::subtitle(map, voice);
    write(svg, (MARGIN, baseline), SUBTITLE, Anchor::Start, &subtitle, "");
    top += SUBTITLE.line();
    if let Some(whole) = notes::whole(map, voice) {
        let room = width - SUBTITLE.width(&subtitle) - GAP;
        if WHOLE.width(&whole) <= room {
            write(svg, (MARGIN + width, baseline), WHOLE, Anchor::End, &whole, "");
        } else {
            write(svg, (MARGIN, baseline + SUBTITLE.line()), WHOLE, Anchor::Start, &whole, "");
            top += SUBTITLE.line();
        }
    }
    top + 6.0
}

/// The mark of a sample: nobody may take the sheet for official figures.
fn band(svg: &mut Svg, voice: Voice, rect: Rect) {
    svg.leaf("rect", &format!("{} rx=\"2\" fill=\"{AMBER_PALE}\" stroke=\"{AMBER_LINE}\"", rect.place()));
    let (mark, meaning) = notes::sample(voice);
    let baseline = rect.top + rect.height / 2.0 + MARK.size * CAPITAL / 2.0;
    write(svg, (rect.left + 8.0, baseline), MARK, Anchor::Start, mark, "");
    let after = rect.left + 8.0 + MARK.width(mark) + 6.0;
    write(svg, (after, baseline), MEANING, Anchor::Start, meaning, "");
}

/// Sources; gives where the parts above end.
fn footer(svg: &mut Svg, map: &Choropleth<'_>, voice: Voice, size: Size) -> f64 {
    let (width, height) = size.units();
    let mut lines = FOOT.wrap_at_most(&notes::source(map, voice), width - 2.0 * MARGIN, 3);
    lines.extend(FOOT.wrap_at_most(&notes::boundaries(map, voice), width - 2.0 * MARGIN, 3));
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let top = height - MARGIN + 6.0 - FOOT.line() * lines.len() as f64;
    legend::paragraph(svg, (MARGIN, top), FOOT, &lines);
    top - 8.0
}

/// The legend beside the map; gives the place of the map.
fn beside(
    svg: &mut Svg,
    map: &Choropleth<'_>,
    tally: &Tally,
    voice: Voice,
    size: Size,
    (top, bottom): (f64, f64),
) -> Rect {
    let left = size.units().0 - MARGIN - COLUMN;
    let mut items = legend::classes(map, tally, voice, COLUMN);
    items.push(Item::Line);
    items.extend(legend::states(map, tally, voice, COLUMN));
    items.push(Item::Line);
    items.extend(notes::beside_legend(map, tally, voice).iter().map(|note| legend::note(note, COLUMN)));
    svg.open("g", "id=\"legend\"");
    legend::write_items(svg, &items, (left, top), COLUMN);
    svg.close("g");
    Rect { left: MARGIN, top, width: left - GAP - MARGIN, height: bottom - top }
}

/// The legend below the map, in two columns; gives the place of the map.
fn below(
    svg: &mut Svg,
    map: &Choropleth<'_>,
    tally: &Tally,
    voice: Voice,
    size: Size,
    (top, bottom): (f64, f64),
) -> Rect {
    let whole = size.units().0 - 2.0 * MARGIN;
    let column = (whole - 2.0 * GAP) / 2.0;
    let classes = legend::classes(map, tally, voice, column);
    let mut states = legend::states(map, tally, voice, column);
    states.push(Item::Line);
    states.extend(notes::beside_legend(map, tally, voice).iter().map(|note| legend::note(note, column)));
    let height = legend::height(&classes).max(legend::height(&states));
    let legend_top = bottom - height;
    svg.open("g", "id=\"legend\"");
    legend::write_items(svg, &classes, (MARGIN, legend_top), column);
    legend::write_items(svg, &states, (MARGIN + column + 2.0 * GAP, legend_top), column);
    svg.close("g");
    Rect { left: MARGIN, top, width: whole, height: legend_top - 12.0 - top }
}
