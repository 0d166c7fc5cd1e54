//! Accounts without HTTP: what the file keeps, how long things live, and that
//! no edit of the audit log goes unseen.

use std::net::IpAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jangkau::account::{
    Accounts, Action, Attempt, By, CODE_VALID, Error, IDLE, MOST_DAYS, Network, Password, Role, TOTAL,
};
use tempfile::TempDir;
use time::OffsetDateTime;
use time::macros::datetime;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<OffsetDateTime>>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(datetime!(2026-11-24 08:00 UTC))))
    }

    pub fn forward(&self, by: Duration) {
        *self.0.lock().expect("a clock") += by;
    }
}

pub const PASSWORD: &str = "kuda laut biru 7";

/// Accounts in a file of their own, by a clock of the test's own.
pub async fn accounts() -> (Accounts, TestClock, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let clock = TestClock::new();
    let time = clock.clone();
    let accounts = Accounts::open(&file(&folder)).await.expect("new accounts");
    (accounts.with_clock(Arc::new(move || *time.0.lock().expect("a clock"))), clock, folder)
}

/// A second less.
fn almost(time: Duration) -> Duration {
    time.saturating_sub(Duration::from_secs(1))
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("uji.accounts.sqlite")
}

pub fn console() -> By {
    By::console().expect("chance")
}

pub fn password() -> Password {
    Password::new(PASSWORD).expect("a good password")
}

pub async fn add(accounts: &Accounts, name: &str, role: Role) {
    accounts.add_account(&console(), &name.parse().expect("a name"), role, password()).await.expect("added");
}

/// Tries from an address of its own, so that tests do not count against each other.
async fn log_in(accounts: &Accounts, name: &str, password: &str) -> Result<String, Error> {
    let attempt = Attempt { name, password, address: None, request: "0123456789abcdef", before: None };
    accounts.log_in(&attempt).await.map(|session| session.secret.reveal())
}

#[tokio::test]
async fn the_file_is_its_owners_alone_and_holds_no_secret() {
    let (accounts, _, folder) = accounts().await;
    add(&accounts, "siti", Role::Admin).await;
    let session = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    let made = accounts.create_token(&console(), &"Uji".parse().expect("a name"), Role::Editor, 1).await;
    let token = made.expect("a token").reveal();
    let code_before = accounts.new_set_up_code().await.expect("an answer");
    assert_eq!(code_before, None, "with an account there is no code");
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        let bytes = std::fs::read(&path).expect("a file");
        for secret in [PASSWORD, &session, &token, &token[13..]] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds a secret", path.display());
        }
    }
    let text = String::from_utf8_lossy(&std::fs::read(file(&folder)).expect("a file")).into_owned();
    accounts.close().await;
    assert!(
        text.contains("$argon2id$v=19$m=19456,t=2,p=1$") || !text.contains("siti"),
        "the hash is as said"
    );
}

#[tokio::test]
async fn a_session_lives_half_an_hour_unused_and_twelve_hours_at_all() {
    let (accounts, clock, _folder) = accounts().await;
    add(&accounts, "siti", Role::Viewer).await;
    let idle = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    clock.forward(almost(IDLE));
    assert!(accounts.who_has_session(&idle).await.expect("an answer").is_some());
    clock.forward(IDLE);
    assert!(accounts.who_has_session(&idle).await.expect("an answer").is_none());
    let used = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    let step = Duration::from_mins(20);
    let mut lived = Duration::ZERO;
    while accounts.who_has_session(&used).await.expect("an answer").is_some() {
        clock.forward(step);
        lived += step;
    }
    assert_eq!(lived, TOTAL);
    assert!(accounts.who_has_session("").await.expect("an answer").is_none());
    assert!(accounts.who_has_session(&"A".repeat(43)).await.expect("an answer").is_none());
}

#[tokio::test]
async fn logging_in_anew_ends_the_session_before() {
    let (accounts, _, _folder) = accounts().await;
    add(&accounts, "siti", Role::Viewer).await;
    let first = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    let attempt = Attempt {
        name: "SITI",
        password: PASSWORD,
        address: None,
        request: "0123456789abcdef",
        before: Some(&first),
    };
    let second = accounts.log_in(&attempt).await.expect("logged in").secret.reveal();
    assert_ne!(first, second);
    assert!(accounts.who_has_session(&first).await.expect("an answer").is_none());
    assert_eq!(accounts.who_has_session(&second).await.expect("an answer").expect("siti").name, "siti");
}

#[tokio::test]
async fn wrong_names_and_wrong_passwords_are_one_answer() {
    let (accounts, clock, folder) = accounts().await;
    add(&accounts, "siti", Role::Admin).await;
    add(&accounts, "budi", Role::Viewer).await;
    accounts.disable_account(&console(), &"budi".parse().expect("a name")).await.expect("disabled");
    for (name, password) in [
        ("siti", "kuda laut biru 8"),
        ("tiada", PASSWORD),
        ("budi", PASSWORD),
        ("' or 1=1 --", PASSWORD),
        ("siti", ""),
    ] {
        let refused = log_in(&accounts, name, password).await;
        assert!(matches!(refused, Err(Error::WrongCredentials)), "{name}");
    }
    let long = "x".repeat(2_000);
    assert!(matches!(log_in(&accounts, "siti", &long).await, Err(Error::WrongCredentials)));
    // Those that exist are in the log, the others are counted and not named.
    let log = accounts.audited(None, 99).await.expect("rows");
    assert_eq!(log.iter().filter(|row| row.action == "log-in-refused").count(), 4);
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file(&folder));
    let pool = sqlx::SqlitePool::connect_with(options).await.expect("the file");
    let tries: i64 =
        sqlx::query_scalar("select tries from stranger").fetch_one(&pool).await.expect("a count");
    pool.close().await;
    assert_eq!(tries, 2);
    assert!(log_in(&accounts, "siti", PASSWORD).await.is_ok(), "the owner gets in");
    for _ in 0..5 {
        assert!(matches!(log_in(&accounts, "siti", "x").await, Err(Error::WrongCredentials)));
    }
    let Err(Error::TooManyAttempts { again }) = log_in(&accounts, "siti", PASSWORD).await else {
        panic!("the sixth is taken")
    };
    clock.forward(again);
    assert!(log_in(&accounts, "siti", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn disabling_ends_sessions_and_tokens_and_never_the_last_admin() {
    let (accounts, _, _folder) = accounts().await;
    let siti = "siti".parse().expect("a name");
    add(&accounts, "siti", Role::Admin).await;
    let last = accounts.disable_account(&console(), &siti).await;
    assert!(matches!(last, Err(Error::LastAdmin(_))));
    add(&accounts, "budi", Role::Admin).await;
    let taken = accounts.add_account(&console(), &siti, Role::Viewer, password()).await;
    assert!(matches!(taken, Err(Error::NameTaken(_))));
    let session = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    let by = By { actor: "siti".to_owned(), role: Some(Role::Admin), ..console() };
    let token = accounts.create_token(&by, &"Uji".parse().expect("a name"), Role::Editor, 30).await;
    let token = token.expect("a token").reveal();
    assert!(accounts.who_has_token(&token).await.expect("an answer").is_some());
    assert!(accounts.disable_account(&console(), &siti).await.expect("disabled"));
    assert!(!accounts.disable_account(&console(), &siti).await.expect("disabled before"));
    assert!(accounts.who_has_session(&session).await.expect("an answer").is_none());
    assert!(accounts.who_has_token(&token).await.expect("an answer").is_none());
    let nobody = accounts.disable_account(&console(), &"tiada".parse().expect("a name")).await;
    assert!(matches!(nobody, Err(Error::NoSuchAccount(_))));
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_of_the_old_one() {
    let (accounts, _, _folder) = accounts().await;
    add(&accounts, "siti", Role::Admin).await;
    let session = log_in(&accounts, "siti", PASSWORD).await.expect("logged in");
    let new = Password::new("bukan kuda laut").expect("a good password");
    accounts.set_password(&console(), &"siti".parse().expect("a name"), new).await.expect("changed");
    assert!(accounts.who_has_session(&session).await.expect("an answer").is_none());
    assert!(matches!(log_in(&accounts, "siti", PASSWORD).await, Err(Error::WrongCredentials)));
    assert!(log_in(&accounts, "siti", "bukan kuda laut").await.is_ok());
}

#[tokio::test]
async fn a_token_lives_as_long_as_was_said_and_no_longer_than_a_year() {
    let (accounts, clock, _folder) = accounts().await;
    let name = "Uji".parse().expect("a name");
    for days in [0, MOST_DAYS + 1] {
        let refused = accounts.create_token(&console(), &name, Role::Viewer, days).await;
        assert!(matches!(refused, Err(Error::Days { .. })), "{days}");
    }
    let made = accounts.create_token(&console(), &name, Role::Viewer, MOST_DAYS).await.expect("a token");
    let text = made.reveal();
    assert_eq!((text.len(), &text[..4]), (56, "jgk_"));
    assert_eq!(made.token.expires, "2027-11-24T08:00:00Z");
    let actor = accounts.who_has_token(&text).await.expect("an answer").expect("somebody");
    assert_eq!((actor.name, actor.role), (format!("token:{}", made.token.id), Role::Viewer));
    assert_eq!(accounts.tokens().await.expect("tokens")[0].last_used.as_deref(), Some("2026-11-24"));
    // One letter further is another secret (the last letter carries padding bits).
    for at in [4, 13, 30, 54] {
        let mut other = text.clone().into_bytes();
        other[at] = if other[at] == b'a' { b'b' } else { b'a' };
        let other = String::from_utf8(other).expect("text");
        assert!(accounts.who_has_token(&other).await.expect("an answer").is_none(), "{at}");
    }
    clock.forward(almost(Duration::from_hours(24) * MOST_DAYS));
    assert!(accounts.who_has_token(&text).await.expect("an answer").is_some());
    clock.forward(Duration::from_secs(1));
    assert!(accounts.who_has_token(&text).await.expect("an answer").is_none());
    accounts.revoke_token(&console(), &made.token.id).await.expect("revoked");
    let again = accounts.revoke_token(&console(), &made.token.id).await;
    assert!(matches!(again, Err(Error::NoSuchToken(_))));
}

#[tokio::test]
async fn the_set_up_code_is_good_once_and_for_half_an_hour() {
    let (accounts, clock, _folder) = accounts().await;
    let siti = "siti".parse().expect("a name");
    let (accounts_of, siti) = (&accounts, &siti);
    let set_up = async |code: &str| accounts_of.set_up(&console(), None, code, siti, password()).await;
    assert!(matches!(set_up("").await, Err(Error::WrongSetUpCode)), "no code was made");
    let old = accounts.new_set_up_code().await.expect("an answer").expect("a code");
    assert_eq!(old.len(), 19);
    clock.forward(CODE_VALID);
    assert!(matches!(set_up(&old).await, Err(Error::WrongSetUpCode)), "too old");
    let code = accounts.new_set_up_code().await.expect("an answer").expect("a code");
    assert!(matches!(set_up(&old).await, Err(Error::WrongSetUpCode)), "not the present one");
    clock.forward(almost(CODE_VALID));
    let typed = code.to_lowercase().replace('-', " ");
    set_up(&typed).await.expect("the first admin");
    assert!(matches!(set_up(&code).await, Err(Error::AlreadySetUp)));
    assert_eq!(accounts.new_set_up_code().await.expect("an answer"), None);
    let rows = accounts.audited(None, 10).await.expect("rows");
    assert_eq!((rows[0].action.as_str(), rows[0].object.as_str()), ("set-up", "siti"));
}

#[tokio::test]
async fn of_two_with_the_code_one_becomes_the_admin() {
    let (accounts, _, _folder) = accounts().await;
    let code = accounts.new_set_up_code().await.expect("an answer").expect("a code");
    let (siti, budi) = ("siti".parse().expect("a name"), "budi".parse().expect("a name"));
    let by = console();
    let (a, b) = tokio::join!(
        accounts.set_up(&by, None, &code, &siti, password()),
        accounts.set_up(&by, None, &code, &budi, password()),
    );
    assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1);
    assert_eq!(accounts.accounts().await.expect("accounts").len(), 1);
}

/// A log of a little of everything, in a closed file.
async fn logged() -> TempDir {
    let (accounts, clock, folder) = accounts().await;
    let address: IpAddr = "203.0.113.77".parse().expect("an address");
    add(&accounts, "siti", Role::Admin).await;
    for n in 0..30 {
        clock.forward(Duration::from_secs(61));
        let by = By {
            actor: "siti".to_owned(),
            role: Some(Role::Admin),
            address: Some(Network::from(address)),
            ..console()
        };
        accounts.record(&by, Action::ALL[n % Action::ALL.len()], &format!("benda-{n}")).await.expect("a row");
    }
    accounts.close().await;
    folder
}

/// The faults of a file that somebody has had their hands in.
async fn faults_after(edit: &str, noted: Option<&str>) -> Vec<String> {
    let folder = logged().await;
    if !edit.is_empty() {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file(&folder));
        let pool = sqlx::SqlitePool::connect_with(options).await.expect("the file");
        sqlx::raw_sql(sqlx::AssertSqlSafe(edit.to_owned())).execute(&pool).await.expect("an edit");
        pool.close().await;
    }
    let accounts = Accounts::open(&file(&folder)).await.expect("accounts");
    let checked = accounts.check_audit(noted).await.expect("a check");
    accounts.close().await;
    checked.faults
}

#[tokio::test]
async fn no_edit_of_the_log_goes_unseen() {
    const FREE: &str = "drop trigger audit_is_not_edited; drop trigger audit_is_not_shortened;";
    assert_eq!(faults_after("", None).await, Vec::<String>::new());
    let mut edits: Vec<String> = ["moment", "actor", "role", "address", "action", "object", "request"]
        .iter()
        .flat_map(|column| {
            [1, 17, 31]
                .map(|number| format!("update audit set {column} = 'x' || {number} where number = {number}"))
        })
        .collect();
    edits.extend(
        [
            "update audit set role = null where number = 5",
            "update audit set actor = 'siti' || object, object = '' where number = 5",
            "update audit set hash = previous where number = 9",
            "delete from audit where number = 1",
            "delete from audit where number = 12",
            "delete from audit where number = 31",
            "delete from audit",
            "update audit set number = 99 where number = 31",
            "insert into audit select 32, moment, actor, role, address, action, object, request, hash, 'x'
                from audit where number = 31",
            "update audit set object = (select object from audit where number = 8) where number = 7",
            "delete from audit_head",
        ]
        .map(str::to_owned),
    );
    for edit in edits {
        assert_ne!(faults_after(&format!("{FREE}{edit}"), None).await, Vec::<String>::new(), "{edit}");
    }
}

#[tokio::test]
async fn the_log_takes_new_rows_only_and_a_noted_hash_must_stay() {
    let folder = logged().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file(&folder));
    let pool = sqlx::SqlitePool::connect_with(options).await.expect("the file");
    for edit in ["update audit set actor = 'x'", "delete from audit where number = 31"] {
        assert!(sqlx::raw_sql(edit).execute(&pool).await.is_err(), "{edit}");
    }
    let head: String =
        sqlx::query_scalar("select hash from audit_head").fetch_one(&pool).await.expect("a hash");
    pool.close().await;
    let accounts = Accounts::open(&file(&folder)).await.expect("accounts");
    add(&accounts, "budi", Role::Viewer).await;
    let checked = accounts.check_audit(Some(&head)).await.expect("a check");
    assert_eq!((checked.rows, checked.faults.len()), (32, 0));
    let row = &accounts.audited(Some(32), 1).await.expect("rows")[0];
    assert_eq!((row.number, row.address.as_deref()), (31, Some("203.0.113.0/24")));
    accounts.close().await;
    // Another log, whole in itself, does not have the row.
    assert_eq!(faults_after("", Some(&head)).await, ["no row has the hash that was noted"]);
}

#[test]
fn a_new_path_is_made_with_its_folder() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("a/b/akun.sqlite");
        Accounts::open(&path).await.expect("new accounts").close().await;
        assert!(path.is_file());
        assert!(Accounts::open(Path::new("/dev/null/x")).await.is_err());
    });
}
