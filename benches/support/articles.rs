//! What benches read.

use std::path::Path;

use udsagn::article::Article;
use udsagn::evaluation::load;

/// The annotated articles, without their marks.
pub fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    load(&[folder]).gold.into_iter().map(|gold| gold.article).collect()
}
