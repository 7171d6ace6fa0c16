//! What is found in each article of `seeds/`, as people would read it. After a change that is meant, refresh with
//! `INSTA_UPDATE=always cargo test --test snapshots` and read the difference.
#![allow(missing_docs, clippy::expect_used)]

#[path = "support/render.rs"]
mod render;

use std::path::Path;

use udsagn::analysis::Analyser;
use udsagn::article::{Article, Articles, Item};

/// The article of a file, with its name for an id.
fn article(path: &Path) -> Article {
    let name = path.file_name().expect("a name").to_string_lossy();
    let items = Articles::new([path.to_owned()]);
    let articles = items.filter_map(|item| match item {
        Item::Article(article) => Some(article),
        _ => None,
    });
    let mut article = articles.last().expect("an article");
    article.id = name.into_owned();
    article
}

#[test]
fn seeds() {
    let analyser = Analyser::new().expect("the data is good");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../seeds", "*.txt", |path| {
            let article = article(path);
            let statements = analyser.analyse(&article);
            insta::assert_snapshot!("article", render::render(&article, &statements));
        });
    });
}
