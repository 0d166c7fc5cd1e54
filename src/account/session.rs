//! Sessions: from a name and a password to a secret that a browser keeps.

use std::net::IpAddr;
use std::sync::PoisonError;
use std::time::Duration;

use sqlx::FromRow;
use time::OffsetDateTime;

use super::audit::{Action, By, record};
use super::connect::{Accounts, commit};
use super::error::Error;
use super::moment;
use super::name::AccountName;
use super::network::Network;
use super::role::{Actor, Role};
use super::secret::Secret;

/// How long a session lives without being used.
pub const IDLE: Duration = Duration::from_mins(30);
/// How long a session lives at all.
pub const TOTAL: Duration = Duration::from_hours(12);
/// How old the time of the last use may grow before it is written again; so
/// not every request writes, and a session may end so much early.
const SEEN_EVERY: Duration = Duration::from_mins(1);

/// Somebody wants to log in.
pub struct Attempt<'a> {
    /// The name as it was typed.
    pub name: &'a str,
    /// The password as it was typed.
    pub password: &'a str,
    /// Where from; without one, all share a place in the count of tries.
    pub address: Option<IpAddr>,
    /// The id of the request, for the audit log.
    pub request: &'a str,
    /// The session that the browser has already; it ends.
    pub before: Option<&'a str>,
}

/// A session that has begun. The secret is given out now or never.
#[derive(Debug)]
pub struct Session {
    /// What the browser keeps.
    pub secret: Secret,
    /// Whose it is.
    pub actor: Actor,
}

#[derive(FromRow)]
struct Known {
    password: String,
    role: String,
    disabled: i64,
}

#[derive(FromRow)]
struct Held {
    account: String,
    role: String,
    created: String,
    last_seen: String,
}

const KNOWN: &str = "select password, role, disabled from account where name = $1";
const BEGIN: &str = "insert into session (hash, account, created, last_seen) values ($1, $2, $3, $3)";
const HELD: &str = "select s.account, a.role, s.created, s.last_seen
    from session s join account a on a.name = s.account where s.hash = $1 and a.disabled = 0";
const SEEN: &str = "update session set last_seen = $2 where hash = $1";
const STRANGER: &str = "insert into stranger (only_one, tries, last) values (1, 1, $1)
    on conflict (only_one) do update set tries = tries + 1, last = excluded.last";
const END: &str = "delete from session where hash = $1";
const END_OLD: &str = "delete from session where created < $1 or last_seen < $2";

impl Accounts {
    /// Logs somebody in. A wrong name takes as long as a wrong password.
    pub async fn log_in(&self, attempt: &Attempt<'_>) -> Result<Session, Error> {
        let name: Option<AccountName> = attempt.name.parse().ok();
        let counted = name.as_ref().map_or(attempt.name, AccountName::as_str);
        self.count_attempt(Some(counted), attempt.address)?;
        let known = match &name {
            Some(name) => self.known(name).await?,
            None => None,
        };
        let hash = known.as_ref().map(|known| known.password.clone());
        let fits = self.fits(attempt.password.to_owned(), hash).await?;
        match (name, known) {
            (Some(name), Some(known)) if fits && known.disabled == 0 => {
                let actor = Actor { name: name.to_string(), role: known.role.parse()? };
                let session = self.begin_session(attempt, actor, &known.password).await?;
                let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
                attempts.forgive(name.as_str());
                Ok(session)
            }
            (Some(name), Some(_)) => {
                self.record(&by(attempt, name.as_str(), None), Action::LogInRefused, name.as_str()).await?;
                Err(Error::WrongCredentials)
            }
            _ => {
                self.count_stranger().await?;
                Err(Error::WrongCredentials)
            }
        }
    }

    /// Counts a try with a name that no account has. What was typed is not kept:
    /// people type passwords into the wrong field. It is written as durably as
    /// the row for an account that exists, so the time taken tells nothing.
    async fn count_stranger(&self) -> Result<(), Error> {
        let counting = Error::database("counting a try");
        let mut transaction = self.begin().await?;
        sqlx::query(STRANGER).bind(self.stamp()).execute(&mut *transaction).await.map_err(counting)?;
        commit(transaction).await
    }

    /// Counts a try to log in or to set up.
    pub(super) fn count_attempt(&self, name: Option<&str>, address: Option<IpAddr>) -> Result<(), Error> {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.count(name, address, self.now())
    }

    async fn known(&self, name: &AccountName) -> Result<Option<Known>, Error> {
        sqlx::query_as(KNOWN)
            .bind(name.as_str())
            .fetch_optional(&self.pool)
            .await
            .map_err(Error::database("looking for an account"))
    }

    /// Begins a session with a new secret; the one that was there before and all
    /// that are too old end.
    async fn begin_session(
        &self,
        attempt: &Attempt<'_>,
        actor: Actor,
        password: &str,
    ) -> Result<Session, Error> {
        let beginning = || Error::database("beginning a session");
        let secret = Secret::new()?;
        let now = self.now();
        let mut transaction = self.begin().await?;
        // Disabled, or given another password, while the hash was being made?
        let known: Option<Known> = sqlx::query_as(KNOWN)
            .bind(&actor.name)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(beginning())?;
        if known.is_none_or(|known| known.disabled != 0 || known.password != password) {
            return Err(Error::WrongCredentials);
        }
        if let Some(before) = attempt.before.and_then(Secret::read) {
            let ended = sqlx::query(END).bind(before.hash()).execute(&mut *transaction).await;
            ended.map_err(beginning())?;
        }
        let oldest = (moment::text(now - TOTAL), moment::text(now - IDLE));
        let ended = sqlx::query(END_OLD).bind(oldest.0).bind(oldest.1).execute(&mut *transaction).await;
        ended.map_err(beginning())?;
        let stamp = moment::text(now);
        let begun = sqlx::query(BEGIN)
            .bind(secret.hash())
            .bind(&actor.name)
            .bind(&stamp)
            .execute(&mut *transaction)
            .await;
        begun.map_err(beginning())?;
        let by = by(attempt, &actor.name, Some(actor.role));
        record(&mut transaction, &stamp, &by, Action::LogIn, &actor.name).await?;
        commit(transaction).await?;
        Ok(Session { secret, actor })
    }

    /// Whose session this is; none where it ended, or was never one.
    pub async fn who_has_session(&self, text: &str) -> Result<Option<Actor>, Error> {
        let Some(secret) = Secret::read(text) else { return Ok(None) };
        // The search by hash gives away nothing: who varies a secret does not steer its hash.
        let held: Option<Held> = sqlx::query_as(HELD)
            .bind(secret.hash())
            .fetch_optional(&self.pool)
            .await
            .map_err(Error::database("looking for a session"))?;
        let Some(held) = held else { return Ok(None) };
        let now = self.now();
        let (begun, seen) = (moment::read(&held.created)?, moment::read(&held.last_seen)?);
        if !lives(now, begun, seen) {
            self.touch(END, &secret, None).await?;
            return Ok(None);
        }
        if now - seen >= SEEN_EVERY {
            self.touch(SEEN, &secret, Some(moment::text(now))).await?;
        }
        Ok(Some(Actor { name: held.account, role: held.role.parse()? }))
    }

    async fn touch(&self, sql: &'static str, secret: &Secret, stamp: Option<String>) -> Result<(), Error> {
        let query = sqlx::query(sql).bind(secret.hash());
        let query = match stamp {
            Some(stamp) => query.bind(stamp),
            None => query,
        };
        query.execute(&self.pool).await.map_err(Error::database("keeping a session"))?;
        Ok(())
    }

    /// Ends a session.
    pub async fn log_out(&self, by: &By, text: &str) -> Result<(), Error> {
        let Some(secret) = Secret::read(text) else { return Ok(()) };
        let mut transaction = self.begin().await?;
        let ended = sqlx::query(END).bind(secret.hash()).execute(&mut *transaction).await;
        if ended.map_err(Error::database("ending a session"))?.rows_affected() > 0 {
            record(&mut transaction, &self.stamp(), by, Action::LogOut, &by.actor).await?;
        }
        commit(transaction).await
    }
}

fn by(attempt: &Attempt<'_>, actor: &str, role: Option<Role>) -> By {
    By {
        actor: actor.to_owned(),
        role,
        address: attempt.address.map(Network::from),
        request: attempt.request.to_owned(),
    }
}

/// Whether a session still lives. A clock that was set back ends none.
fn lives(now: OffsetDateTime, begun: OffsetDateTime, seen: OffsetDateTime) -> bool {
    now - begun < TOTAL && now - seen < IDLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
        let begun = datetime!(2026-11-24 08:00 UTC);
        let second = Duration::from_secs(1);
        assert!(lives(begun + IDLE - second, begun, begun));
        assert!(!lives(begun + IDLE, begun, begun));
        assert!(lives(begun + TOTAL - second, begun, begun + TOTAL - IDLE));
        assert!(!lives(begun + TOTAL, begun, begun + TOTAL - second));
    }
}
