//! Every statement, once. Each runs on SQLite and on PostgreSQL.

/// The versions to be read: the current one of every dataset, with the version `$1`
/// in place of its dataset's where there is one of that number.
macro_rules! shown {
    () => {
        "join (select d.kind, d.id, coalesce((select p.version from version p where p.version = $1
            and p.kind = d.kind and p.id = d.id), d.current_version) as version from dataset d) d
            on d.version = r.version"
    };
}

// The store as a whole.
pub(super) const REVISION: &str = "select number from store_state where name = 'revision'";
pub(super) const NEXT_REVISION: &str =
    "update store_state set number = number + 1 where name = 'revision' returning number";

// Datasets and their versions.
pub(super) const UPSERT_DATASET: &str = "insert into dataset (kind, id) values ($1, $2)
    on conflict (kind, id) do nothing";
pub(super) const INSERT_VERSION: &str = "insert into version
    (version, kind, id, sample, source, licence, as_of, content_hash, file_name, imported_at, row_count, finding_count, findings,
     reading, taken, idempotency_key)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
pub(super) const CURRENT_VERSIONS: &str =
    "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count
    from version v join (select d.kind, d.id, coalesce((select p.version from version p where p.version = $1
    and p.kind = d.kind and p.id = d.id), d.current_version) as version from dataset d) d
    on d.version = v.version order by v.kind, v.id";
pub(super) const NEWEST_VERSION: &str =
    "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count, v.findings
    from version v where v.kind = $1 and v.id = $2 and v.pruned = 0 and v.discarded = 0
    order by v.version desc limit 1";
pub(super) const DATASETS_OF_ID: &str =
    "select kind, id, current_version from dataset where id = $1 order by kind";
pub(super) const ALL_DATASETS: &str = "select kind, id, current_version from dataset order by kind, id";
pub(super) const SET_CURRENT: &str = "update dataset set current_version = $3 where kind = $1 and id = $2";
pub(super) const OLD_VERSIONS: &str = "select v.version from version v where v.kind = $1 and v.id = $2
    and v.pruned = 0
    and v.version not in (select p.version from version p where p.kind = $1 and p.id = $2
        and p.published_revision is not null order by p.published_revision desc limit 3)
    and (v.discarded = 1 or v.version not in (select p.version from version p where p.kind = $1 and p.id = $2
        and p.published_revision is null and p.discarded = 0 order by p.version desc limit 3))
    and v.version not in (select d.current_version from dataset d where d.kind = $1 and d.id = $2
        and d.current_version is not null)";
// Holds the one row that every writer holds: on PostgreSQL too, writers take turns.
pub(super) const TAKE_TURN: &str = "update store_state set number = number where name = 'revision'";
pub(super) const NEXT_VERSION: &str = "select coalesce(max(version), 0) + 1 from version";
pub(super) const SET_PRUNED: &str = "update version set pruned = 1 where version = $1";
pub(super) const SET_PUBLISHED: &str = "update version set published_revision = $2 where version = $1";
pub(super) const SET_DISCARDED: &str = "update version set discarded = 1 where version = $1";
pub(super) const SET_ABOUT: &str =
    "update version set source = $2, licence = $3, as_of = $4 where version = $1";
pub(super) const NEWEST_PUBLISHED: &str =
    "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count
    from version v where v.kind = $1 and v.id = $2 and v.published_revision is not null and v.pruned = 0
    order by v.published_revision desc limit 1";
pub(super) const PUBLISHED_BEFORE: &str = "select v.version from version v
    where v.kind = $1 and v.id = $2 and v.pruned = 0 and v.published_revision < (select c.published_revision
        from dataset d join version c on c.version = d.current_version where d.kind = $1 and d.id = $2)
    order by v.published_revision desc limit 1";
pub(super) const VERSIONS: &str = "select v.version, v.kind, v.id, v.sample, v.source, v.licence, v.as_of,
    v.content_hash, v.file_name, v.imported_at, v.row_count, v.finding_count, v.published_revision, v.discarded,
    v.pruned, v.reading, v.taken, d.current_version
    from version v join dataset d on d.kind = v.kind and d.id = v.id
    where ($1 = 0 or v.version = $1) order by v.version desc limit $2";
pub(super) const BY_KEY: &str =
    "select version from version where idempotency_key = $1 order by version limit 1";

// Who did what.
pub(super) const LAST_HISTORY: &str = "select position, hash from history order by position desc limit 1";
pub(super) const INSERT_HISTORY: &str =
    "insert into history (position, at, actor, role, action, kind, id, version,
    previous_version, content_hash, note, hash_before, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
pub(super) const HISTORY: &str =
    "select position, at, actor, role, action, kind, id, version, previous_version,
    content_hash, note, hash_before, hash from history order by position desc limit $1";

// What people said and decided about files.
pub(super) const PUT_MAPPING: &str = "insert into mapping (name, reading, actor, at) values ($1, $2, $3, $4)
    on conflict (name) do update set reading = excluded.reading, actor = excluded.actor, at = excluded.at";
pub(super) const MAPPINGS: &str = "select name, reading, actor, at from mapping order by name";
pub(super) const DELETE_MAPPING: &str = "delete from mapping where name = $1";
pub(super) const PUT_DECISION: &str = "insert into name_decision (within, name, kode, actor, at)
    values ($1, $2, $3, $4, $5) on conflict (within, name) do update set kode = excluded.kode,
    actor = excluded.actor, at = excluded.at";
pub(super) const DECISIONS: &str =
    "select within, name, kode, actor, at from name_decision order by within, name";
pub(super) const DELETE_DECISION: &str = "delete from name_decision where within = $1 and name = $2";
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
    (version, position, kode, nama, bps_code, time_zone, bps_vintage) values ($1, $2, $3, $4, $5, $6, $7)";
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
pub(super) const AREA_NAMES: &str = concat!(
    "select r.version, r.kode, r.nama, r.bps_code, r.time_zone, r.bps_vintage
    from area_name r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const AREAS: &str = concat!(
    "select r.version, r.kode, r.nama, r.geom
    from area r ",
    shown!(),
    " order by d.kind, d.id, r.fid"
);
pub(super) const INDICATORS: &str = concat!(
    "select r.version, r.id, r.chapter, r.nama_id, r.nama_en, r.definition_id,
    r.definition_en, r.unit, r.direction, r.denominator_kind, r.numerator_id, r.numerator_en, r.denominator_id,
    r.denominator_en, r.level, r.series_id, r.series_kind, r.series_nama_id, r.series_nama_en, r.rhythm,
    r.disclosure, r.target_group, r.measured_by, r.undated, r.source
    from indicator r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const WORDS: &str = concat!(
    "select r.version, r.indicator, r.word, r.source_prefix, r.unit_word
    from indicator_word r ",
    shown!(),
    " order by r.version, r.indicator, r.position"
);
pub(super) const THRESHOLDS: &str = concat!(
    "select r.version, r.indicator, r.position, r.id, r.nama_id, r.nama_en, r.source,
    r.valid_from, r.valid_to, r.note_id, r.note_en
    from indicator_threshold r ",
    shown!(),
    "
    order by r.version, r.indicator, r.position"
);
pub(super) const CLASSES: &str = concat!(
    "select r.version, r.indicator, r.threshold, r.lower_edge, r.label_id, r.label_en
    from indicator_class r ",
    shown!(),
    "
    order by r.version, r.indicator, r.threshold, r.position"
);
pub(super) const TARGETS: &str = concat!(
    "select r.version, r.indicator, r.target_value, r.nama_id, r.nama_en, r.area_scope,
    r.source, r.valid_from, r.valid_to
    from indicator_target r ",
    shown!(),
    "
    order by r.version, r.indicator, r.position"
);
pub(super) const CLAIMS: &str = concat!(
    "select r.version, r.kode, r.indicator, r.period, r.figure, r.numerator, r.denominator,
    r.published, r.source, r.url, r.as_of, r.received, r.status, r.note
    from claim r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const EVENTS: &str = concat!(
    "select r.version, r.kode, r.nama, r.fact, r.fact_value, r.event_date,
    r.date_precision, r.proof, r.source, r.note, r.unit_level, r.presence, r.not_before, r.known, r.ended,
    r.due, r.document, r.responsible
    from kampung_kb_event r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const AGENCIES: &str = concat!(
    "select r.version, r.kode, r.nama, r.short_name, r.valid_from, r.valid_to, r.successor, r.source
    from agency r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const PROBLEMS: &str = concat!(
    "select r.version, r.id, r.kode, r.category, r.target_group, r.nama,
    r.problem_size, r.found, r.known, r.solved, r.source
    from problem r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const PROGRAMMES: &str = concat!(
    "select r.version, r.kode, r.opd, r.sector, r.nama, r.target_group, r.year, r.source,
    r.provider, r.answers, r.planned, r.realised, r.status, r.known
    from programme r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);
pub(super) const POSYANDU: &str = concat!(
    "select r.version, r.id, r.nama, r.kode, r.rw, r.quality, r.stratum, r.services,
    r.schedule, r.hours, r.exceptions, r.puskesmas, r.confirmed, r.source, r.geom
    from posyandu r ",
    shown!(),
    " order by d.kind, d.id, r.position"
);

// GeoPackage only: what its table of contents says about the layers.
pub(super) const SET_EXTENT: &str = "update gpkg_contents set min_x = $2, min_y = $3, max_x = $4, max_y = $5,
    last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') where table_name = $1";
