-- Tables of a Jangkau store in a GeoPackage. The same tables and columns stand in
-- ../postgis; a test compares them. The gpkg_* tables and their rows are those of the
-- OGC GeoPackage Encoding Standard 1.4, annex C.

-- A dataset and which of its versions is current; none where it was removed.
create table dataset (
  kind text not null,
  id text not null,
  current_version integer,
  primary key (kind, id)
);

-- Every import that was stored. The rows of the two newest of a dataset are kept.
create table version (
  version integer primary key,
  kind text not null,
  id text not null,
  sample integer not null,
  source text not null,
  licence text not null,
  as_of text,
  content_hash text not null,
  file_name text not null,
  imported_at text not null,
  row_count integer not null,
  finding_count integer not null,
  findings text not null,
  foreign key (kind, id) references dataset (kind, id)
);

-- Numbers about the store as a whole: `revision` grows with every change.
create table store_state (
  name text primary key,
  number integer not null
);

-- The official list of areas.
create table area_name (
  version integer not null,
  position integer not null,
  kode text not null,
  nama text not null,
  bps_code text,
  time_zone text not null,
  primary key (version, position)
);

-- Shapes of kelurahan.
create table area (
  fid integer primary key autoincrement,
  version integer not null,
  kode text not null,
  nama text not null,
  geom multipolygon not null,
  unique (version, kode)
);

-- The catalogue.
create table indicator (
  version integer not null,
  position integer not null,
  id text not null,
  chapter text not null,
  nama_id text not null,
  nama_en text not null,
  definition_id text not null,
  definition_en text not null,
  unit text not null,
  direction text not null,
  denominator_kind text not null,
  numerator_id text not null,
  numerator_en text not null,
  denominator_id text not null,
  denominator_en text not null,
  level text not null,
  series_id text not null,
  series_kind text not null,
  series_nama_id text not null,
  series_nama_en text not null,
  rhythm text not null,
  disclosure text not null,
  target_group text,
  measured_by text,
  undated integer not null,
  source text not null,
  primary key (version, position),
  unique (version, id)
);

-- How sources name an indicator.
create table indicator_word (
  version integer not null,
  indicator text not null,
  position integer not null,
  word text not null,
  source_prefix text,
  unit_word text,
  primary key (version, indicator, position)
);

-- Published classes of an indicator.
create table indicator_threshold (
  version integer not null,
  indicator text not null,
  position integer not null,
  id text not null,
  nama_id text not null,
  nama_en text not null,
  source text not null,
  valid_from text,
  valid_to text,
  note_id text,
  note_en text,
  primary key (version, indicator, position)
);

-- One class of a threshold; the lowest has no lower edge.
create table indicator_class (
  version integer not null,
  indicator text not null,
  threshold integer not null,
  position integer not null,
  lower_edge double,
  label_id text not null,
  label_en text not null,
  primary key (version, indicator, threshold, position)
);

-- Published targets of an indicator.
create table indicator_target (
  version integer not null,
  indicator text not null,
  position integer not null,
  target_value double not null,
  nama_id text not null,
  nama_en text not null,
  area_scope text,
  source text not null,
  valid_from text,
  valid_to text,
  primary key (version, indicator, position)
);

-- Figures. `figure` says which columns speak: counts, published, not_filled, not_applicable.
create table claim (
  version integer not null,
  position integer not null,
  kode text not null,
  indicator text not null,
  period text not null,
  figure text not null,
  numerator integer,
  denominator integer,
  published double,
  source text not null,
  url text,
  as_of text,
  received text,
  status text,
  note text,
  primary key (version, position)
);

-- Dated facts about Kampung KB.
create table kampung_kb_event (
  version integer not null,
  position integer not null,
  kode text not null,
  nama text,
  fact text not null,
  fact_value text,
  event_date text not null,
  date_precision text not null,
  proof text not null,
  source text not null,
  note text,
  primary key (version, position)
);

-- Programmes of the agencies.
create table programme (
  version integer not null,
  position integer not null,
  kode text not null,
  opd text not null,
  sector text not null,
  nama text not null,
  target_group text not null,
  year text not null,
  source text not null,
  primary key (version, position)
);

-- Posyandu; the geometry is missing where nobody knows the place.
create table posyandu (
  fid integer primary key autoincrement,
  version integer not null,
  position integer not null,
  id text not null,
  nama text not null,
  kode text not null,
  rw text,
  quality text not null,
  stratum text,
  services text not null,
  schedule text,
  hours text,
  exceptions text,
  puskesmas text,
  confirmed text,
  source text not null,
  geom point,
  unique (version, id)
);

insert into store_state (name, number) values ('revision', 0);

-- What a map shows now: the current version of every dataset, as layers.
create view current_version as
  select d.kind, d.id, v.version, v.sample
  from dataset d join version v on v.version = d.current_version;

create view peta_kelurahan as
  select a.fid, a.kode, a.nama, a.geom
  from area a join current_version c on c.version = a.version;

create view peta_kampung_kb as
  select a.fid, a.kode, a.nama,
    (select min(e.event_date) from kampung_kb_event e join current_version c on c.version = e.version
      where e.kode = a.kode and e.fact in ('pembentukan', 'pencanangan', 'sudah ada')) as ada_sejak,
    a.geom
  from peta_kelurahan a;

create view peta_posyandu as
  select p.fid, p.id, p.nama, p.kode, p.rw, p.quality, p.stratum, p.services, p.schedule, p.hours,
    p.puskesmas, p.source, p.geom
  from posyandu p join current_version c on c.version = p.version;

-- GeoPackage.
pragma application_id = 1196444487;
pragma user_version = 10400;

create table gpkg_spatial_ref_sys (
  srs_name text not null,
  srs_id integer primary key,
  organization text not null,
  organization_coordsys_id integer not null,
  definition text not null,
  description text
);

create table gpkg_contents (
  table_name text not null primary key,
  data_type text not null,
  identifier text unique,
  description text default '',
  last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x double,
  min_y double,
  max_x double,
  max_y double,
  srs_id integer,
  constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id)
);

create table gpkg_geometry_columns (
  table_name text not null,
  column_name text not null,
  geometry_type_name text not null,
  srs_id integer not null,
  z tinyint not null,
  m tinyint not null,
  constraint pk_geom_cols primary key (table_name, column_name),
  constraint uk_gc_table_name unique (table_name),
  constraint fk_gc_tn foreign key (table_name) references gpkg_contents(table_name),
  constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys (srs_id)
);

insert into gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, description) values
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values
  ('peta_kelurahan', 'features', 'Kelurahan', 'Batas kelurahan, versi terkini', 4326),
  ('peta_kampung_kb', 'features', 'Kampung KB', 'Kelurahan dengan hari pertama Kampung KB diketahui ada', 4326),
  ('peta_posyandu', 'features', 'Posyandu', 'Posyandu, versi terkini', 4326);

insert into gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m) values
  ('peta_kelurahan', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
  ('peta_kampung_kb', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
  ('peta_posyandu', 'geom', 'POINT', 4326, 0, 0);
