-- Accounts, tokens, sessions and the audit log: a file of their own, since the
-- data file is handed out. Times are RFC 3339 in UTC to the second.

create table account (
    name text primary key,
    role text not null check (role in ('viewer', 'editor', 'admin')),
    -- Argon2id in the PHC form; never the password.
    password text not null,
    disabled integer not null default 0 check (disabled in (0, 1)),
    created text not null
) strict;

create table token (
    -- The part of a token that may be shown.
    id text primary key,
    -- SHA-256 of the part that may not; enough for 256 random bits.
    secret_hash text not null,
    name text not null,
    role text not null check (role in ('viewer', 'editor', 'admin')),
    creator text not null,
    created text not null,
    expires text not null,
    -- The day of the last use; no time, so that nobody's day can be read from it.
    last_used text,
    revoked text
) strict;

create table session (
    -- SHA-256 of what the cookie holds.
    hash text primary key,
    account text not null references account (name),
    created text not null,
    last_seen text not null
) strict;

create index session_of_account on session (account);

-- Each row carries the hash of the one before, so an edit anywhere shows.
create table audit (
    number integer primary key,
    moment text not null,
    actor text not null,
    role text,
    -- Cut to /24 or /48.
    address text,
    action text not null,
    object text not null,
    request text not null,
    previous text not null,
    hash text not null
) strict;

create trigger audit_is_not_edited before update on audit
begin
    select raise(abort, 'the audit log takes new rows only');
end;

create trigger audit_is_not_shortened before delete on audit
begin
    select raise(abort, 'the audit log takes new rows only');
end;

-- The last row again, so that one which is cut off is missed.
create table audit_head (
    only_one integer primary key check (only_one = 1),
    number integer not null,
    hash text not null
) strict;

-- Tries to log in with names that no account has: how many, and when last.
create table stranger (
    only_one integer primary key check (only_one = 1),
    tries integer not null,
    last text not null
) strict;
