//! Writing SVG: numbers, texts and elements, so that what is written is always
//! well-formed and the same bytes for the same picture.

use std::fmt::Write as _;

/// An SVG text under construction.
#[derive(Default)]
pub(super) struct Svg(String);

impl Svg {
    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }

    /// An element without content. `attributes` are written as they are given,
    /// escaped already where they hold a text from outside.
    pub(super) fn leaf(&mut self, name: &str, attributes: &str) {
        self.line(format_args!("<{name} {attributes}/>"));
    }

    /// Begins an element; [`Svg::close`] ends it.
    pub(super) fn open(&mut self, name: &str, attributes: &str) {
        let space = if attributes.is_empty() { "" } else { " " };
        self.line(format_args!("<{name}{space}{attributes}>"));
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        self.line(format_args!("</{name}>"));
    }

    /// An element with a text in it, which is escaped here.
    pub(super) fn element(&mut self, name: &str, attributes: &str, text: &str) {
        let space = if attributes.is_empty() { "" } else { " " };
        self.line(format_args!("<{name}{space}{attributes}>{}</{name}>", escape(text)));
    }

    /// Elements that are written already.
    pub(super) fn raw(&mut self, elements: &str) {
        self.line(format_args!("{elements}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.0.write_fmt(line).expect("writing to memory");
        self.0.push('\n');
    }
}

/// A number with at most two decimals, the shortest way: `12`, `0.5`, `-3.25`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as it may stand in XML, in content and between double quotes.
/// Characters that XML cannot hold at all are left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let texts = [12.0, 0.5, -3.254, -0.001, 100.0, 1e-9].map(number);
        assert_eq!(texts, ["12", "0.5", "-3.25", "0", "100", "0"]);
    }

    #[test]
    fn a_name_cannot_break_out_of_its_element() {
        assert_eq!(escape("<a b=\"c\">\u{0}&\u{ffff}"), "&lt;a b=&quot;c&quot;&gt; &amp;");
    }
}
