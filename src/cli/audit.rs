//! `jangkau audit`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::json;

use super::End;
use crate::account::{Accounts, Audited, MOST_AUDITED};

/// Read the audit log, and look whether anybody edited it.
#[derive(Debug, Args)]
pub(super) struct Audit {
    #[command(subcommand)]
    what: What,
    /// Write JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Look through the whole log for edits. Exits with 1 where there is one.
    Check {
        /// The hash that an earlier check gave; its row must still be there.
        #[arg(long)]
        noted: Option<String>,
    },
    /// List what was done, newest first.
    List {
        /// Only rows with a number below this.
        #[arg(long)]
        before: Option<i64>,
        /// How many rows.
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
}

impl Audit {
    pub(super) async fn run(self, accounts: &Path) -> Result<End, Box<dyn Error>> {
        let accounts = Accounts::open(accounts).await?;
        let end = match &self.what {
            What::Check { noted } => self.check(&accounts, noted.as_deref()).await?,
            What::List { before, limit } => self.list(&accounts, *before, (*limit).min(MOST_AUDITED)).await?,
        };
        accounts.close().await;
        Ok(end)
    }

    async fn check(&self, accounts: &Accounts, noted: Option<&str>) -> Result<End, Box<dyn Error>> {
        let checked = accounts.check_audit(noted).await?;
        let mut out = std::io::stdout();
        if self.json {
            let line = json!({"rows": checked.rows, "head": checked.head, "faults": checked.faults});
            writeln!(out, "{line}")?;
        } else if checked.faults.is_empty() {
            writeln!(out, "{} rows, nothing edited; note the last hash: {}", checked.rows, checked.head)?;
        } else {
            checked.faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
        }
        Ok(if checked.faults.is_empty() { End::Good } else { End::Refused })
    }

    async fn list(
        &self,
        accounts: &Accounts,
        before: Option<i64>,
        limit: usize,
    ) -> Result<End, Box<dyn Error>> {
        let mut out = std::io::stdout();
        for row in accounts.audited(before, limit).await? {
            if self.json {
                writeln!(out, "{}", json(&row))?;
            } else {
                let Audited { number, moment, actor, action, object, address, .. } = &row;
                let address = address.as_deref().unwrap_or("-");
                writeln!(out, "{number:>6}  {moment}  {actor:<24} {action:<17} {object:<24} {address}")?;
            }
        }
        Ok(End::Good)
    }
}

fn json(row: &Audited) -> serde_json::Value {
    let Audited { number, moment, actor, role, address, action, object, request, previous, hash } = row;
    json!({"number": number, "moment": moment, "actor": actor, "role": role, "address": address,
        "action": action, "object": object, "request": request, "previous": previous, "hash": hash})
}
