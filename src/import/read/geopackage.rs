//! GeoPackage: a layer of features, or a table of attributes, in a database file
//! of a stranger.
//!
//! The file is opened in memory and read-only, tables alone: a view or a trigger
//! is a program, and is not run. Every statement ends after two seconds.

use std::time::{Duration, Instant};

use geo::Geometry;
use geopackage_core::GpbGeometry;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow, SqliteValueRef};
use sqlx::{AssertSqlSafe, Column, ConnectOptions, Decode, Row as _, Sqlite, TypeInfo, ValueRef};

use super::{Input, Opened, choose, push_row};
use crate::import::Refused;
use crate::import::crs::Declared;
use crate::import::limits::{MAX_COLUMNS, MAX_FEATURES};
use crate::import::report::{Code, Finding, Place};
use crate::import::table::{Cell, Drawing, Pair, Row, Table};
use crate::import::taken::Taken;

/// The longest that a statement runs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A layer as the file's table of contents has it.
struct Layer {
    name: String,
    srs: i64,
    geometry: Option<String>,
}

/// Reads the one layer, or the one that is asked for.
pub(super) fn read(input: &Input<'_>) -> Result<Opened, Refused> {
    let mut bytes = input.bytes.to_vec();
    // A file that was left in write-ahead mode opens as any other once its header
    // says so; what was never merged into it was not sent.
    for mode in bytes.iter_mut().skip(18).take(2) {
        *mode = 1;
    }
    let layer = input.reading.layer.clone();
    // The driver wants a runtime of its own; this thread may stand in another.
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(open(bytes, layer.as_deref())),
            Err(error) => Err(invalid(error)),
        }
    });
    thread.join().unwrap_or_else(|_| Err(invalid("it could not be read")))
}

fn invalid(detail: impl ToString) -> Refused {
    Finding::new(Code::GpkgInvalid, Place::File).detail(detail).into()
}

async fn open(bytes: Vec<u8>, asked: Option<&str>) -> Result<Opened, Refused> {
    let mut connection = connect(bytes).await.map_err(|error| invalid(plain(&error)))?;
    let layers = layers(&mut connection).await.map_err(|error| invalid(plain(&error)))?;
    let (layer, other_layers) =
        choose(&layers, |layer| layer.name.as_str(), |_| true, asked, Code::AmbiguousLayer)?;
    let declared = declared(&mut connection, layer).await.map_err(|error| invalid(plain(&error)))?;
    let (table, findings) = rows(&mut connection, layer).await?;
    let taken = Taken { layer: Some(layer.name.clone()), other_layers, ..Taken::default() };
    Ok(Opened { table, declared, taken, findings })
}

/// What a database says is wrong, without what a driver adds.
fn plain(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}

async fn connect(bytes: Vec<u8>) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .in_memory(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("foreign_keys", "OFF");
    let mut connection = options.connect().await?;
    let data = bytes.as_slice().try_into()?;
    connection.deserialize(None, data, true).await?;
    let deadline = Instant::now() + PATIENCE;
    connection.lock_handle().await?.set_progress_handler(10_000, move || Instant::now() < deadline);
    let check: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&mut connection).await?;
    if check == "ok" { Ok(connection) } else { Err(sqlx::Error::Protocol(check)) }
}

async fn layers(connection: &mut SqliteConnection) -> Result<Vec<Layer>, sqlx::Error> {
    let rows: Vec<(String, Option<i64>, Option<String>)> = sqlx::query_as(
        "select c.table_name, coalesce(g.srs_id, c.srs_id, 0), g.column_name
        from gpkg_contents c
        join sqlite_master m on m.name = c.table_name and m.type = 'table'
        left join gpkg_geometry_columns g on g.table_name = c.table_name
        where c.data_type in ('features', 'attributes') order by c.table_name limit 1000",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(name, srs, geometry)| Layer { name, srs: srs.unwrap_or(0), geometry })
        .collect())
}

async fn declared(connection: &mut SqliteConnection, layer: &Layer) -> Result<Declared, sqlx::Error> {
    if layer.geometry.is_none() {
        return Ok(Declared::ByFormat);
    }
    let found: Option<(String, i64, String)> = sqlx::query_as(
        "select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = $1",
    )
    .bind(layer.srs)
    .fetch_optional(connection)
    .await?;
    Ok(match found {
        Some((organization, code, _)) if organization.eq_ignore_ascii_case("EPSG") && code > 0 => {
            u32::try_from(code).map_or(Declared::Unsaid, Declared::Epsg)
        }
        Some((_, _, definition)) if layer.srs > 0 && definition.contains('[') => Declared::Wkt(definition),
        _ => Declared::Unsaid,
    })
}

async fn rows(connection: &mut SqliteConnection, layer: &Layer) -> Result<(Table, Vec<Finding>), Refused> {
    let failed = |error: sqlx::Error| invalid(plain(&error));
    let key: Option<String> =
        sqlx::query_scalar("select name from pragma_table_info($1) where pk = 1 and type like 'integer'")
            .bind(&layer.name)
            .fetch_optional(&mut *connection)
            .await
            .map_err(failed)?;
    // The name is one that the file's own list of tables has, in quotes.
    let statement =
        format!("select * from \"{}\" limit {}", layer.name.replace('"', "\"\""), MAX_FEATURES + 1);
    let found = sqlx::query(AssertSqlSafe(statement)).fetch_all(connection).await.map_err(failed)?;
    let mut table = Table { spatial: layer.geometry.is_some(), ..Table::default() };
    let mut findings = Vec::new();
    let Some(first) = found.first() else {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    };
    let is_property = |name: &str| Some(name) != key.as_deref() && Some(name) != layer.geometry.as_deref();
    let columns: Vec<usize> =
        (0..first.len()).filter(|&column| is_property(first.column(column).name())).collect();
    if columns.len() > MAX_COLUMNS {
        return Err(Finding::new(Code::LimitColumns, Place::File).into());
    }
    table.header = columns.iter().map(|&column| first.column(column).name().to_owned()).collect();
    for (index, row) in found.iter().enumerate() {
        let place = Place::Feature(index);
        match drawing_of(row, layer, place) {
            Ok(drawing) => {
                let cells = columns.iter().map(|&column| cell(row, column)).collect();
                push_row(&mut table.rows, Row { place, cells, drawing }, MAX_FEATURES)?;
            }
            Err(finding) => findings.push(finding),
        }
    }
    Ok((table, findings))
}

fn cell(row: &SqliteRow, column: usize) -> Cell {
    let Ok(value) = row.try_get_raw(column) else { return Cell::default() };
    fn read<'r, T: Decode<'r, Sqlite> + ToString>(value: SqliteValueRef<'r>) -> Option<String> {
        T::decode(value).ok().map(|value| value.to_string())
    }
    let kind = value.type_info().name().to_ascii_uppercase();
    let is_null = value.is_null();
    match kind.as_str() {
        _ if is_null => Cell::default(),
        "INTEGER" | "INT4" | "INT8" | "BIGINT" => read::<i64>(value).map_or(Cell::default(), Cell::typed),
        "REAL" => read::<f64>(value).map_or(Cell::default(), Cell::typed),
        "BLOB" => Cell::default(),
        "DATE" | "DATETIME" => {
            let text = read::<String>(value).unwrap_or_default();
            Cell::typed(text.get(..10).unwrap_or(&text))
        }
        _ => read::<String>(value).map_or(Cell::default(), Cell::text),
    }
}

fn drawing_of(row: &SqliteRow, layer: &Layer, place: Place) -> Result<Option<Drawing>, Finding> {
    let Some(column) = &layer.geometry else { return Ok(None) };
    let invalid = |detail: String| Finding::new(Code::FeatureInvalid, place).detail(detail);
    let value = row.try_get_raw(column.as_str()).map_err(|error| invalid(plain(&error)))?;
    if value.is_null() {
        return Ok(None);
    }
    let blob = <&[u8] as Decode<Sqlite>>::decode(value).map_err(|error| invalid(error.to_string()))?;
    let parsed = GpbGeometry::parse(blob).map_err(|error| invalid(error.to_string()))?;
    match parsed.to_geo() {
        Some(geometry) => Ok(Some(drawing(geometry, false))),
        None => Ok(Some(Drawing::Polygons { polygons: Vec::new(), heights: false })),
    }
}

/// A geometry of the common library as a drawing.
pub(super) fn drawing(geometry: Geometry, heights: bool) -> Drawing {
    let ring =
        |line: &geo::LineString| -> Vec<Pair> { line.0.iter().map(|coord| [coord.x, coord.y]).collect() };
    let rings = |polygon: &geo::Polygon| -> Vec<Vec<Pair>> {
        let empty = polygon.exterior().0.is_empty();
        let shell = (!empty).then(|| ring(polygon.exterior()));
        shell.into_iter().chain(polygon.interiors().iter().map(ring)).collect()
    };
    let full = |rings: Vec<Vec<Pair>>| (!rings.is_empty()).then_some(rings);
    match geometry {
        Geometry::Point(point) if point.x().is_nan() => Drawing::Point(None),
        Geometry::Point(point) => Drawing::Point(Some([point.x(), point.y()])),
        Geometry::Polygon(polygon) => {
            Drawing::Polygons { polygons: full(rings(&polygon)).into_iter().collect(), heights }
        }
        Geometry::MultiPolygon(many) => {
            Drawing::Polygons { polygons: many.iter().filter_map(|one| full(rings(one))).collect(), heights }
        }
        Geometry::MultiPoint(many) if many.0.len() == 1 => {
            Drawing::Point(Some([many.0[0].x(), many.0[0].y()]))
        }
        Geometry::LineString(_) => Drawing::Other("LineString".to_owned()),
        Geometry::MultiLineString(_) => Drawing::Other("MultiLineString".to_owned()),
        Geometry::MultiPoint(_) => Drawing::Other("MultiPoint".to_owned()),
        _ => Drawing::Other("GeometryCollection".to_owned()),
    }
}
