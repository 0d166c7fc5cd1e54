//! What passes between the server and the process that parses for it.

use super::Refused;
use super::parse::{Parsed, parse};
use super::reading::Reading;
use super::report::{Code, Finding, Place};
use crate::domain::DatasetKind;

/// Parses what came over the pipe, and gives what goes back: the reading's
/// length in four bytes, the reading as JSON, the file.
pub fn work(kind: DatasetKind, input: &[u8]) -> Vec<u8> {
    let answer = match taken_apart(input) {
        Some((reading, file)) => parse(kind, file, &reading),
        None => Err(Finding::new(Code::LimitMemory, Place::File).into()),
    };
    postcard::to_stdvec(&answer).unwrap_or_default()
}

fn taken_apart(input: &[u8]) -> Option<(Reading, &[u8])> {
    let (length, rest) = input.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (reading, file) = rest.split_at_checked(length)?;
    Some((Reading::from_json(std::str::from_utf8(reading).ok()?).ok()?, file))
}

/// What came back over the pipe.
pub fn from_worker(answer: &[u8]) -> Result<Parsed, Refused> {
    let torn = |error: postcard::Error| {
        Refused::from(
            Finding::new(Code::LimitMemory, Place::File).detail(format!("its answer is torn: {error}")),
        )
    };
    postcard::from_bytes::<Result<Parsed, Refused>>(answer).map_err(torn)?
}
