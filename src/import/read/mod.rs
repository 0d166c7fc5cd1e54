//! The formats: one file each. They know syntax, not meaning.

mod csv;
mod geojson;

pub(super) use self::csv::{Row, Table, check_text, table};
pub(super) use self::geojson::feature_texts;

use super::report::{Code, Finding, Place};
use super::{MAX_BYTES, Refused};

/// The text of a file, without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Finding::new(Code::LimitBytes, Place::File)
            .detail(format!("at most {MAX_BYTES} bytes are read"))
            .into());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Finding::new(Code::Encoding, Place::Byte(error.valid_up_to())))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Finding::new(Code::EmptyFile, Place::File).into());
    }
    Ok(text)
}
