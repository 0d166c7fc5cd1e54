//! `jangkau openapi`.

use std::error::Error;

use super::End;
use crate::http;

/// Prints the OpenAPI document.
pub(super) fn run() -> Result<End, Box<dyn Error>> {
    println!("{}", http::openapi::pretty());
    Ok(End::Good)
}
