-- Kampung KB followed through time: when a fact became known, what bounds its date
-- from below, and the course of a stage. Rows of before have none of it, and count as
-- known from the day of their import.
alter table kampung_kb_event add column unit_level text;
alter table kampung_kb_event add column presence text;
alter table kampung_kb_event add column not_before text;
alter table kampung_kb_event add column known text;
alter table kampung_kb_event add column ended text;
alter table kampung_kb_event add column due text;
alter table kampung_kb_event add column document text;
alter table kampung_kb_event add column responsible text;

-- Who carries a programme, which problems it answers, how far it is.
alter table programme add column provider text not null default 'opd';
alter table programme add column answers text not null default '';
alter table programme add column planned bigint;
alter table programme add column realised bigint;
alter table programme add column status text;
alter table programme add column known text;

-- Problems that kelurahan have found.
create table problem (
  version bigint not null,
  position bigint not null,
  id text not null,
  kode text not null,
  category text not null,
  target_group text not null,
  nama text not null,
  problem_size bigint,
  found text not null,
  known text,
  solved text,
  source text not null,
  primary key (version, position)
);

-- The agencies of cities, with the days between which each had its name.
create table agency (
  version bigint not null,
  position bigint not null,
  kode text not null,
  nama text not null,
  short_name text,
  valid_from text,
  valid_to text,
  successor text,
  source text not null,
  primary key (version, position)
);

-- More kinds of facts show that a Kampung KB exists.
drop view peta_kampung_kb;
create view peta_kampung_kb as
  select a.fid, a.kode, a.nama,
    (select min(e.event_date) from kampung_kb_event e join current_version c on c.version = e.version
      where e.kode = a.kode and e.fact in ('pembentukan', 'pencanangan', 'sudah ada', 'aktif', 'pecahan dari',
        'berganti nama', 'berganti kode')) as ada_sejak,
    a.geom
  from peta_kelurahan a;
