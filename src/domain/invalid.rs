//! The one error of this room: a value that a noun refuses.

/// A value that is not what it claims to be, with the reason.
///
/// The value is cut to 80 characters, since it may come from a hostile file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid {noun} \"{value}\": {reason}")]
pub struct InvalidValue {
    /// What the value was meant to be, such as `area code`.
    pub noun: &'static str,
    /// The value as given, cut to 80 characters.
    pub value: String,
    /// Why it is refused, in English, without a full stop.
    pub reason: &'static str,
}

impl InvalidValue {
    pub(crate) fn new(noun: &'static str, value: &str, reason: &'static str) -> Self {
        Self { noun, value: value.chars().take(80).collect(), reason }
    }
}
