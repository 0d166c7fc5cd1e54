//! Parsing in a process of its own.
//!
//! A stranger's file may make a parser use up the memory, never end, or end the
//! process; none of these can be caught. So the same program is started again,
//! with an empty environment and limits on memory, time and files, reads the
//! file from a pipe and gives the plain table back over another. It dies with
//! the import that started it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::task::spawn_blocking;

use crate::domain::DatasetKind;
use crate::import::{self, Code, Finding, Parsed, Place, Reading, Refused};

/// The longest that parsing takes by the clock.
pub const MAX_WALL: Duration = Duration::from_mins(10);

/// Parses a file: in a process of the given program, or here where there is none.
pub(super) async fn parse(
    worker: Option<&Path>,
    kind: DatasetKind,
    bytes: &[u8],
    reading: &Reading,
) -> Result<Parsed, Refused> {
    if bytes.len() > import::MAX_BYTES {
        return Err(Finding::new(Code::LimitBytes, Place::File)
            .detail(format!("at most {} bytes are read", import::MAX_BYTES))
            .into());
    }
    let Some(worker) = worker else {
        let (bytes, reading) = (bytes.to_vec(), reading.clone());
        let parsed = spawn_blocking(move || import::parse(kind, &bytes, &reading)).await;
        return parsed.unwrap_or_else(|error| Err(ended(&error.to_string())));
    };
    match tokio::time::timeout(MAX_WALL, in_process(worker, kind, bytes, reading)).await {
        Ok(parsed) => parsed,
        Err(_) => Err(Finding::new(Code::Timeout, Place::File).into()),
    }
}

fn ended(detail: &str) -> Refused {
    Finding::new(Code::LimitMemory, Place::File).detail(detail).into()
}

async fn in_process(
    worker: &Path,
    kind: DatasetKind,
    bytes: &[u8],
    reading: &Reading,
) -> Result<Parsed, Refused> {
    let failed = |error: std::io::Error| ended(&format!("the reader could not be started: {error}"));
    let mut child = Command::new(worker)
        .args(["import-worker", kind.as_str()])
        .env_clear()
        .process_group(0)
        .kill_on_drop(true)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ended("the reader has no pipes"));
    };
    let said = reading.to_json();
    let send = async move {
        // A reader that has seen enough closes its end; its answer says why.
        let length = u32::try_from(said.len()).unwrap_or(0).to_le_bytes();
        let _: std::io::Result<()> = async {
            input.write_all(&length).await?;
            input.write_all(said.as_bytes()).await?;
            input.write_all(bytes).await?;
            input.shutdown().await
        }
        .await;
        drop(input);
    };
    let mut answer = Vec::new();
    let ((), read) = tokio::join!(send, output.read_to_end(&mut answer));
    read.map_err(failed)?;
    let status = child.wait().await.map_err(failed)?;
    if !status.success() {
        let code = if is_out_of_time(status) { Code::Timeout } else { Code::LimitMemory };
        return Err(Finding::new(code, Place::File).detail(status).into());
    }
    let decoded = spawn_blocking(move || import::from_worker(&answer)).await;
    decoded.unwrap_or_else(|error| Err(ended(&error.to_string())))
}

/// Whether the process was ended for its time on the processor.
fn is_out_of_time(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}
