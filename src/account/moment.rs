//! Time as the file keeps it: RFC 3339 in UTC, to the second.

use std::sync::Arc;

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::error::Error;

/// Where the time comes from: the system's clock, or a test's own.
pub type Clock = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// A time as text; texts of this form sort as the times do.
pub(super) fn text(time: OffsetDateTime) -> String {
    let time = time.to_offset(UtcOffset::UTC).replace_nanosecond(0).unwrap_or(time);
    // Only years beyond 9999 cannot be written.
    time.format(&Rfc3339).unwrap_or_default()
}

/// A time that was written by [`text`].
pub(super) fn read(text: &str) -> Result<OffsetDateTime, Error> {
    OffsetDateTime::parse(text, &Rfc3339).map_err(|_| Error::Corrupt(format!("\"{text}\" is no time")))
}
