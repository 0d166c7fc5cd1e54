//! The command line: one file a verb.
//!
//! Exit codes: 0 all good, 1 refused or failed, 2 stored with findings, 64
//! wrong usage.

mod serve;
mod import;
mod load;
mod dataset;
mod values;
mod sample;
mod openapi;
mod tiles;
mod account;
mod token;
mod audit;
mod report;
mod said;
mod versions;
mod remembered;
mod worker;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Accounts, Database, Logging};

/// Maps of Kampung KB, child stunting and posyandu, kelurahan by kelurahan.
#[derive(Debug, Parser)]
#[command(name = "jangkau", version, about)]
struct Cli {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    accounts: Accounts,
    #[command(flatten)]
    logging: Logging,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the map, the tiles and the API.
    Serve(serve::Serve),
    /// Import one file as a dataset.
    Import(Box<import::Import>),
    /// Load a folder with a manifest into an empty store.
    Load(load::Load),
    /// List datasets, take one off the map, put it back.
    Dataset(dataset::Dataset),
    /// Show what a staged version would change on the map.
    Diff(versions::Diff),
    /// Put a staged version on the map.
    Publish(versions::Publish),
    /// Put the version before the present one back on the map.
    Rollback(versions::Rollback),
    /// Take a staged version back before it is published.
    Discard(versions::Discard),
    /// Show who did what to which dataset.
    History(versions::History),
    /// List how files are read by name, or forget one.
    Mapping(remembered::Mapping),
    /// Decide what a name means that matched no area.
    Match(remembered::Match),
    /// Parse a file for another process.
    #[command(hide = true)]
    ImportWorker(worker::Worker),
    /// Print figures; also the exact ones, which HTTP never shows.
    Values(values::Values),
    /// Make an invented sample for the areas of a boundary file.
    Sample(sample::Sample),
    /// Write what is current into a file: tiles as PMTiles or MBTiles.
    Export(tiles::Export),
    /// Look at the tiles that are served.
    Tiles(tiles::Tiles),
    /// Add accounts of people, list and disable them, change a password.
    Account(account::Account),
    /// Make tokens for programs, list and revoke them.
    Token(token::Token),
    /// Read the audit log, and look whether anybody edited it.
    Audit(audit::Audit),
    /// Print the OpenAPI document.
    Openapi,
}

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// All good.
    Good,
    /// Stored with findings.
    Findings,
    /// Refused.
    Refused,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Good => Self::SUCCESS,
            End::Findings => Self::from(2),
            End::Refused => Self::from(1),
        }
    }
}

/// Wrong usage, as `sysexits.h` has it.
const USAGE: u8 = 64;

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no faults; where they cannot be printed, nothing can.
            let _: Result<(), std::io::Error> = error.print();
            return if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS };
        }
    };
    start_log(&cli.logging);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(cli)) {
        Ok(end) => end.into(),
        // Whoever read our answer has had enough of it.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => failed(&*error),
    }
}

async fn run(cli: Cli) -> Result<End, Box<dyn Error>> {
    let database = &cli.database.database;
    let accounts = cli.accounts.path(database);
    match cli.verb {
        Verb::Serve(verb) => verb.run(database, &accounts).await,
        Verb::Import(verb) => verb.run(database).await,
        Verb::Load(verb) => verb.run(database).await,
        Verb::Dataset(verb) => verb.run(database).await,
        Verb::Diff(verb) => verb.run(database).await,
        Verb::Publish(verb) => verb.run(database).await,
        Verb::Rollback(verb) => verb.run(database).await,
        Verb::Discard(verb) => verb.run(database).await,
        Verb::History(verb) => verb.run(database).await,
        Verb::Mapping(verb) => verb.run(database).await,
        Verb::Match(verb) => verb.run(database).await,
        Verb::ImportWorker(verb) => verb.run(),
        Verb::Values(verb) => verb.run(database).await,
        Verb::Sample(verb) => verb.run(),
        Verb::Export(verb) => verb.run(database).await,
        Verb::Tiles(verb) => verb.run(database).await,
        Verb::Account(verb) => verb.run(&accounts).await,
        Verb::Token(verb) => verb.run(&accounts).await,
        Verb::Audit(verb) => verb.run(&accounts).await,
        Verb::Openapi => openapi::run(),
    }
}

fn start_log(logging: &Logging) {
    let filter = tracing_subscriber::EnvFilter::try_new(&logging.log).unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if logging.log_json {
        log.json().init();
    } else {
        log.with_target(false).init();
    }
    // A panic is logged by its place; its message may quote what a client sent.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Says what went wrong, with its causes.
fn failed(error: &dyn Error) -> ExitCode {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    eprintln!("jangkau: {text}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
