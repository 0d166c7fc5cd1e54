//! `jangkau openapi`.

use std::error::Error;
use std::io::Write;

use super::End;
use crate::http;

/// Prints the OpenAPI document.
pub(super) fn run() -> Result<End, Box<dyn Error>> {
    writeln!(std::io::stdout(), "{}", http::openapi::pretty())?;
    Ok(End::Good)
}
