//! Files of every format, made by hand so that they can be made wrong.
#![expect(clippy::format_push_string, reason = "small texts, easy to read")]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of the given files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A text, compressed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory")
}

/// A sheet of a workbook, from rows of cells: a text, a number, a date's serial,
/// a formula, an error, or nothing.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    Text(&'a str),
    Number(&'a str),
    Date(u32),
    Formula(&'a str),
    Error,
    Nothing,
}

/// An XLSX workbook with the given sheets; a name that begins with `!` is hidden.
pub fn xlsx(sheets: &[(&str, &[&[Cell<'_>]])]) -> Vec<u8> {
    let mut entries = String::new();
    let mut relations = String::new();
    let mut types = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for (number, (name, rows)) in (1..).zip(sheets) {
        let (name, state) = match name.strip_prefix('!') {
            Some(name) => (name, " state=\"hidden\""),
            None => (*name, ""),
        };
        entries += &format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        types += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        files.push((format!("xl/worksheets/sheet{number}.xml"), sheet(rows)));
    }
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    relations += &format!("<Relationship Id=\"rIdS\" Type=\"{rel}/styles\" Target=\"styles.xml\"/>");
    files.push(("[Content_Types].xml".into(), format!("{head}<Types xmlns=\"{packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>")));
    files.push(("_rels/.rels".into(), format!("{head}<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")));
    files.push((
        "xl/workbook.xml".into(),
        format!("{head}<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets>{entries}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("{head}<Relationships xmlns=\"{packages}/relationships\">{relations}</Relationships>"),
    ));
    // The second format is a date's.
    files.push(("xl/styles.xml".into(), format!("{head}<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>")));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&files)
}

fn sheet(rows: &[&[Cell<'_>]]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (row, cells) in (1..).zip(rows) {
        text += &format!("<row r=\"{row}\">");
        for (column, cell) in (0_u8..).zip(*cells) {
            let at = format!("{}{row}", char::from(b'A' + column));
            text += &match cell {
                Cell::Text(value) => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
                Cell::Number(value) => format!("<c r=\"{at}\"><v>{value}</v></c>"),
                Cell::Date(serial) => format!("<c r=\"{at}\" s=\"1\"><v>{serial}</v></c>"),
                Cell::Formula(formula) => format!("<c r=\"{at}\"><f>{formula}</f></c>"),
                Cell::Error => format!("<c r=\"{at}\" t=\"e\"><v>#DIV/0!</v></c>"),
                Cell::Nothing => String::new(),
            };
        }
        text += "</row>";
    }
    text + "</sheetData></worksheet>"
}

/// A shapefile's table: fields of text, and rows of them; a row that begins with
/// `*` is deleted.
pub fn dbf(fields: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    const WIDTH: u8 = 40;
    let count = u32::try_from(rows.len()).expect("few rows");
    let header = u16::try_from(32 + 32 * fields.len() + 1).expect("few fields");
    let width = u16::try_from(1 + usize::from(WIDTH) * fields.len()).expect("few fields");
    let mut bytes = vec![3, 126, 1, 1];
    bytes.extend(count.to_le_bytes());
    bytes.extend(header.to_le_bytes());
    bytes.extend(width.to_le_bytes());
    bytes.resize(32, 0);
    for field in fields {
        let mut entry = [0_u8; 32];
        entry[..field.len()].copy_from_slice(field.as_bytes());
        (entry[11], entry[16]) = (b'C', WIDTH);
        bytes.extend(entry);
    }
    bytes.push(0x0d);
    for row in rows {
        let deleted = row.first().is_some_and(|cell| cell.starts_with('*'));
        bytes.push(if deleted { b'*' } else { b' ' });
        for cell in *row {
            let mut field = cell.trim_start_matches('*').as_bytes().to_vec();
            field.resize(usize::from(WIDTH), b' ');
            bytes.extend(field);
        }
    }
    bytes.push(0x1a);
    bytes
}

/// Polygons as a `.shp` and its `.shx`; each polygon is a list of rings, as they
/// come.
pub fn shp(polygons: &[&[&[(f64, f64)]]]) -> (Vec<u8>, Vec<u8>) {
    let mut records = Vec::new();
    let mut index = Vec::new();
    for (number, rings) in (1_i32..).zip(polygons) {
        let mut content = Vec::new();
        content.extend(5_i32.to_le_bytes());
        for value in [0.0, 0.0, 200.0, 90.0_f64] {
            content.extend(value.to_le_bytes());
        }
        content.extend(i32::try_from(rings.len()).expect("few").to_le_bytes());
        let points: usize = rings.iter().map(|ring| ring.len()).sum();
        content.extend(i32::try_from(points).expect("few").to_le_bytes());
        let mut start = 0_i32;
        for ring in *rings {
            content.extend(start.to_le_bytes());
            start += i32::try_from(ring.len()).expect("few");
        }
        for (x, y) in rings.iter().flat_map(|ring| ring.iter()) {
            content.extend(x.to_le_bytes());
            content.extend(y.to_le_bytes());
        }
        let length = i32::try_from(content.len() / 2).expect("small");
        index.extend(i32::try_from(50 + records.len() / 2).expect("small").to_be_bytes());
        index.extend(length.to_be_bytes());
        records.extend(number.to_be_bytes());
        records.extend(length.to_be_bytes());
        records.extend(content);
    }
    (with_header(records), with_header(index))
}

fn with_header(body: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(9994_i32.to_be_bytes());
    bytes.resize(24, 0);
    bytes.extend(i32::try_from(50 + body.len() / 2).expect("small").to_be_bytes());
    bytes.extend(1000_i32.to_le_bytes());
    bytes.extend(5_i32.to_le_bytes());
    for value in [0.0, 0.0, 200.0, 90.0, 0.0, 0.0, 0.0, 0.0_f64] {
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(body);
    bytes
}

/// A placemark of KML.
pub fn placemark(name: &str, kode: &str, geometry: &str) -> String {
    format!(
        "<Placemark><name>{name}</name><ExtendedData><Data name=\"kode\"><value>{kode}</value></Data></ExtendedData>{geometry}</Placemark>"
    )
}

/// A KML document.
pub fn kml(placemarks: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Folder>{placemarks}</Folder></Document></kml>"
    )
}
