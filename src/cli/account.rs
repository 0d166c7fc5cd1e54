//! `jangkau account`.

use std::error::Error;
use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::json;

use super::End;
use crate::account::{AccountName, Accounts, By, MOST_BYTES, Password, Role};

/// Add accounts of people, list and disable them, change a password.
///
/// A password is asked for on the terminal, or read as the first line of
/// standard input; it is never an argument, which others could see.
#[derive(Debug, Args)]
pub(super) struct Account {
    #[command(subcommand)]
    what: What,
    /// Write JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an account.
    Add {
        /// 2 to 40 of a-z 0-9 . - _, a letter first.
        name: AccountName,
        /// What its owner may do: viewer, editor or admin.
        #[arg(long)]
        role: Role,
    },
    /// List accounts.
    List,
    /// Disable an account; its sessions end and its tokens are revoked.
    Disable {
        /// Its name.
        name: AccountName,
    },
    /// Give an account a new password; its sessions end.
    Password {
        /// Its name.
        name: AccountName,
    },
}

impl Account {
    pub(super) async fn run(self, accounts: &Path) -> Result<End, Box<dyn Error>> {
        let accounts = Accounts::open(accounts).await?;
        let by = By::console()?;
        match &self.what {
            What::Add { name, role } => {
                accounts.add_account(&by, name, *role, asked()?).await?;
                self.say(name, "added")?;
            }
            What::Password { name } => {
                accounts.set_password(&by, name, asked()?).await?;
                self.say(name, "password changed")?;
            }
            What::Disable { name } => {
                let done = accounts.disable_account(&by, name).await?;
                self.say(name, if done { "disabled" } else { "disabled before" })?;
            }
            What::List => self.list(&accounts).await?,
        }
        accounts.close().await;
        Ok(End::Good)
    }

    fn say(&self, name: &AccountName, done: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout();
        if self.json {
            writeln!(out, "{}", json!({"name": name.as_str(), "outcome": done}))
        } else {
            writeln!(out, "{name}: {done}")
        }
    }

    async fn list(&self, accounts: &Accounts) -> Result<(), Box<dyn Error>> {
        let mut out = std::io::stdout();
        for account in accounts.accounts().await? {
            let crate::account::Account { name, role, disabled, created } = account;
            if self.json {
                let line =
                    json!({"name": name, "role": role.as_str(), "disabled": disabled, "created": created});
                writeln!(out, "{line}")?;
            } else {
                let state = if disabled { "  disabled" } else { "" };
                writeln!(out, "{name:<24} {:<8} since {created}{state}", role.as_str())?;
            }
        }
        Ok(())
    }
}

/// A password, asked for twice on a terminal, or the first line of what is sent.
fn asked() -> Result<Password, Box<dyn Error>> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut line = String::new();
        // One byte more than is taken, so that what is too long is seen to be.
        stdin.lock().take(MOST_BYTES as u64 + 2).read_line(&mut line)?;
        return Ok(Password::new(line.trim_end_matches(['\r', '\n']))?);
    }
    let first = rpassword::prompt_password("Password: ")?;
    let password = Password::new(&first)?;
    if rpassword::prompt_password("The same again: ")? != first {
        return Err("the two passwords are not the same".into());
    }
    Ok(password)
}
