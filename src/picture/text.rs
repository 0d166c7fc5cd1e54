//! Lettering: the two fonts that come with the program, how wide a text is in
//! them, and where its lines break.
//!
//! Widths are sums of advances. Kerning only takes away from them (by a few per
//! cent), so what fits by these widths fits.

use std::sync::LazyLock;

use ttf_parser::Face;

use super::svg::{Svg, escape, number};

/// Noto Sans under the SIL Open Font License; `fonts/README.md` says how it was
/// cut down.
pub(super) const REGULAR: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
/// The same, heavier.
pub(super) const SEMI_BOLD: &[u8] = include_bytes!("fonts/NotoSans-SemiBold.ttf");

/// The family under which the fonts are known; a reader's own machine may have
/// it too, when it opens the SVG.
pub(super) const FAMILY: &str = "Noto Sans";

/// From a baseline to the next, for a size of one.
pub(super) const LINE: f64 = 1.32;
/// From the baseline to the top of a capital, for a size of one.
pub(super) const CAPITAL: f64 = 0.714;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

impl Weight {
    /// The weight as CSS counts it.
    fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }

    fn face(self) -> &'static Face<'static> {
        static FACES: LazyLock<[Face<'static>; 2]> = LazyLock::new(|| {
            [REGULAR, SEMI_BOLD]
                .map(|bytes| Face::parse(bytes, 0).expect("the fonts of the program are sound"))
        });
        &FACES[usize::from(self == Self::SemiBold)]
    }
}

/// Size, weight and colour of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: &'static str,
}

/// A style of regular weight.
pub(super) const fn regular(size: f64, colour: &'static str) -> Style {
    Style { size, weight: Weight::Regular, colour }
}

/// A style of heavier weight.
pub(super) const fn semi_bold(size: f64, colour: &'static str) -> Style {
    Style { size, weight: Weight::SemiBold, colour }
}

impl Style {
    /// How wide a text is.
    pub(super) fn width(self, text: &str) -> f64 {
        let face = self.weight.face();
        let advance = |letter| {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            f64::from(face.glyph_hor_advance(glyph).unwrap_or_default())
        };
        text.chars().map(advance).sum::<f64>() / f64::from(face.units_per_em()) * self.size
    }

    /// From a baseline to the next.
    pub(super) fn line(self) -> f64 {
        self.size * LINE
    }

    /// Lines no wider than `width`, broken at spaces. A word that is wider has
    /// a line of its own; no-break spaces hold.
    pub(super) fn wrap(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// At most so many lines; what is left over ends in dots.
    pub(super) fn wrap_at_most(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                while self.width(&format!("{last}…")) > width && last.pop().is_some() {}
                last.push('…');
            }
        }
        lines
    }
}

/// Which point of a text is put in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Writes a text on a baseline; `more` are further attributes.
pub(super) fn write(svg: &mut Svg, (x, y): (f64, f64), style: Style, anchor: Anchor, text: &str, more: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = match style.weight {
        Weight::Regular => String::new(),
        Weight::SemiBold => format!(" font-weight=\"{}\"", style.weight.number()),
    };
    let space = if more.is_empty() { "" } else { " " };
    let attributes = format!(
        "x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} fill=\"{}\"{space}{more}",
        number(x),
        number(y),
        number(style.size),
        escape(style.colour),
    );
    svg.element("text", &attributes, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = regular(10.0, "#000000");

    #[test]
    fn widths_follow_the_font() {
        // 572 of 1000 units a digit, as the font's table of advances has it.
        assert!((STYLE.width("00") - 11.44).abs() < 1e-9);
        assert!(semi_bold(10.0, "#000000").width("Melur") > STYLE.width("Melur"));
    }

    #[test]
    fn lines_are_no_wider_than_asked_unless_a_word_is() {
        let lines = STYLE.wrap("satu dua tiga empat antidisestablishmentarianism", 45.0);
        assert_eq!(lines, ["satu dua", "tiga", "empat", "antidisestablishmentarianism"]);
        assert_eq!(STYLE.wrap_at_most("satu dua tiga empat", 54.0, 1), ["satu dua…"]);
        assert_eq!(STYLE.wrap_at_most("satu dua", 45.0, 1), ["satu dua"]);
        assert!(STYLE.wrap("", 45.0).is_empty());
    }
}
