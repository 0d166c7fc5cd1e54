//! The most that is read of a file.

/// Bytes of a file as sent.
pub const MAX_BYTES: usize = 256 << 20;
/// Bytes of a zip archive or spreadsheet as sent.
pub const MAX_ZIP_BYTES: usize = 128 << 20;
/// Bytes that an archive may hold altogether, inflated.
pub const MAX_INFLATED_BYTES: usize = 1 << 30;
/// How many times as large an archive's content may be as the archive, past [`RATIO_FROM`].
pub const MAX_RATIO: usize = 200;
/// Inflated bytes up to which the ratio is not looked at.
pub const RATIO_FROM: usize = 10 << 20;
/// Entries of a zip archive.
pub const MAX_ENTRIES: usize = 256;
/// Entries of a spreadsheet, which is a zip archive.
pub const MAX_SHEET_ENTRIES: usize = 2_000;
/// Bytes of the name of an entry.
pub const MAX_ENTRY_NAME: usize = 255;
/// Features of a layer.
pub const MAX_FEATURES: usize = 200_000;
/// Rows of a table.
pub const MAX_ROWS: usize = 1_000_000;
/// Columns of a table, or properties of a feature.
pub const MAX_COLUMNS: usize = 500;
/// Cells of a sheet.
pub const MAX_CELLS: usize = 2_000_000;
/// Sheets of a workbook.
pub const MAX_SHEETS: usize = 50;
/// Bytes of one text.
pub const MAX_TEXT_BYTES: usize = 8 << 10;
/// Vertices of one feature.
pub const MAX_VERTICES: usize = 500_000;
/// Vertices of a layer.
pub const MAX_LAYER_VERTICES: usize = 20_000_000;
/// Rings of one feature.
pub const MAX_RINGS: usize = 10_000;
/// Crossings of one feature's borders that are mended.
pub const MAX_CROSSINGS: usize = 1_000;
/// Levels of folders in a KML file.
pub const MAX_DEPTH: usize = 64;

/// Every limit by its name, value and unit.
pub const ALL: &[(&str, usize, &str)] = &[
    ("bytes", MAX_BYTES, "bytes"),
    ("zip_bytes", MAX_ZIP_BYTES, "bytes"),
    ("inflated_bytes", MAX_INFLATED_BYTES, "bytes"),
    ("inflated_ratio", MAX_RATIO, "times"),
    ("zip_entries", MAX_ENTRIES, "entries"),
    ("workbook_entries", MAX_SHEET_ENTRIES, "entries"),
    ("entry_name", MAX_ENTRY_NAME, "bytes"),
    ("features", MAX_FEATURES, "features"),
    ("rows", MAX_ROWS, "rows"),
    ("columns", MAX_COLUMNS, "columns"),
    ("cells", MAX_CELLS, "cells"),
    ("sheets", MAX_SHEETS, "sheets"),
    ("text", MAX_TEXT_BYTES, "bytes"),
    ("vertices_per_feature", MAX_VERTICES, "vertices"),
    ("vertices", MAX_LAYER_VERTICES, "vertices"),
    ("rings_per_feature", MAX_RINGS, "rings"),
    ("crossings_mended", MAX_CROSSINGS, "crossings"),
    ("depth", MAX_DEPTH, "levels"),
];
