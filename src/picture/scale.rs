//! The scale bar: true at the latitude of the frame's middle.

use super::frame::{Frame, Rect};
use super::paint::{HALO, INK};
use super::svg::{Svg, number};
use super::text::{Anchor, CAPITAL, Style, regular, write};
use super::words::Voice;

const FIGURES: Style = regular(6.6, INK);
/// How long the bar may be at most.
const LONGEST: f64 = 110.0;
const THICK: f64 = 3.0;
/// Between the bar and its figures, and around both.
const GAP: f64 = 3.0;

/// A scale bar in its place.
pub(super) struct Scale {
    metres: f64,
    long: f64,
    rect: Rect,
}

/// The bar of a frame, in its south-west corner.
pub(super) fn scale(frame: &Frame) -> Scale {
    let metres = round_length(LONGEST * frame.metres());
    let long = metres / frame.metres();
    let height = FIGURES.size * CAPITAL + THICK + 4.0 * GAP;
    let rect = Rect {
        left: frame.rect.left + 8.0,
        top: frame.rect.bottom() - 8.0 - height,
        width: long + 8.0 * GAP,
        height,
    };
    Scale { metres, long, rect }
}

/// The greatest of 1, 2, 5, 10, … metres that is not longer than `most`.
fn round_length(most: f64) -> f64 {
    let power = 10_f64.powi(exponent(most));
    [5.0, 2.0, 1.0].map(|step| step * power).into_iter().find(|length| *length <= most).unwrap_or(power)
}

fn exponent(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "from a metre to the size of the world")]
    let exponent = length.log10().floor() as i32;
    exponent
}

impl Scale {
    /// What it covers.
    pub(super) fn rect(&self) -> Rect {
        self.rect
    }

    /// Draws it: two halves, the first filled, with figures at ends and middle.
    pub(super) fn write(&self, svg: &mut Svg, voice: Voice) {
        let Rect { left, top, width, height } = self.rect;
        let box_of = |left: f64, top: f64, width: f64, height: f64| {
            let [left, top, width, height] = [left, top, width, height].map(number);
            format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"")
        };
        svg.open("g", &format!("id=\"scale\" data-metres=\"{}\"", number(self.metres)));
        svg.leaf(
            "rect",
            &format!("{} rx=\"2\" fill=\"{HALO}\" fill-opacity=\"0.82\"", box_of(left, top, width, height)),
        );
        let from = left + 3.0 * GAP;
        let bar = top + 2.0 * GAP + FIGURES.size * CAPITAL;
        let half = self.long / 2.0;
        svg.leaf(
            "rect",
            &format!(
                "id=\"bar\" {} fill=\"{HALO}\" stroke=\"{INK}\" stroke-width=\"0.6\"",
                box_of(from, bar, self.long, THICK)
            ),
        );
        svg.leaf("rect", &format!("{} fill=\"{INK}\"", box_of(from, bar, half, THICK)));
        let baseline = bar - GAP / 1.5;
        for (share, at) in [(0.0, from), (0.5, from + half), (1.0, from + self.long)] {
            let said = self.figure(share, voice);
            write(svg, (at, baseline), FIGURES, Anchor::Middle, &said, "");
        }
        svg.close("g");
    }

    /// The length to a share of the bar; the unit stands at its end.
    fn figure(&self, share: f64, voice: Voice) -> String {
        let (unit, per) = if self.metres >= 1000.0 { ("km", 1000.0) } else { ("m", 1.0) };
        let length = self.metres * share / per;
        let decimals = usize::from(length.fract() != 0.0);
        let said = voice.number(length, decimals);
        if share == 1.0 { format!("{said}\u{a0}{unit}") } else { said }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_round() {
        let found = [999.0, 1000.0, 2300.0, 49.9, 5.0, 730_000.0].map(round_length);
        assert_eq!(found, [500.0, 1000.0, 2000.0, 20.0, 5.0, 500_000.0]);
    }
}
