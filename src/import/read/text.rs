//! Bytes → text: the encoding by its mark, else UTF-8, else what the person says.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::Refused;
use crate::import::limits::MAX_TEXT_BYTES;
use crate::import::report::{Code, Finding, Place};

/// The text of a file and the name of its encoding. Without a mark and not UTF-8
/// it may be any of a hundred encodings; the West European one is taken where no
/// byte contradicts it, and said.
pub(in crate::import) fn decode<'a>(
    bytes: &'a [u8],
    asked: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Result<(Cow<'a, str>, &'static str), Refused> {
    let (encoding, mark) = match (asked, Encoding::for_bom(bytes)) {
        (Some(name), mark) => {
            let encoding = Encoding::for_label(name.as_bytes())
                .ok_or_else(|| Finding::new(Code::Encoding, Place::File).field("encoding").value(name))?;
            (encoding, mark.filter(|(found, _)| *found == encoding).map_or(0, |(_, length)| length))
        }
        (None, Some((encoding, length))) => (encoding, length),
        (None, None) => (without_mark(bytes, findings)?, 0),
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if had_errors {
        let at = if encoding == UTF_8 {
            std::str::from_utf8(&bytes[mark..]).err().map(|error| mark + error.valid_up_to())
        } else {
            None
        };
        return Err(Finding::new(Code::Encoding, at.map_or(Place::File, Place::Byte))
            .detail(format!("it is not {}", encoding.name()))
            .into());
    }
    Ok((text, encoding.name()))
}

fn without_mark(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<&'static Encoding, Finding> {
    // Half of a text in UTF-16 is zeros, at odd or at even places.
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let pairs = (bytes.len() / 2).min(200);
    if pairs > 1 && zeros(1) * 10 > pairs * 7 {
        return Ok(UTF_16LE);
    }
    if pairs > 1 && zeros(0) * 10 > pairs * 7 {
        return Ok(UTF_16BE);
    }
    let Err(error) = std::str::from_utf8(bytes) else { return Ok(UTF_8) };
    // A file cut off or damaged is not a file in another encoding: bytes that
    // Windows-1252 leaves to control codes, or zeros, tell.
    let strange = |byte: &u8| matches!(byte, 0x00..=0x08 | 0x0e..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xff);
    if bytes.iter().any(strange) {
        return Err(Finding::new(Code::Encoding, Place::Byte(error.valid_up_to())));
    }
    findings
        .push(Finding::new(Code::EncodingAssumed, Place::Byte(error.valid_up_to())).value("windows-1252"));
    Ok(encoding_rs::WINDOWS_1252)
}

/// Refuses what neither database nor page can hold: control characters, marks
/// that turn the direction of writing, texts without end. Line breaks and tabs
/// inside a text are fine.
pub(in crate::import) fn check_text(field: &str) -> Result<(), Code> {
    if field.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Code::ControlCharacter);
    }
    if field.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return Err(Code::BidiControl);
    }
    if field.len() > MAX_TEXT_BYTES {
        return Err(Code::LimitString);
    }
    Ok(())
}
