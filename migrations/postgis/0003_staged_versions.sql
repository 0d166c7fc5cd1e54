-- An import is staged first: its rows are there, and the map shows them only when a
-- person publishes. Versions of before were published as they came.
alter table version add column published_revision bigint;
alter table version add column discarded bigint not null default 0;
alter table version add column pruned bigint not null default 0;
alter table version add column reading text not null default '{}';
alter table version add column taken text not null default '{}';
alter table version add column idempotency_key text;
update version set published_revision = version;
update version set pruned = 1 where (select count(*) from version v
  where v.kind = version.kind and v.id = version.id and v.version > version.version) >= 2;

-- What was done to datasets, by whom, in the order in which it was done. Each row holds
-- the hash of the one before it, so that a row that was changed later shows.
create table history (
  position bigint primary key,
  at text not null,
  actor text not null,
  role text not null,
  action text not null,
  kind text not null,
  id text not null,
  version bigint,
  previous_version bigint,
  content_hash text,
  note text,
  hash_before text not null,
  hash text not null
);

-- How files of one form are read, by name.
create table mapping (
  name text primary key,
  reading text not null,
  actor text not null,
  at text not null
);

-- What people decided about names that matched no area.
create table name_decision (
  within text not null,
  name text not null,
  kode text not null,
  actor text not null,
  at text not null,
  primary key (within, name)
);

-- The year of the list that a BPS code is taken from.
alter table area_name add column bps_vintage bigint;
