//! Every statement, once. Each runs on SQLite and on PostgreSQL.

// The store as a whole.
pub(super) const REVISION: &str = "select number from store_state where name = 'revision'";
pub(super) const NEXT_REVISION: &str =
    "update store_state set number = number + 1 where name = 'revision' returning number";

// Datasets and their versions.
pub(super) const UPSERT_DATASET: &str = "insert into dataset (kind, id, current_version) values ($1, $2, $3)
    on conflict (kind, id) do update set current_version = excluded.current_version";
pub(super) const INSERT_VERSION: &str = "insert into version
    (version, kind, id, sample, source, licence, as_of, content_hash, file_name, imported_at, row_count, finding_count, findings)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
pub(super) const CURRENT_VERSIONS: &str =
    "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count
    from version v join dataset d on d.current_version = v.version order by v.kind, v.id";
pub(super) const NEWEST_VERSION: &str =
    "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count
    from version v where v.kind = $1 and v.id = $2 order by v.version desc limit 1";
pub(super) const DATASETS_OF_ID: &str =
    "select kind, id, current_version from dataset where id = $1 order by kind";
pub(super) const ALL_DATASETS: &str = "select kind, id, current_version from dataset order by kind, id";
pub(super) const SET_CURRENT: &str = "update dataset set current_version = $3 where kind = $1 and id = $2";
pub(super) const OLD_VERSIONS: &str = "select version from version where kind = $1 and id = $2
    order by version desc limit 1000 offset 2";
pub(super) const FINDINGS: &str = "select findings from version where version = $1";

// Rows of a version, to be deleted when it is neither current nor the one before.
pub(super) const DELETES: &[&str] = &[
    "delete from area_name where version = $1",
    "delete from area where version = $1",
    "delete from indicator where version = $1",
    "delete from indicator_word where version = $1",
    "delete from indicator_threshold where version = $1",
    "delete from indicator_class where version = $1",
    "delete from indicator_target where version = $1",
    "delete from claim where version = $1",
    "delete from kampung_kb_event where version = $1",
    "delete from agency where version = $1",
    "delete from problem where version = $1",
    "delete from programme where version = $1",
    "delete from posyandu where version = $1",
];

// Writing rows.
pub(super) const INSERT_AREA_NAME: &str = "insert into area_name
    (version, position, kode, nama, bps_code, time_zone) values ($1, $2, $3, $4, $5, $6)";
pub(super) const INSERT_AREA: &str = "insert into area (version, kode, nama, geom) values ($1, $2, $3, $4)";
pub(super) const INSERT_INDICATOR: &str = "insert into indicator
    (version, position, id, chapter, nama_id, nama_en, definition_id, definition_en, unit, direction,
     denominator_kind, numerator_id, numerator_en, denominator_id, denominator_en, level, series_id,
     series_kind, series_nama_id, series_nama_en, rhythm, disclosure, target_group, measured_by, undated, source)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
     $22, $23, $24, $25, $26)";
pub(super) const INSERT_WORD: &str = "insert into indicator_word
    (version, indicator, position, word, source_prefix, unit_word) values ($1, $2, $3, $4, $5, $6)";
pub(super) const INSERT_THRESHOLD: &str = "insert into indicator_threshold
    (version, indicator, position, id, nama_id, nama_en, source, valid_from, valid_to, note_id, note_en)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
pub(super) const INSERT_CLASS: &str = "insert into indicator_class
    (version, indicator, threshold, position, lower_edge, label_id, label_en) values ($1, $2, $3, $4, $5, $6, $7)";
pub(super) const INSERT_TARGET: &str = "insert into indicator_target
    (version, indicator, position, target_value, nama_id, nama_en, area_scope, source, valid_from, valid_to)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
pub(super) const INSERT_CLAIM: &str = "insert into claim
    (version, position, kode, indicator, period, figure, numerator, denominator, published, source, url,
     as_of, received, status, note)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
pub(super) const INSERT_EVENT: &str = "insert into kampung_kb_event
    (version, position, kode, nama, fact, fact_value, event_date, date_precision, proof, source, note,
     unit_level, presence, not_before, known, ended, due, document, responsible)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
pub(super) const INSERT_AGENCY: &str = "insert into agency
    (version, position, kode, nama, short_name, valid_from, valid_to, successor, source)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
pub(super) const INSERT_PROBLEM: &str = "insert into problem
    (version, position, id, kode, category, target_group, nama, problem_size, found, known, solved, source)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
pub(super) const INSERT_PROGRAMME: &str = "insert into programme
    (version, position, kode, opd, sector, nama, target_group, year, source, provider, answers, planned,
     realised, status, known)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
pub(super) const INSERT_POSYANDU: &str = "insert into posyandu
    (version, position, id, nama, kode, rw, quality, stratum, services, schedule, hours, exceptions,
     puskesmas, confirmed, source, geom)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

// Reading the rows of all current versions, in the order of their datasets and files.
pub(super) const AREA_NAMES: &str = "select r.version, r.kode, r.nama, r.bps_code, r.time_zone
    from area_name r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const AREAS: &str = "select r.version, r.kode, r.nama, r.geom
    from area r join dataset d on d.current_version = r.version order by d.kind, d.id, r.fid";
pub(super) const INDICATORS: &str = "select r.version, r.id, r.chapter, r.nama_id, r.nama_en, r.definition_id,
    r.definition_en, r.unit, r.direction, r.denominator_kind, r.numerator_id, r.numerator_en, r.denominator_id,
    r.denominator_en, r.level, r.series_id, r.series_kind, r.series_nama_id, r.series_nama_en, r.rhythm,
    r.disclosure, r.target_group, r.measured_by, r.undated, r.source
    from indicator r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const WORDS: &str = "select r.version, r.indicator, r.word, r.source_prefix, r.unit_word
    from indicator_word r join dataset d on d.current_version = r.version order by r.version, r.indicator, r.position";
pub(super) const THRESHOLDS: &str =
    "select r.version, r.indicator, r.position, r.id, r.nama_id, r.nama_en, r.source,
    r.valid_from, r.valid_to, r.note_id, r.note_en
    from indicator_threshold r join dataset d on d.current_version = r.version
    order by r.version, r.indicator, r.position";
pub(super) const CLASSES: &str =
    "select r.version, r.indicator, r.threshold, r.lower_edge, r.label_id, r.label_en
    from indicator_class r join dataset d on d.current_version = r.version
    order by r.version, r.indicator, r.threshold, r.position";
pub(super) const TARGETS: &str =
    "select r.version, r.indicator, r.target_value, r.nama_id, r.nama_en, r.area_scope,
    r.source, r.valid_from, r.valid_to
    from indicator_target r join dataset d on d.current_version = r.version
    order by r.version, r.indicator, r.position";
pub(super) const CLAIMS: &str =
    "select r.version, r.kode, r.indicator, r.period, r.figure, r.numerator, r.denominator,
    r.published, r.source, r.url, r.as_of, r.received, r.status, r.note
    from claim r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const EVENTS: &str = "select r.version, r.kode, r.nama, r.fact, r.fact_value, r.event_date,
    r.date_precision, r.proof, r.source, r.note, r.unit_level, r.presence, r.not_before, r.known, r.ended,
    r.due, r.document, r.responsible
    from kampung_kb_event r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const AGENCIES: &str =
    "select r.version, r.kode, r.nama, r.short_name, r.valid_from, r.valid_to, r.successor, r.source
    from agency r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const PROBLEMS: &str = "select r.version, r.id, r.kode, r.category, r.target_group, r.nama,
    r.problem_size, r.found, r.known, r.solved, r.source
    from problem r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const PROGRAMMES: &str =
    "select r.version, r.kode, r.opd, r.sector, r.nama, r.target_group, r.year, r.source,
    r.provider, r.answers, r.planned, r.realised, r.status, r.known
    from programme r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";
pub(super) const POSYANDU: &str =
    "select r.version, r.id, r.nama, r.kode, r.rw, r.quality, r.stratum, r.services,
    r.schedule, r.hours, r.exceptions, r.puskesmas, r.confirmed, r.source, r.geom
    from posyandu r join dataset d on d.current_version = r.version order by d.kind, d.id, r.position";

// GeoPackage only: what its table of contents says about the layers.
pub(super) const SET_EXTENT: &str = "update gpkg_contents set min_x = $2, min_y = $3, max_x = $4, max_y = $5,
    last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where table_name = $1";
