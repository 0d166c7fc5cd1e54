//! `jangkau import-worker`: parses one file for the process that started it, with
//! limits of its own. Not for people.

use std::error::Error;
use std::io::{Read, Write};

use clap::Args;
use rustix::process::{Resource, Rlimit, setrlimit};

use super::End;
use crate::domain::DatasetKind;
use crate::import;

/// Bytes of address space.
const MEMORY: u64 = 3 << 29;
/// Seconds on the processor.
const SECONDS: u64 = 120;
/// Open files.
const FILES: u64 = 64;

/// Parse a file from standard input.
#[derive(Debug, Args)]
pub(super) struct Worker {
    /// The kind of dataset.
    kind: DatasetKind,
}

impl Worker {
    pub(super) fn run(self) -> Result<End, Box<dyn Error>> {
        for (resource, most) in [
            (Resource::As, MEMORY),
            (Resource::Cpu, SECONDS),
            (Resource::Nofile, FILES),
            // It has nothing to write; pipes are no files.
            (Resource::Fsize, 0),
            (Resource::Core, 0),
        ] {
            setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
        rustix::thread::set_no_new_privs(true)?;
        let mut input = Vec::new();
        std::io::stdin().lock().read_to_end(&mut input)?;
        std::io::stdout().lock().write_all(&import::work(self.kind, &input))?;
        Ok(End::Good)
    }
}
