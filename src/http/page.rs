//! The web map, built into the program.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::caching::{Content, Keep};
use super::extract::{Path, short};
use super::problem::{Kind, Problem};

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Files;

/// The files by name, with the codings that the build has made of them.
static CONTENTS: LazyLock<HashMap<String, Arc<Content>>> = LazyLock::new(|| {
    let bytes = |file: EmbeddedFile| match file.data {
        std::borrow::Cow::Borrowed(data) => Bytes::from_static(data),
        std::borrow::Cow::Owned(data) => Bytes::from(data),
    };
    let coded = |name: &str, suffix: &str| Files::get(&format!("{name}{suffix}")).map(bytes);
    Files::iter()
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .filter_map(|name| {
            let file = Files::get(&name)?;
            let media_type = media_type(&file);
            let content =
                Content::with_codings(bytes(file), coded(&name, ".gz"), coded(&name, ".br"), media_type);
            Some((name.into_owned(), content))
        })
        .collect()
});

/// The page, at each of its addresses; what it shows is in the query, which it
/// reads itself.
pub async fn index(headers: HeaderMap) -> Result<Response, Problem> {
    match CONTENTS.get("index.html") {
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
    let content = CONTENTS.get(name).ok_or_else(|| {
        Problem::new(
            Kind::NotFound,
            format!("/{} is not one of our addresses; /v1/openapi.json lists them", short(name)),
        )
    })?;
    Ok(content.answer(headers, keep))
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
