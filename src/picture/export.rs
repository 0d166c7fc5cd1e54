//! SVG to PNG (resvg) and PDF (krilla). Both draw the same tree, with the fonts
//! of the program and no others.

use std::sync::{Arc, LazyLock};

use krilla::Document;
use krilla::geom::Size as PageSize;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{BlendMode, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::Size;
use super::notes::language;
use super::sheet::Sheet;
use super::text::{FAMILY, REGULAR, SEMI_BOLD};
use crate::domain::Lang;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

fn tree(svg: &str) -> Tree {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: FAMILY.to_owned(), ..Options::default() };
    Tree::from_str(svg, &options).expect("what this room writes is well-formed")
}

/// Draws a tree into a picture of so many pixels.
fn pixels(svg: &str, (width, height): (u32, u32)) -> Pixmap {
    let tree = tree(svg);
    let mut pixmap = Pixmap::new(width, height).expect("the sizes of pictures are fixed");
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
    let fit = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, fit, &mut pixmap.as_mut());
    pixmap
}

fn encoded(pixmap: &Pixmap) -> Vec<u8> {
    pixmap.encode_png().expect("writing to memory")
}

/// A PNG of so many pixels.
pub(super) fn png(svg: &str, size: (u32, u32)) -> Vec<u8> {
    encoded(&pixels(svg, size))
}

/// A raster tile; a mark is drawn only where areas are, so that what is empty
/// stays transparent.
pub(super) fn tile(areas: &str, mark: Option<&str>, side: u32) -> Vec<u8> {
    let mut tile = pixels(areas, (side, side));
    let has_areas = tile.pixels().iter().any(|pixel| pixel.alpha() > 0);
    if let Some(mark) = mark.filter(|_| has_areas) {
        let paint = PixmapPaint { blend_mode: BlendMode::SourceAtop, ..PixmapPaint::default() };
        let mark = pixels(mark, (side, side));
        tile.draw_pixmap(0, 0, mark.as_ref(), &paint, Transform::identity(), None);
    }
    encoded(&tile)
}

/// A PDF of one page, with text that can be searched and copied. It holds no
/// date: the same sheet is the same bytes.
pub(super) fn pdf(sheet: &Sheet, size: Size, lang: Lang) -> Vec<u8> {
    let tree = tree(&sheet.svg);
    #[expect(clippy::cast_possible_truncation, reason = "a page is a few hundred points wide")]
    let (width, height) = (size.points().0 as f32, size.points().1 as f32);
    let page_size = PageSize::from_wh(width, height).expect("the sizes of sheets are fixed");
    let mut document = Document::new();
    let metadata = Metadata::new().title(sheet.title.clone()).language(language(lang).to_owned());
    document.set_metadata(metadata.creator("Jangkau".to_owned()));
    let mut page = document.start_page_with(PageSettings::new(page_size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, page_size, SvgSettings::default()).expect("the page has a size");
    surface.finish();
    page.finish();
    document.finish().expect("the fonts of the program are sound")
}
