//! Tokens for programs: `jgk_`, eight characters that may be shown, `_`, 43 that
//! may not. The prefix lets scanners for secrets find one that was published.

use sqlx::FromRow;
use time::{Duration, OffsetDateTime};

use super::audit::{Action, By, record};
use super::connect::{Accounts, commit};
use super::error::Error;
use super::moment;
use super::name::TokenName;
use super::role::{Actor, Role};
use super::secret::{self, Secret};

/// The longest life of a token, in days.
pub const MOST_DAYS: u32 = 365;

const PREFIX: &str = "jgk_";
const ID_LETTERS: usize = 8;

/// A token that was made. Its text is given out now or never.
#[derive(Debug)]
pub struct NewToken {
    /// What may be shown of it.
    pub token: Token,
    secret: Secret,
}

impl NewToken {
    /// The whole token, for its owner alone.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}_{}", self.token.id, self.secret.reveal())
    }
}

/// A token as it may be shown; nothing of its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The eight characters behind the prefix.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Who made it.
    pub creator: String,
    /// When it was made (RFC 3339, UTC).
    pub created: String,
    /// When it ends (RFC 3339, UTC).
    pub expires: String,
    /// The day of its last use, `YYYY-MM-DD` in UTC.
    pub last_used: Option<String>,
    /// When it was revoked.
    pub revoked: Option<String>,
}

#[derive(FromRow)]
struct TokenRow {
    id: String,
    name: String,
    role: String,
    creator: String,
    created: String,
    expires: String,
    last_used: Option<String>,
    revoked: Option<String>,
}

#[derive(FromRow)]
struct Kept {
    secret_hash: String,
    role: String,
    expires: String,
    last_used: Option<String>,
}

const INSERT: &str = "insert into token (id, secret_hash, name, role, creator, created, expires)
    values ($1, $2, $3, $4, $5, $6, $7)";
const LIST: &str = "select id, name, role, creator, created, expires, last_used, revoked
    from token order by created desc, id";
const KEPT: &str =
    "select secret_hash, role, expires, last_used from token where id = $1 and revoked is null";
const USED: &str = "update token set last_used = $2 where id = $1";
const REVOKE: &str = "update token set revoked = $2 where id = $1 and revoked is null";

impl Accounts {
    /// Makes a token that lives so many days.
    pub async fn create_token(
        &self,
        by: &By,
        name: &TokenName,
        role: Role,
        days: u32,
    ) -> Result<NewToken, Error> {
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(Error::Days { days });
        }
        let now = self.now();
        let secret = Secret::new()?;
        let token = Token {
            id: hex::encode(secret::random::<{ ID_LETTERS / 2 }>()?),
            name: name.as_str().to_owned(),
            role,
            creator: by.actor.clone(),
            created: moment::text(now),
            expires: moment::text(now + Duration::days(days.into())),
            last_used: None,
            revoked: None,
        };
        let mut transaction = self.begin().await?;
        sqlx::query(INSERT)
            .bind(&token.id)
            .bind(secret.hash())
            .bind(&token.name)
            .bind(role.as_str())
            .bind(&token.creator)
            .bind(&token.created)
            .bind(&token.expires)
            .execute(&mut *transaction)
            .await
            .map_err(Error::database("making a token"))?;
        record(&mut transaction, &token.created, by, Action::TokenCreate, &token.id).await?;
        commit(transaction).await?;
        Ok(NewToken { token, secret })
    }

    /// Every token, newest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        let rows: Vec<TokenRow> =
            sqlx::query_as(LIST).fetch_all(&self.pool).await.map_err(Error::database("listing tokens"))?;
        rows.into_iter().map(TokenRow::token).collect()
    }

    /// Revokes a token; from the next request on it opens nothing.
    pub async fn revoke_token(&self, by: &By, id: &str) -> Result<(), Error> {
        let mut transaction = self.begin().await?;
        let stamp = self.stamp();
        let done = sqlx::query(REVOKE).bind(id).bind(&stamp).execute(&mut *transaction).await;
        if done.map_err(Error::database("revoking a token"))?.rows_affected() == 0 {
            return Err(Error::NoSuchToken(id.chars().take(80).collect()));
        }
        record(&mut transaction, &stamp, by, Action::TokenRevoke, id).await?;
        commit(transaction).await
    }

    /// Whose token this is; none where it ended, was revoked, or was never one.
    pub async fn who_has_token(&self, text: &str) -> Result<Option<Actor>, Error> {
        let Some((id, secret)) = parts(text) else { return Ok(None) };
        let kept: Option<Kept> = sqlx::query_as(KEPT)
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(Error::database("looking for a token"))?;
        let now = self.now();
        let Some(kept) = kept else { return Ok(None) };
        if !secret::equal(&kept.secret_hash, &secret.hash()) || moment::read(&kept.expires)? <= now {
            return Ok(None);
        }
        self.used(id, kept.last_used.as_deref(), now).await?;
        Ok(Some(Actor { name: format!("token:{id}"), role: kept.role.parse()? }))
    }

    /// Notes the day of a use, once a day.
    async fn used(&self, id: &str, before: Option<&str>, now: OffsetDateTime) -> Result<(), Error> {
        let today = now.to_offset(time::UtcOffset::UTC).date().to_string();
        if before != Some(today.as_str()) {
            let done = sqlx::query(USED).bind(id).bind(today).execute(&self.pool).await;
            done.map_err(Error::database("noting the use of a token"))?;
        }
        Ok(())
    }
}

impl TokenRow {
    fn token(self) -> Result<Token, Error> {
        let Self { id, name, role, creator, created, expires, last_used, revoked } = self;
        Ok(Token { id, name, role: role.parse()?, creator, created, expires, last_used, revoked })
    }
}

/// The id and the secret of a token's text.
fn parts(text: &str) -> Option<(&str, Secret)> {
    let (id, secret) = text.strip_prefix(PREFIX)?.split_at_checked(ID_LETTERS)?;
    let plain = id.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase());
    plain.then_some(id).zip(Secret::read(secret.strip_prefix('_')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_form_is_a_token() {
        let secret = "A".repeat(43);
        assert!(parts(&format!("jgk_0123abcd_{secret}")).is_some());
        for wrong in [
            String::new(),
            "jgk_".to_owned(),
            format!("jgk_0123abc_{secret}"),
            format!("jgk_0123ABCD_{secret}"),
            format!("jgk_0123abcd-{secret}"),
            format!("jgk_0123abcd_{secret}A"),
            format!("gst_0123abcd_{secret}"),
            format!("jgk_é123abcd_{secret}"),
            format!("jgk_0123abc€{secret}"),
        ] {
            assert!(parts(&wrong).is_none(), "{wrong}");
        }
    }
}
