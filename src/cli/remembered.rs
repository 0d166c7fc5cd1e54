//! `jangkau mapping` and `jangkau match`: what people said and decided about
//! files, to be used again.

use std::error::Error;
use std::io::Write;

use clap::{Args, Subcommand};

use super::End;
use crate::domain::{Actor, AreaCode};
use crate::store::Store;

/// List how files are read by name, or forget one. `import --save-mapping` keeps one.
#[derive(Debug, Args)]
pub(super) struct Mapping {
    #[command(subcommand)]
    what: MappingWhat,
}

#[derive(Debug, Subcommand)]
enum MappingWhat {
    /// List every mapping with what it says.
    List,
    /// Forget one.
    Delete {
        /// Its name.
        name: String,
    },
}

/// Decide what a name means that matched no area; list and forget decisions.
#[derive(Debug, Args)]
pub(super) struct Match {
    #[command(subcommand)]
    what: MatchWhat,
}

#[derive(Debug, Subcommand)]
enum MatchWhat {
    /// List every decision.
    List,
    /// Decide: inside this area, this name means that code.
    Set {
        /// The kecamatan or kota in which the name is looked up.
        within: AreaCode,
        /// The name as files have it.
        name: String,
        /// The area that it means.
        code: AreaCode,
    },
    /// Forget a decision.
    Forget {
        /// The kecamatan or kota.
        within: AreaCode,
        /// The name.
        name: String,
    },
}

type Answer = Result<End, Box<dyn Error>>;

impl Mapping {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let mut out = std::io::stdout();
        let end = match self.what {
            MappingWhat::List => {
                for mapping in store.mappings().await? {
                    writeln!(out, "{}  {}  ({})", mapping.name, mapping.reading_json, mapping.actor)?;
                }
                End::Good
            }
            MappingWhat::Delete { name } => found(store.delete_mapping(&name).await?),
        };
        store.close().await;
        Ok(end)
    }
}

impl Match {
    pub(super) async fn run(self, database: &str) -> Answer {
        let store = Store::open(database).await?;
        let mut out = std::io::stdout();
        let end = match self.what {
            MatchWhat::List => {
                for one in store.name_decisions().await? {
                    writeln!(out, "{}  {}  → {}  ({})", one.within, one.name, one.code, one.actor)?;
                }
                End::Good
            }
            MatchWhat::Set { within, name, code } => {
                if code.at(within.level()) == Some(within) {
                    store.decide_name(within, &name, code, &Actor::command_line()).await?;
                    End::Good
                } else {
                    writeln!(out, "{code} does not lie in {within}")?;
                    End::Refused
                }
            }
            MatchWhat::Forget { within, name } => found(store.forget_name(within, &name).await?),
        };
        store.close().await;
        Ok(end)
    }
}

fn found(found: bool) -> End {
    if found { End::Good } else { End::Refused }
}
