//! `jangkau serve`.

use std::error::Error;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use super::End;
use crate::account::{Accounts, CODE_VALID};
use crate::app::{Imports, Live, load};
use crate::config;
use crate::http::{self, Basemap, Server, Settings};
use crate::store::Store;

/// Serve the map, the tiles and the API.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    config: config::Serve,
}

impl Serve {
    pub(super) async fn run(self, database: &str, accounts: &Path) -> Result<End, Box<dyn Error>> {
        let store = Store::open(database).await?;
        let _lock = store.file().map(lock).transpose()?;
        let revision = store.revision().await?;
        let live = Arc::new(Live::new(load(&store).await?));
        let accounts = Arc::new(Accounts::open(accounts).await?);
        let listener = TcpListener::bind(self.config.listen)
            .await
            .map_err(|error| format!("listening on {} failed: {error}", self.config.listen))?;
        let address = listener.local_addr()?;
        let server =
            Server::with_accounts(Arc::clone(&live), settings(&self.config), Some(Arc::clone(&accounts)))
                .taking_imports(Imports::new(store.clone(), Some(std::env::current_exe()?)));
        let watch = tokio::spawn({
            let (live, store) = (Arc::clone(&live), store.clone());
            async move { live.watch(&store, revision).await }
        });
        if live.served().current.areas.all().is_empty() {
            tracing::warn!("the store holds no boundaries yet; `jangkau load geodata` brings them");
        }
        writeln!(std::io::stdout(), "Jangkau: http://{address}")?;
        if let Some(code) = accounts.new_set_up_code().await? {
            let said =
                say_set_up_code(&code, &format!("http://{address}"), self.config.public_url.as_deref());
            // Nobody reads the console: the map is served all the same.
            if let Err(error) = said {
                tracing::warn!(%error, "the set-up code could not be printed");
            }
        }
        http::serve::serve(listener, http::router(server), stop()).await;
        watch.abort();
        accounts.close().await;
        store.close().await;
        Ok(End::Good)
    }
}

/// Says how the first admin is made. On the console alone: the log is kept.
fn say_set_up_code(code: &str, here: &str, public: Option<&str>) -> std::io::Result<()> {
    let page = public.unwrap_or(here);
    let minutes = CODE_VALID.as_secs() / 60;
    writeln!(
        std::io::stdout(),
        "There are no accounts yet. Set-up code: {code}\n  Make the first admin with it at {page}/masuk within {minutes} minutes,\n  or with: jangkau account add NAME --role admin"
    )
}

fn settings(config: &config::Serve) -> Settings {
    Settings {
        public_url: config.public_url.clone(),
        basemap: config
            .basemap
            .clone()
            .zip(config.basemap_attribution.clone())
            .map(|(tiles, attribution)| Basemap { tiles, attribution }),
    }
}

/// Keeps a second server off the same file. The lock goes with the process.
fn lock(database: &Path) -> Result<File, Box<dyn Error>> {
    let path = database.with_added_extension("serve.lock");
    let file = File::create(&path).map_err(|error| format!("making {} failed: {error}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(format!("another server already serves {}", database.display()).into())
        }
        Err(TryLockError::Error(error)) => Err(format!("locking {} failed: {error}", path.display()).into()),
    }
}

/// Waits for a signal to stop.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be caught");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping");
}
