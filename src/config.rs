//! Settings: a flag, then an environment variable, then a default.
//!
//! Every setting stands here, and in `.env.sample`; a test keeps the two equal.
//! Other rooms never see these structs: each gets its own part.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The store: a GeoPackage file, or postgres://… for PostGIS.
    #[arg(
        long,
        env = "JANGKAU_DATABASE",
        default_value = "var/jangkau.gpkg",
        hide_env_values = true,
        global = true
    )]
    pub database: String,
}

/// Where the accounts are.
#[derive(Debug, Clone, Args)]
pub struct Accounts {
    /// The file of accounts, tokens, sessions and the audit log. By default it
    /// lies beside the data file, with the ending .accounts.sqlite; with
    /// PostGIS it is var/jangkau.accounts.sqlite.
    #[arg(long, env = "JANGKAU_ACCOUNTS", global = true)]
    pub accounts: Option<PathBuf>,
}

impl Accounts {
    /// The file, for a database.
    pub fn path(&self, database: &str) -> PathBuf {
        let beside = || match database.strip_prefix("sqlite://").unwrap_or(database) {
            server if server.contains("://") => Path::new("var/jangkau.gpkg").with_extension(ACCOUNTS_ENDING),
            file => Path::new(file).with_extension(ACCOUNTS_ENDING),
        };
        self.accounts.clone().unwrap_or_else(beside)
    }
}

/// What the file of accounts is called in place of `gpkg`.
const ACCOUNTS_ENDING: &str = "accounts.sqlite";

/// How the server presents itself.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "JANGKAU_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address under which clients reach the server, where a proxy stands
    /// before it, such as https://peta.example.go.id.
    /// What a proxy says of itself in headers (Forwarded, X-Forwarded-…) is not
    /// read: anybody can send it.
    #[arg(long, env = "JANGKAU_PUBLIC_URL", value_parser = address)]
    pub public_url: Option<String>,
    /// A raster base map for the page, such as https://…/{z}/{x}/{y}.png. None
    /// by default: then no request leaves the reader's machine but to here.
    #[arg(long, env = "JANGKAU_BASEMAP", requires = "basemap_attribution")]
    pub basemap: Option<String>,
    /// Who must be named for the base map.
    #[arg(long, env = "JANGKAU_BASEMAP_ATTRIBUTION")]
    pub basemap_attribution: Option<String>,
}

/// How the program speaks of itself.
#[derive(Debug, Clone, Args)]
pub struct Logging {
    /// What is logged: error, warn, info, debug.
    #[arg(long, env = "JANGKAU_LOG", default_value = "info", global = true)]
    pub log: String,
    /// Write the log as JSON, a line each.
    #[arg(long, env = "JANGKAU_LOG_JSON", global = true)]
    pub log_json: bool,
}

/// An address to put paths behind: http or https, without query, fragment,
/// account or a slash at its end.
fn address(text: &str) -> Result<String, String> {
    let address = text.trim_end_matches('/');
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_~:[]/%".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain) => {
            Ok(address.to_owned())
        }
        _ => Err("expected an address such as https://peta.example.go.id".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Accounts, address};

    #[test]
    fn accounts_lie_beside_the_data_unless_said() {
        let path = |said: Option<&str>, database: &str| {
            let accounts = Accounts { accounts: said.map(Into::into) };
            accounts.path(database).display().to_string()
        };
        assert_eq!(path(None, "var/jangkau.gpkg"), "var/jangkau.accounts.sqlite");
        assert_eq!(path(None, "sqlite:///srv/kota.gpkg"), "/srv/kota.accounts.sqlite");
        assert_eq!(path(None, "postgres://u:p@host/x.y"), "var/jangkau.accounts.sqlite");
        assert_eq!(path(Some("/srv/akun.db"), "var/jangkau.gpkg"), "/srv/akun.db");
    }

    #[test]
    fn only_what_paths_can_stand_behind_is_an_address() {
        assert_eq!(address("https://peta.example/jangkau/").as_deref(), Ok("https://peta.example/jangkau"));
        assert_eq!(address("http://[::1]:8080").as_deref(), Ok("http://[::1]:8080"));
        for wrong in
            ["peta.example", "https://", "https:///x", "ftp://x", "https://x?y", "https://a@b", "http://x\"y"]
        {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }
}
