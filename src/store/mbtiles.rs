//! A file of tiles in the making, and its copy as MBTiles 1.3.
//!
//! The file is an SQLite database. Tiles come in batches, and a batch is one
//! transaction together with how far the work has come; so whoever is killed
//! goes on where the last whole batch ended. Equal tiles are stored once. The
//! finished MBTiles is a copy made by the same statements in the same order,
//! whatever happened on the way, so it has the same bytes.
//!
//! This is no store of datasets: it shares nothing with one but the library.

use std::path::Path;

use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode};
use sqlx::{Connection, Row};

use super::error::Error;
use crate::domain::TileCoord;

/// Tiles read at once when they are copied out.
const PAGE: i64 = 256;

const CREATE: [&str; 3] = [
    "create table if not exists images (tile_id text not null unique, tile_data blob not null)",
    "create table if not exists map (zoom_level integer not null, tile_column integer not null, tile_row integer not null, tile_id text not null)",
    "create table if not exists progress (identity text not null, done integer not null)",
];

/// The tables of the MBTiles specification; `tiles` may be a view.
const COPY: [&str; 9] = [
    "pragma archive.application_id = 0x4d504258",
    "create table archive.metadata (name text not null, value text not null)",
    "create table archive.images (tile_id text not null, tile_data blob not null)",
    "create table archive.map (zoom_level integer not null, tile_column integer not null, tile_row integer not null, tile_id text not null)",
    "insert into archive.images select tile_id, tile_data from main.images order by rowid",
    "insert into archive.map select zoom_level, tile_column, tile_row, tile_id from main.map order by rowid",
    "create unique index archive.images_id on images (tile_id)",
    "create unique index archive.map_index on map (zoom_level, tile_column, tile_row)",
    "create view archive.tiles as select map.zoom_level, map.tile_column, map.tile_row, images.tile_data from map join images on images.tile_id = map.tile_id",
];

/// A file of tiles in the making.
pub struct TileFile {
    connection: SqliteConnection,
}

/// A tile of a file: its row in the file, its address, its bytes as they were put.
pub struct StoredTile {
    /// Rows count up in the order in which tiles were put.
    pub row: i64,
    /// Where the tile belongs.
    pub coord: TileCoord,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl TileFile {
    /// Opens a file, or makes it. What it holds of another work, by its
    /// identity, is thrown away. Nobody else can open it meanwhile.
    pub async fn open(path: &Path, identity: &str) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Delete)
            .locking_mode(SqliteLockingMode::Exclusive);
        let opening = || Error::database("opening the file of unfinished tiles");
        let connection = SqliteConnection::connect_with(&options).await.map_err(opening())?;
        let mut file = Self { connection };
        file.begin(identity).await.map_err(opening())?;
        Ok(file)
    }

    async fn begin(&mut self, identity: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.connection.begin_with("begin exclusive").await?;
        for statement in CREATE {
            sqlx::query(statement).execute(&mut *transaction).await?;
        }
        let known: Option<String> =
            sqlx::query_scalar("select identity from progress").fetch_optional(&mut *transaction).await?;
        if known.as_deref() != Some(identity) {
            for statement in ["delete from map", "delete from images", "delete from progress"] {
                sqlx::query(statement).execute(&mut *transaction).await?;
            }
            let begin = sqlx::query("insert into progress (identity, done) values ($1, 0)");
            begin.bind(identity).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// How far the work has come.
    pub async fn done(&mut self) -> Result<u64, Error> {
        let done: i64 = sqlx::query_scalar("select done from progress")
            .fetch_one(&mut self.connection)
            .await
            .map_err(Error::database("reading how many tiles are made"))?;
        Ok(done.unsigned_abs())
    }

    /// Puts tiles, and says how far the work has come with them: all or nothing.
    pub async fn put(&mut self, tiles: &[(TileCoord, Vec<u8>)], done: u64) -> Result<(), Error> {
        self.put_all(tiles, done).await.map_err(Error::database("writing tiles"))
    }

    async fn put_all(&mut self, tiles: &[(TileCoord, Vec<u8>)], done: u64) -> Result<(), sqlx::Error> {
        let mut transaction = self.connection.begin().await?;
        for (coord, bytes) in tiles {
            let id = hex::encode(&Sha256::digest(bytes)[..16]);
            sqlx::query("insert into images (tile_id, tile_data) values ($1, $2) on conflict do nothing")
                .bind(&id)
                .bind(bytes)
                .execute(&mut *transaction)
                .await?;
            let text = "insert into map (zoom_level, tile_column, tile_row, tile_id) values ($1, $2, $3, $4)";
            sqlx::query(text)
                .bind(coord.z())
                .bind(coord.x())
                .bind(upside_down(*coord))
                .bind(&id)
                .execute(&mut *transaction)
                .await?;
        }
        let done = i64::try_from(done).unwrap_or(i64::MAX);
        sqlx::query("update progress set done = $1").bind(done).execute(&mut *transaction).await?;
        transaction.commit().await
    }

    /// The next tiles behind a row, in the order in which they were put; none at the end.
    pub async fn after(&mut self, row: i64) -> Result<Vec<StoredTile>, Error> {
        let reading = || Error::database("reading tiles");
        let text = "select map.rowid as row, zoom_level, tile_column, tile_row, tile_data from map \
            join images on images.tile_id = map.tile_id where map.rowid > $1 order by map.rowid limit $2";
        let rows =
            sqlx::query(text).bind(row).bind(PAGE).fetch_all(&mut self.connection).await.map_err(reading())?;
        rows.iter().map(|row| stored(row).map_err(reading())?).collect()
    }

    /// Writes a finished MBTiles file where there is none yet.
    pub async fn copy_to(&mut self, path: &Path, metadata: &[(&str, String)]) -> Result<(), Error> {
        self.copy(path, metadata).await.map_err(Error::database("writing the MBTiles file"))
    }

    async fn copy(&mut self, path: &Path, metadata: &[(&str, String)]) -> Result<(), sqlx::Error> {
        let path = path.to_string_lossy().into_owned();
        sqlx::query("attach $1 as archive").bind(path).execute(&mut self.connection).await?;
        let mut transaction = self.connection.begin().await?;
        for statement in COPY {
            sqlx::query(statement).execute(&mut *transaction).await?;
        }
        for (name, value) in metadata {
            let text = "insert into archive.metadata (name, value) values ($1, $2)";
            sqlx::query(text).bind(name).bind(value).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        sqlx::query("detach archive").execute(&mut self.connection).await.map(|_| ())
    }

    /// Closes the file.
    pub async fn close(self) -> Result<(), Error> {
        self.connection.close().await.map_err(Error::database("closing the file of unfinished tiles"))
    }
}

/// MBTiles counts rows from the south.
fn upside_down(coord: TileCoord) -> u32 {
    (1 << coord.z()) - 1 - coord.y()
}

fn stored(row: &sqlx::sqlite::SqliteRow) -> Result<Result<StoredTile, Error>, sqlx::Error> {
    let (zoom, column, south): (u8, u32, u32) =
        (row.try_get("zoom_level")?, row.try_get("tile_column")?, row.try_get("tile_row")?);
    let (number, bytes) = (row.try_get("row")?, row.try_get("tile_data")?);
    let north = (1_u32 << zoom.min(22)).wrapping_sub(1).wrapping_sub(south);
    let coord = TileCoord::new(zoom, column, north).map_err(Error::from);
    Ok(coord.map(|coord| StoredTile { row: number, coord, bytes }))
}
