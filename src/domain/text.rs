//! A sentence or name in the two languages of the product.

use super::words::words;

words! {
    /// A language of the product.
    Lang as "language" {
        /// Indonesian, the source.
        Id = "id",
        /// English.
        En = "en",
    }
}

/// Indonesian, the source, and its English translation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both languages at once.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The text in one of them.
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}
