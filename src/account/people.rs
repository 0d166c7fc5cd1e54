//! Accounts of people.

use sqlx::{FromRow, Sqlite, Transaction};

use super::audit::{Action, By, record};
use super::connect::{Accounts, commit};
use super::error::Error;
use super::name::AccountName;
use super::password::Password;
use super::role::Role;

/// An account as it may be shown; nothing of its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name.
    pub name: String,
    /// What its owner may do.
    pub role: Role,
    /// Whether nobody can log in with it any more.
    pub disabled: bool,
    /// When it was added (RFC 3339, UTC).
    pub created: String,
}

#[derive(FromRow)]
struct AccountRow {
    name: String,
    role: String,
    disabled: i64,
    created: String,
}

const LIST: &str = "select name, role, disabled, created from account order by name";
const ANY: &str = "select exists (select 1 from account)";
const INSERT: &str = "insert into account (name, role, password, created) values ($1, $2, $3, $4)
    on conflict (name) do nothing";
const SET_PASSWORD: &str = "update account set password = $2 where name = $1";
const DISABLE: &str = "update account set disabled = 1 where name = $1 and disabled = 0";
const ROLE: &str = "select role from account where name = $1";
const OTHER_ADMIN: &str =
    "select exists (select 1 from account where name <> $1 and role = 'admin' and disabled = 0)";
const END_SESSIONS: &str = "delete from session where account = $1";
const END_TOKENS: &str = "update token set revoked = $2 where creator = $1 and revoked is null";

impl Accounts {
    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let rows: Vec<AccountRow> =
            sqlx::query_as(LIST).fetch_all(&self.pool).await.map_err(Error::database("listing accounts"))?;
        rows.into_iter()
            .map(|row| {
                let AccountRow { name, role, disabled, created } = row;
                Ok(Account { name, role: role.parse()?, disabled: disabled != 0, created })
            })
            .collect()
    }

    /// Whether there is any account.
    pub async fn any_account(&self) -> Result<bool, Error> {
        sqlx::query_scalar(ANY).fetch_one(&self.pool).await.map_err(Error::database("looking for accounts"))
    }

    /// Adds an account.
    pub async fn add_account(
        &self,
        by: &By,
        name: &AccountName,
        role: Role,
        password: Password,
    ) -> Result<(), Error> {
        let hash = self.hash(password).await?;
        let mut transaction = self.begin().await?;
        let stamp = self.stamp();
        insert_account(&mut transaction, &stamp, name, role, &hash).await?;
        record(&mut transaction, &stamp, by, Action::AccountAdd, name.as_str()).await?;
        commit(transaction).await
    }

    /// Gives an account a new password and ends its sessions.
    pub async fn set_password(&self, by: &By, name: &AccountName, password: Password) -> Result<(), Error> {
        let changing = || Error::database("changing a password");
        let hash = self.hash(password).await?;
        let mut transaction = self.begin().await?;
        let done = sqlx::query(SET_PASSWORD).bind(name.as_str()).bind(hash).execute(&mut *transaction).await;
        if done.map_err(changing())?.rows_affected() == 0 {
            return Err(Error::NoSuchAccount(name.clone()));
        }
        let ended = sqlx::query(END_SESSIONS).bind(name.as_str()).execute(&mut *transaction).await;
        ended.map_err(changing())?;
        record(&mut transaction, &self.stamp(), by, Action::AccountPassword, name.as_str()).await?;
        commit(transaction).await
    }

    /// Disables an account, ends its sessions and revokes the tokens that it
    /// made. False where it was disabled before. The last admin stays.
    pub async fn disable_account(&self, by: &By, name: &AccountName) -> Result<bool, Error> {
        let disabling = || Error::database("disabling an account");
        let mut transaction = self.begin().await?;
        let role: Option<String> = sqlx::query_scalar(ROLE)
            .bind(name.as_str())
            .fetch_optional(&mut *transaction)
            .await
            .map_err(disabling())?;
        let role: Role = role.ok_or_else(|| Error::NoSuchAccount(name.clone()))?.parse()?;
        let other: bool = sqlx::query_scalar(OTHER_ADMIN)
            .bind(name.as_str())
            .fetch_one(&mut *transaction)
            .await
            .map_err(disabling())?;
        if role == Role::Admin && !other {
            return Err(Error::LastAdmin(name.clone()));
        }
        let stamp = self.stamp();
        let done = sqlx::query(DISABLE).bind(name.as_str()).execute(&mut *transaction).await;
        if done.map_err(disabling())?.rows_affected() == 0 {
            return Ok(false);
        }
        let ended = sqlx::query(END_SESSIONS).bind(name.as_str()).execute(&mut *transaction).await;
        ended.map_err(disabling())?;
        let ended = sqlx::query(END_TOKENS).bind(name.as_str()).bind(&stamp).execute(&mut *transaction).await;
        ended.map_err(disabling())?;
        record(&mut transaction, &stamp, by, Action::AccountDisable, name.as_str()).await?;
        commit(transaction).await?;
        Ok(true)
    }
}

/// Writes an account; refused where the name is taken.
pub(super) async fn insert_account(
    transaction: &mut Transaction<'static, Sqlite>,
    stamp: &str,
    name: &AccountName,
    role: Role,
    hash: &str,
) -> Result<(), Error> {
    let done = sqlx::query(INSERT)
        .bind(name.as_str())
        .bind(role.as_str())
        .bind(hash)
        .bind(stamp)
        .execute(&mut **transaction)
        .await
        .map_err(Error::database("adding an account"))?;
    if done.rows_affected() == 0 { Err(Error::NameTaken(name.clone())) } else { Ok(()) }
}
