//! Snapshot → pictures: a map of one indicator and period for a report, and
//! raster tiles for programs that take no vector tiles.
//!
//! One SVG text is the source of every format: PNG and PDF are drawn from it,
//! so they cannot differ. Figures come from the released table alone, classes
//! and colours from [`crate::query::breaks`], textures are those of the page.
//! The fonts come with the program, no clock is read, and nothing of the
//! machine is asked: the same question gives the same bytes everywhere.
//!
//! The steps, in the order of the modules:
//!
//! 1. `choropleth`: what is shown, gathered from the snapshot.
//! 2. `frame`, `shapes`: the plane in a box of the picture, and the areas in it.
//! 3. `paint`, `words`, `text`, `svg`: colours, words, letters, elements.
//! 4. `labels`, `scale`, `legend`, `notes`: the parts of a sheet.
//! 5. `sheet`, `tile`: these put together.
//! 6. `export`: SVG to PNG and PDF.
//!
//! Absent on purpose: the database, a cache, HTTP, a north arrow (north is up),
//! the date of printing (bytes would differ from day to day).

mod choropleth;
mod frame;
mod shapes;
mod paint;
mod words;
mod text;
mod svg;
mod labels;
mod scale;
mod legend;
mod notes;
mod map;
mod sheet;
mod tile;
mod export;

use choropleth::Choropleth;

use crate::domain::{Lang, Level, Period, TileCoord, words};
use crate::query::{Breaks, Method};
use crate::snapshot::{AreaIndex, Snapshot};

/// What a map shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The indicator, by its position in the catalogue.
    pub indicator: usize,
    /// The period of the figures.
    pub period: Period,
    /// The level of the areas that are coloured.
    pub level: Level,
    /// The area that they lie in; none for everything that is loaded.
    pub area: Option<AreaIndex>,
    /// How the class edges come about; the page's own choice without it.
    pub method: Option<Method>,
    /// How many classes, where they are cut from the data.
    pub classes: usize,
}

words! {
    /// The sheet that a map is drawn on.
    Size as "size" {
        /// A4, 297 mm wide.
        A4 = "a4",
        /// A4, 210 mm wide.
        A4Portrait = "a4-portrait",
        /// A3, 420 mm wide.
        A3 = "a3",
        /// A3, 297 mm wide.
        A3Portrait = "a3-portrait",
        /// A slide: 1920 by 1080 pixels.
        Screen = "screen",
    }
}

words! {
    /// The form of a picture; also the ending of its address.
    Format as "format" {
        /// Scalable Vector Graphics 1.1.
        Svg = "svg",
        /// Portable Network Graphics, 200 dots an inch on paper.
        Png = "png",
        /// Portable Document Format, one page, with text that can be searched.
        Pdf = "pdf",
    }
}

/// A map on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wish {
    /// What it shows.
    pub subject: Subject,
    /// The sheet.
    pub size: Size,
    /// The language of its words.
    pub lang: Lang,
}

/// Pixels of a raster tile to a pixel of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Density {
    /// 256 pixels a side.
    Single,
    /// 512 pixels a side, for screens with small pixels.
    Double,
}

impl Density {
    /// Pixels a side.
    pub const fn pixels(self) -> u32 {
        match self {
            Self::Single => 256,
            Self::Double => 512,
        }
    }
}

/// The most pixels of a picture: those of A3.
pub const MAX_PIXELS: u32 = 3307 * 2339;

/// The bytes of a map on a sheet, with the class edges of its subject; none where
/// nobody says anything about it.
pub fn draw(snapshot: &Snapshot, wish: &Wish, breaks: &Breaks, format: Format) -> Option<Vec<u8>> {
    let map = Choropleth::of(snapshot, &wish.subject, breaks)?;
    let sheet = sheet::sheet(&map, wish.size, wish.lang);
    Some(match format {
        Format::Svg => sheet.svg.into_bytes(),
        Format::Png => export::png(&sheet.svg, wish.size.pixels()),
        Format::Pdf => export::pdf(&sheet, wish.size, wish.lang),
    })
}

/// The bytes of a raster tile, PNG, transparent where nothing lies, with the class
/// edges of its subject; none where nobody says anything about it.
pub fn tile(
    snapshot: &Snapshot,
    subject: &Subject,
    breaks: &Breaks,
    coord: TileCoord,
    density: Density,
) -> Option<Vec<u8>> {
    let map = Choropleth::of(snapshot, subject, breaks)?;
    let areas = tile::areas(&map, coord, density);
    let mark = map.is_sample().then(tile::mark);
    Some(export::tile(&areas, mark.as_deref(), density.pixels()))
}
