//! The words of a picture, and numbers and days as a reader of its language
//! writes them. The same words as on the page.

use time::{Date, Month};

use crate::domain::{
    Disclosure, Lang, Level, Period, PublicCount, ReportStatus, Shown, ShownValue, State, Unit,
};
use crate::query::Method;
use crate::snapshot::Cell;

/// A language that speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice(pub(super) Lang);

impl Voice {
    /// One of two words.
    pub(super) fn or<T>(self, id: T, en: T) -> T {
        match self.0 {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// `1.234` or `7,4`.
    pub(super) fn number(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
        let grouped: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).unwrap_or_default())
            .collect();
        let whole = grouped.join(self.or(".", ","));
        let part = if part.is_empty() { String::new() } else { format!("{}{part}", self.or(",", ".")) };
        format!("{sign}{whole}{part}")
    }

    /// How many there are.
    pub(super) fn count(self, count: usize) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts of areas")]
        let value = count as f64;
        self.number(value, 0)
    }

    /// A number in a unit: `7,4 %`, `1.234`.
    pub(super) fn in_unit(self, value: f64, unit: Unit, decimals: usize) -> String {
        match unit {
            Unit::Percent => format!("{}{}", self.number(value, decimals), self.percent_sign()),
            Unit::Children | Unit::Areas => self.number(value, decimals),
        }
    }

    fn percent_sign(self) -> &'static str {
        self.or("\u{a0}%", "%")
    }

    /// A figure in a word: `8 %`, `0 %`, `Disamarkan`.
    pub(super) fn figure(self, cell: &Cell<PublicCount>, unit: Unit, disclosure: Disclosure) -> String {
        match &cell.shown {
            Shown::Value(value) | Shown::Zero(value) => {
                self.in_unit(value.value, unit, decimals(value, cell.published, unit, disclosure))
            }
            other => self.state(other.state()).to_owned(),
        }
    }

    /// `rentang 6,1–10,2 %`.
    pub(super) fn interval(self, low: f64, high: f64) -> String {
        let (low, high) = (self.number(low, 1), self.number(high, 1));
        format!("{} {low}–{high}{}", self.or("rentang", "interval"), self.percent_sign())
    }

    /// The label of a class between two edges. Half-open: the lower edge belongs
    /// to the class, the upper one to the next.
    pub(super) fn class(self, low: Option<f64>, high: Option<f64>, unit: Unit) -> String {
        let decimals = |edge: f64| usize::from(edge.fract() != 0.0);
        let full = |edge| self.in_unit(edge, unit, decimals(edge));
        match (low, high) {
            (None, None) => self.state(State::Value).to_owned(),
            (None, Some(high)) => format!("{} {}", self.or("di bawah", "under"), full(high)),
            (Some(low), None) => format!("{} {}", full(low), self.or("atau lebih", "or more")),
            (Some(low), Some(high)) => format!("{}–<{}", self.number(low, decimals(low)), full(high)),
        }
    }

    /// A state in a word.
    pub(super) fn state(self, state: State) -> &'static str {
        match state {
            State::Value => self.or("Ada nilai", "Value"),
            State::Zero => self.or("Nol", "Zero"),
            State::NotFilled => self.or("Belum diisi", "Not filled"),
            State::NotApplicable => self.or("Tidak berlaku", "Not applicable"),
            State::Suppressed => self.or("Disamarkan", "Suppressed"),
        }
    }

    /// A level, within a sentence.
    pub(super) fn level(self, level: Level) -> &'static str {
        match level {
            Level::Provinsi => self.or("provinsi", "province"),
            Level::Kota => self.or("kota/kabupaten", "city/regency"),
            Level::Kecamatan => "kecamatan",
            Level::Kelurahan => "kelurahan",
        }
    }

    /// How class edges came about, where they are not published.
    pub(super) fn method(self, method: Method) -> &'static str {
        match method {
            Method::Fixed => self.or("ambang tetap", "fixed thresholds"),
            Method::Ckmeans => self.or("kelompok alami", "natural groups"),
            Method::Quantile => self.or("kuantil", "quantiles"),
            Method::Equal => self.or("lebar sama", "equal width"),
            Method::StandardDeviation => self.or("simpangan baku", "standard deviations"),
            Method::HeadTail => self.or("kepala/ekor", "head/tail"),
        }
    }

    /// How settled a figure is.
    pub(super) fn status(self, status: ReportStatus) -> &'static str {
        match status {
            ReportStatus::Provisional => self.or("sementara", "provisional"),
            ReportStatus::Final => "final",
            ReportStatus::Revised => self.or("revisi", "revised"),
        }
    }

    /// `Agustus 2025`, `2024`, `23 Mei 2022`.
    pub(super) fn period(self, period: Period) -> String {
        match period {
            Period::Undated => self.or("tanpa tanggal", "undated").to_owned(),
            Period::Year(year) => year.to_string(),
            Period::Month(year, month) => format!("{} {year}", self.month(month)),
            Period::Day(day) => self.day(day),
        }
    }

    /// `11 September 2025`.
    pub(super) fn day(self, day: Date) -> String {
        format!("{} {} {}", day.day(), self.month(day.month()), day.year())
    }

    fn month(self, month: Month) -> &'static str {
        const ID: [&str; 12] = [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        self.or(ID, EN)[usize::from(u8::from(month)) - 1]
    }
}

/// How many decimals a figure may show: none where it is rounded, as printed
/// where it is published. Nothing and all are exact.
fn decimals(value: &ShownValue<PublicCount>, published: bool, unit: Unit, disclosure: Disclosure) -> usize {
    let value = value.value;
    if unit != Unit::Percent || value == 0.0 || value == 100.0 {
        0
    } else if published {
        value.to_string().split_once('.').map_or(0, |(_, digits)| digits.len().min(2))
    } else {
        usize::from(disclosure == Disclosure::Wilayah)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Voice = Voice(Lang::Id);
    const EN: Voice = Voice(Lang::En);

    #[test]
    fn numbers_are_written_as_a_reader_writes_them() {
        assert_eq!(ID.number(1_234_567.25, 1), "1.234.567,2");
        assert_eq!(EN.number(1234.0, 0), "1,234");
        assert_eq!(ID.number(-12.5, 1), "−12,5");
        assert_eq!(ID.in_unit(7.4, Unit::Percent, 1), "7,4\u{a0}%");
        assert_eq!(EN.in_unit(7.4, Unit::Percent, 1), "7.4%");
    }

    #[test]
    fn classes_say_which_edge_is_theirs() {
        let unit = Unit::Percent;
        assert_eq!(ID.class(None, Some(2.5), unit), "di bawah 2,5\u{a0}%");
        assert_eq!(ID.class(Some(2.5), Some(10.0), unit), "2,5–<10\u{a0}%");
        assert_eq!(EN.class(Some(30.0), None, unit), "30% or more");
        assert_eq!(EN.class(Some(10.0), Some(1000.0), Unit::Children), "10–<1,000");
    }

    #[test]
    fn periods_have_names() {
        let said = ["2025-08", "2024", "2022-05-23", "undated"].map(|text| {
            (ID.period(text.parse().expect("a period")), EN.period(text.parse().expect("a period")))
        });
        assert_eq!(said[0], ("Agustus 2025".to_owned(), "August 2025".to_owned()));
        assert_eq!(said[1], ("2024".to_owned(), "2024".to_owned()));
        assert_eq!(said[2], ("23 Mei 2022".to_owned(), "23 May 2022".to_owned()));
        assert_eq!(said[3], ("tanpa tanggal".to_owned(), "undated".to_owned()));
    }
}
