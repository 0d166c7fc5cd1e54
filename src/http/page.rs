//! The web map, built into the program.

use axum::http::HeaderMap;
use axum::response::Response;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::caching::Keep;
use super::extract::{Path, short};
use super::problem::{Kind, Problem};

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Files;

/// The page, at each of its addresses; what it shows is in the query, which it
/// reads itself.
pub async fn index(headers: HeaderMap) -> Result<Response, Problem> {
    match Files::get("index.html") {
        Some(_) => answer("index.html", &headers, Keep::AskFirst),
        None => Err(Problem::new(
            Kind::NotFound,
            "this program was built without its page; `make run` builds both",
        )),
    }
}

/// A file beside the page.
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    answer(&name, &headers, Keep::AskFirst)
}

/// A file whose name carries a hash of its content.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    answer(&format!("assets/{name}"), &headers, Keep::Forever)
}

fn answer(name: &str, headers: &HeaderMap, keep: Keep) -> Result<Response, Problem> {
    let no_such = || {
        Problem::new(
            Kind::NotFound,
            format!("/{} is not one of our addresses; /v1/openapi.json lists them", short(name)),
        )
    };
    let coded = name.ends_with(".br") || name.ends_with(".gz");
    let file = Files::get(name).filter(|_| !coded).ok_or_else(no_such)?;
    let media_type = media_type(&file);
    Ok(super::caching::Content::new(file.data.into_owned(), media_type).answer(headers, keep))
}

/// The media type of a file, as the embedding worked it out from its name.
fn media_type(file: &EmbeddedFile) -> &'static str {
    match file.metadata.mimetype() {
        "text/html" => "text/html; charset=utf-8",
        "text/css" => "text/css; charset=utf-8",
        "text/javascript" | "application/javascript" => "text/javascript; charset=utf-8",
        "application/json" => "application/json",
        "image/svg+xml" => "image/svg+xml",
        "image/png" => "image/png",
        "font/woff2" | "application/font-woff2" => "font/woff2",
        "font/woff" | "application/font-woff" => "font/woff",
        _ => "application/octet-stream",
    }
}
