//! The first start: no default password, but a code on the console.

use std::net::IpAddr;
use std::sync::PoisonError;
use std::time::Duration;

use time::OffsetDateTime;

use super::audit::{Action, By, record};
use super::connect::{Accounts, commit};
use super::error::Error;
use super::name::AccountName;
use super::password::Password;
use super::people::insert_account;
use super::role::Role;
use super::secret;

/// How long the code is good.
pub const CODE_VALID: Duration = Duration::from_mins(30);

/// Letters that nobody mistakes for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 4;
const IN_A_GROUP: usize = 4;

/// What is kept of a code, in memory alone.
pub(super) struct SetUpCode {
    hash: String,
    until: OffsetDateTime,
}

const ANY: &str = "select exists (select 1 from account)";

impl Accounts {
    /// A new code for making the first admin, 80 bits in four groups; none where
    /// there are accounts. It takes the place of any code before.
    pub async fn new_set_up_code(&self) -> Result<Option<String>, Error> {
        if self.any_account().await? {
            return Ok(None);
        }
        let letters =
            secret::random::<{ GROUPS * IN_A_GROUP }>()?.map(|byte| LETTERS[usize::from(byte % 32)]);
        let groups: Vec<String> =
            letters.chunks(IN_A_GROUP).map(|group| group.iter().map(|b| char::from(*b)).collect()).collect();
        let code = groups.join("-");
        let kept = SetUpCode { hash: secret::hash(plain(&code).as_bytes()), until: self.now() + CODE_VALID };
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(Some(code))
    }

    /// Makes the first admin. The code is good once, for [`CODE_VALID`].
    pub async fn set_up(
        &self,
        by: &By,
        address: Option<IpAddr>,
        code: &str,
        name: &AccountName,
        password: Password,
    ) -> Result<(), Error> {
        self.count_attempt(None, address)?;
        if self.any_account().await? {
            return Err(Error::AlreadySetUp);
        }
        if !self.is_code(code) {
            return Err(Error::WrongSetUpCode);
        }
        let hash = self.hash(password).await?;
        let mut transaction = self.begin().await?;
        let any: bool = sqlx::query_scalar(ANY)
            .fetch_one(&mut *transaction)
            .await
            .map_err(Error::database("looking for accounts"))?;
        // Two may hold the code; the first makes the admin.
        if any {
            return Err(Error::AlreadySetUp);
        }
        let stamp = self.stamp();
        insert_account(&mut transaction, &stamp, name, Role::Admin, &hash).await?;
        record(&mut transaction, &stamp, by, Action::SetUp, name.as_str()).await?;
        commit(transaction).await?;
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    fn is_code(&self, code: &str) -> bool {
        let kept = self.code.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = secret::hash(plain(code).as_bytes());
        kept.as_ref().is_some_and(|kept| self.now() < kept.until && secret::equal(&kept.hash, &hash))
    }
}

/// A code as people type it: small letters, spaces and dashes do not matter.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(64).collect::<String>().to_ascii_uppercase()
}
