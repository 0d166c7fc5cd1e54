//! `jangkau token`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::End;
use crate::account::{Accounts, By, MOST_DAYS, NewToken, Role, TokenName};

/// Make tokens for programs, list and revoke them.
#[derive(Debug, Args)]
pub(super) struct Token {
    #[command(subcommand)]
    what: What,
    /// Write JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token. It is shown once.
    Create {
        /// What it may do: viewer, editor or admin.
        #[arg(long)]
        role: Role,
        /// What it is for, such as "monthly upload".
        #[arg(long)]
        name: TokenName,
        /// How many days it lives.
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
        days: u32,
    },
    /// List tokens, without their secrets.
    List,
    /// Revoke a token at once.
    Revoke {
        /// The eight characters behind jgk_.
        id: String,
    },
}

impl Token {
    pub(super) async fn run(self, accounts: &Path) -> Result<End, Box<dyn Error>> {
        let accounts = Accounts::open(accounts).await?;
        let by = By::console()?;
        match &self.what {
            What::Create { role, name, days } => {
                self.made(&accounts.create_token(&by, name, *role, *days).await?)?;
            }
            What::List => self.list(&accounts).await?,
            What::Revoke { id } => {
                accounts.revoke_token(&by, id).await?;
                self.say(&json!({"id": id, "outcome": "revoked"}), &format!("{id}: revoked"))?;
            }
        }
        accounts.close().await;
        Ok(End::Good)
    }

    fn say(&self, json: &Value, text: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout();
        if self.json { writeln!(out, "{json}") } else { writeln!(out, "{text}") }
    }

    fn made(&self, made: &NewToken) -> std::io::Result<()> {
        let text = format!(
            "{}\nShown this once. It is a {} until {}; send it as Authorization: Bearer.",
            made.reveal(),
            made.token.role,
            made.token.expires
        );
        self.say(&json!({"secret": made.reveal(), "token": shown(&made.token)}), &text)
    }

    async fn list(&self, accounts: &Accounts) -> Result<(), Box<dyn Error>> {
        for token in accounts.tokens().await? {
            let used = token.last_used.as_deref().unwrap_or("never used");
            let state = if token.revoked.is_some() { "  revoked" } else { "" };
            let text = format!(
                "{}  {:<7} until {}  {used}  {}{state}",
                token.id,
                token.role.as_str(),
                token.expires,
                token.name
            );
            self.say(&shown(&token), &text)?;
        }
        Ok(())
    }
}

fn shown(token: &crate::account::Token) -> Value {
    let crate::account::Token { id, name, role, creator, created, expires, last_used, revoked } = token;
    json!({"id": id, "name": name, "role": role.as_str(), "creator": creator, "created": created,
        "expires": expires, "last_used": last_used, "revoked": revoked})
}
