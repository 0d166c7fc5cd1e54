//! Archives: gzip and zip, read in memory with their limits. Nothing of them is
//! written to disk.
//!
//! The sizes that an archive declares belong to whoever made it; only bytes that
//! really came out are counted.

use std::io::{Cursor, Read};

use super::{Input, Opened, choose, kml, open, shapefile, sheet};
use crate::import::Refused;
use crate::import::limits::{
    MAX_ENTRIES, MAX_ENTRY_NAME, MAX_INFLATED_BYTES, MAX_RATIO, MAX_SHEET_ENTRIES, MAX_ZIP_BYTES, RATIO_FROM,
};
use crate::import::report::{Code, Finding, Place};

/// A text that is compressed by itself.
pub(super) fn gzip(input: &Input<'_>) -> Result<Opened, Refused> {
    refuse_nested(input)?;
    let inside = inflate(flate2::read::MultiGzDecoder::new(input.bytes), input.bytes.len(), 0)?;
    let mut opened = open(&input.within(&inside))?;
    opened.taken.format += " (gzip)";
    Ok(opened)
}

/// A workbook, a shapefile, a KMZ, or one file of another format.
pub(super) fn zip(input: &Input<'_>) -> Result<Opened, Refused> {
    refuse_nested(input)?;
    if input.bytes.len() > MAX_ZIP_BYTES {
        return Err(Finding::new(Code::LimitBytes, Place::File)
            .detail(format!("at most {MAX_ZIP_BYTES} bytes of an archive are read"))
            .into());
    }
    let mut archive = Archive::open(input.bytes)?;
    if archive.has("xl/workbook.xml") || archive.has("xl/workbook.bin") {
        archive.inflate_all(MAX_SHEET_ENTRIES)?;
        return sheet::xlsx(input);
    }
    if archive.has("content.xml") {
        let members = archive.inflate_all(MAX_SHEET_ENTRIES)?;
        return sheet::ods(input, &members);
    }
    archive.check_names()?;
    let members = archive.inflate_all(MAX_ENTRIES)?;
    let ending = |name: &str, ending: &str| name.to_ascii_lowercase().ends_with(ending);
    if members.iter().any(|(name, _)| ending(name, ".shp")) {
        return shapefile::read(input, &members);
    }
    let documents: Vec<&(String, Vec<u8>)> =
        members.iter().filter(|(name, _)| ending(name, ".kml")).collect();
    if !documents.is_empty() {
        return kmz(input, &documents);
    }
    match members.as_slice() {
        [(_, only)] => {
            let mut opened = open(&input.within(only))?;
            opened.taken.format += " (zip)";
            Ok(opened)
        }
        [] => Err(Finding::new(Code::EmptyFile, Place::File).detail("the archive is empty").into()),
        _ => Err(Finding::new(Code::AmbiguousLayer, Place::File)
            .detail(format!(
                "the archive holds: {}",
                members.iter().map(|(name, _)| name.as_str()).take(10).collect::<Vec<_>>().join(", ")
            ))
            .into()),
    }
}

/// The document of a KMZ. One that only links to others has no features of its
/// own; the others are then its layers.
fn kmz(input: &Input<'_>, documents: &[&(String, Vec<u8>)]) -> Result<Opened, Refused> {
    let mut layers: Vec<(&str, Opened)> = Vec::new();
    for (name, document) in documents {
        match kml::read(&input.within(document)) {
            Ok(opened) => layers.push((name, opened)),
            Err(refused) if refused.findings.iter().all(|finding| finding.code == Code::NoFeatures) => {}
            Err(refused) => return Err(refused),
        }
    }
    if layers.is_empty() {
        return Err(Finding::new(Code::NoFeatures, Place::File).into());
    }
    let asked = input.reading.layer.as_deref();
    let ((name, _), other_layers) = choose(&layers, |(name, _)| name, |_| true, asked, Code::AmbiguousLayer)?;
    let name = (*name).to_owned();
    let (_, mut opened) =
        layers.swap_remove(layers.iter().position(|(found, _)| *found == name).unwrap_or(0));
    "KMZ".clone_into(&mut opened.taken.format);
    opened.taken.layer = Some(name);
    opened.taken.other_layers = other_layers;
    Ok(opened)
}

fn refuse_nested(input: &Input<'_>) -> Result<(), Refused> {
    if input.nested {
        return Err(Finding::new(Code::NestedArchive, Place::File).into());
    }
    Ok(())
}

struct Archive<'a> {
    zip: ::zip::ZipArchive<Cursor<&'a [u8]>>,
    size: usize,
}

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let zip = ::zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Self { zip, size: bytes.len() })
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Names that lead out of the archive are those of an attack; nothing would
    /// follow them, and nobody should have to wonder.
    fn check_names(&mut self) -> Result<(), Refused> {
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(index).map_err(|error| broken(&error))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let at = |code| Finding::new(code, Place::Record(index as u64 + 1)).value(&name);
            if name.len() > MAX_ENTRY_NAME {
                return Err(at(Code::LimitName).detail(format!("at most {MAX_ENTRY_NAME} bytes")).into());
            }
            let path = name.replace('\\', "/");
            if path.starts_with('/') || path.contains(':') || path.split('/').any(|part| part == "..") {
                return Err(at(Code::PathTraversal).into());
            }
            if entry.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000) {
                return Err(at(Code::Symlink).into());
            }
        }
        Ok(())
    }

    /// Every file of the archive with its content; what systems add by themselves
    /// is left out.
    fn inflate_all(&mut self, most: usize) -> Result<Vec<(String, Vec<u8>)>, Refused> {
        if self.zip.len() > most {
            return Err(Finding::new(Code::LimitEntries, Place::File)
                .detail(format!("{} entries, at most {most} are read", self.zip.len()))
                .into());
        }
        let mut members = Vec::new();
        let mut total = 0;
        for index in 0..self.zip.len() {
            let place = Place::Record(index as u64 + 1);
            let entry = self.zip.by_index(index).map_err(|error| Finding { place, ..broken(&error) })?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if entry.is_dir() || name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") {
                continue;
            }
            let content = inflate(entry, self.size, total)?;
            total += content.len();
            members.push((name, content));
        }
        Ok(members)
    }
}

/// What comes out of a reader, as long as the whole stays within the limits.
fn inflate(reader: impl Read, packed: usize, before: usize) -> Result<Vec<u8>, Refused> {
    let most = MAX_INFLATED_BYTES.min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
    let room = most.saturating_sub(before);
    let mut content = Vec::new();
    let read = reader.take(room as u64 + 1).read_to_end(&mut content);
    if let Err(error) = read {
        return Err(Finding::new(Code::ArchiveInvalid, Place::File).detail(error).into());
    }
    if content.len() > room {
        let code = if most < MAX_INFLATED_BYTES { Code::LimitRatio } else { Code::LimitUncompressed };
        return Err(Finding::new(code, Place::File)
            .detail(format!("more than {most} bytes come out of {packed}"))
            .into());
    }
    Ok(content)
}

fn broken(error: &::zip::result::ZipError) -> Finding {
    let encrypted = matches!(error, ::zip::result::ZipError::UnsupportedArchive(text) if text.contains("Password") || text.contains("encrypt"));
    let code = if encrypted { Code::ArchiveEncrypted } else { Code::ArchiveInvalid };
    Finding::new(code, Place::File).detail(error)
}
