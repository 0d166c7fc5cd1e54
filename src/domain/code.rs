//! Area codes of the Ministry of Home Affairs (Kemendagri).

use super::InvalidValue;
use super::words::words;

words! {
    /// An administrative level, from the widest to the smallest.
    Level as "level" {
        /// Province.
        Provinsi = "provinsi",
        /// City or regency (kota, kabupaten).
        Kota = "kota",
        /// Subdistrict.
        Kecamatan = "kecamatan",
        /// Urban or rural village (kelurahan, desa).
        Kelurahan = "kelurahan",
    }
}

impl Level {
    /// The next wider level.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Provinsi => None,
            Self::Kota => Some(Self::Provinsi),
            Self::Kecamatan => Some(Self::Kota),
            Self::Kelurahan => Some(Self::Kecamatan),
        }
    }

    /// What a code of this level is divided by to give its parent's.
    const fn parent_divisor(self) -> u64 {
        match self {
            Self::Provinsi => 1,
            Self::Kota | Self::Kecamatan => 100,
            Self::Kelurahan => 10_000,
        }
    }
}

/// A Kemendagri area code, written with dots: `97`, `97.71`, `97.71.01`,
/// `97.71.01.1002`.
///
/// The dots declare the scheme: the same ten digits without them may be a BPS
/// code, which names another place. So a bare number is refused here.
///
/// ```
/// use jangkau::domain::AreaCode;
///
/// assert!("97.71.01.1002".parse::<AreaCode>().is_ok());
/// assert!("9771010004".parse::<AreaCode>().is_err());   // no dots: which scheme?
/// assert!("97.71.1.1002".parse::<AreaCode>().is_err()); // a part is too short
/// assert!("00.75".parse::<AreaCode>().is_err());        // no province 00
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(u64);

impl AreaCode {
    /// The code without dots; the feature id in tiles, GeoJSON and value arrays.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The level, which follows from the number of digits.
    pub const fn level(self) -> Level {
        match self.0 {
            0..=99 => Level::Provinsi,
            100..=9_999 => Level::Kota,
            10_000..=999_999 => Level::Kecamatan,
            _ => Level::Kelurahan,
        }
    }

    /// The code of the area one level up.
    pub fn parent(self) -> Option<Self> {
        self.level().parent().map(|_| Self(self.0 / self.level().parent_divisor()))
    }

    /// The area of `level` that holds this one; itself at its own level, none
    /// below it.
    pub fn at(self, level: Level) -> Option<Self> {
        std::iter::successors(Some(self), |code| code.parent()).find(|code| code.level() == level)
    }
}

impl std::fmt::Display for AreaCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = self.0;
        match self.level() {
            Level::Provinsi => write!(f, "{n}"),
            Level::Kota => write!(f, "{}.{:02}", n / 100, n % 100),
            Level::Kecamatan => write!(f, "{}.{:02}.{:02}", n / 10_000, n / 100 % 100, n % 100),
            Level::Kelurahan => write!(
                f,
                "{}.{:02}.{:02}.{:04}",
                n / 100_000_000,
                n / 1_000_000 % 100,
                n / 10_000 % 100,
                n % 10_000
            ),
        }
    }
}

impl std::str::FromStr for AreaCode {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| Err(InvalidValue::new("area code", text, reason));
        if text.is_empty() {
            return invalid("it is empty");
        }
        if text.len() > 2 && text.bytes().all(|b| b.is_ascii_digit()) {
            return invalid("digits without dots may be a Kemendagri or a BPS code");
        }
        let parts: Vec<&str> = text.split('.').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        if ![&[2][..], &[2, 2], &[2, 2, 2], &[2, 2, 2, 4]].contains(&lengths.as_slice()) {
            return invalid("expected PP, PP.KK, PP.KK.CC or PP.KK.CC.VVVV");
        }
        if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
            return invalid("every part must be digits");
        }
        let numbers: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if numbers[0] < 11 {
            return invalid("provinces start at 11");
        }
        if numbers[1..].contains(&0) {
            return invalid("no part may be zero");
        }
        let digits: String = parts.concat();
        digits.parse().map(Self).or_else(|_| invalid("it is not a number"))
    }
}

impl TryFrom<u64> for AreaCode {
    type Error = InvalidValue;

    /// From a feature id that came from this program (the code without dots).
    fn try_from(number: u64) -> Result<Self, Self::Error> {
        let digits = number.to_string();
        let cuts: &[usize] = match digits.len() {
            2 => &[2],
            4 => &[2, 2],
            6 => &[2, 2, 2],
            10 => &[2, 2, 2, 4],
            _ => return Err(InvalidValue::new("area number", &digits, "expected 2, 4, 6 or 10 digits")),
        };
        let mut rest = digits.as_str();
        let parts: Vec<&str> = cuts
            .iter()
            .map(|&length| {
                let (part, tail) = rest.split_at(length);
                rest = tail;
                part
            })
            .collect();
        parts.join(".").parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> AreaCode {
        text.parse().expect(text)
    }

    #[test]
    fn a_code_knows_its_level_parent_and_number() {
        let village = code("97.71.01.1002");
        assert_eq!(village.level(), Level::Kelurahan);
        assert_eq!(village.parent(), Some(code("97.71.01")));
        assert_eq!(village.at(Level::Kota), Some(code("97.71")));
        assert_eq!(village.at(Level::Provinsi), Some(code("97")));
        assert_eq!(code("97").parent(), None);
        assert_eq!(code("97").at(Level::Kelurahan), None);
    }

    #[test]
    fn codes_and_numbers_round_trip() {
        for text in ["97", "97.71", "97.71.01", "97.71.01.1002", "11.01.01.2001", "96.71.10.0001"] {
            assert_eq!(code(text).to_string(), text);
            assert_eq!(AreaCode::try_from(code(text).number()), Ok(code(text)));
        }
    }

    #[test]
    fn what_is_not_a_dotted_code_is_refused() {
        for text in [
            "",
            "3",
            "9771",
            "9771010004",
            "97.71.",
            ".97",
            "97.7",
            "97.71.01.100",
            "97.71.01.10022",
            "97.71.01.1002.1",
            "97-71",
            "97.71.0a",
            "97.71.01.+100",
            "01.75",
            "97.00",
            "٣٣.٧٥",
            " 97",
        ] {
            assert!(text.parse::<AreaCode>().is_err(), "{text:?} was taken");
        }
    }
}
