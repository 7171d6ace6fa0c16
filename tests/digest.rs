//! The rows of every annotated article, and of `seeds/`, are byte for byte what they were: `snapshots/digests.txt`
//! holds a short digest of each article's JSON Lines. A change that is meant renews it with
//! `UDSAGN_DIGESTS=renew cargo test --test digest`.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

#[path = "support/renew.rs"]
mod renew;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use renew::renews;
use sha2::{Digest, Sha256};
use udsagn::analysis::{Analyser, Analysers};
use udsagn::article::{Article, Articles, Item};
use udsagn::evaluation::load;

const DIGESTS: &str = "snapshots/digests.txt";

/// Bytes of the digest that are kept.
const KEPT: usize = 6;

/// The annotated articles, and those of `seeds/` as the command reads them.
fn articles(root: &Path) -> Vec<Article> {
    let loaded = load(&[root.join("tests/gold")]);
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    let seeds = Articles::new([root.join("seeds")]).filter_map(|item| match item {
        Item::Article(article) => Some(article),
        _ => None,
    });
    let seeds = seeds.map(|article| {
        let name = Path::new(&article.id).file_name().expect("a name").to_string_lossy();
        Article { id: format!("seeds/{name}"), ..article }
    });
    loaded.gold.into_iter().map(|gold| gold.article).chain(seeds).collect()
}

fn digest(analysers: &Analysers, article: &Article) -> String {
    let mut hash = Sha256::new();
    for row in analysers.analyse(article) {
        hash.update(serde_json::to_vec(&row).expect("JSON"));
        hash.update(b"\n");
    }
    hash.finalize().iter().take(KEPT).fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("writes");
        digits
    })
}

#[test]
fn rows_of_annotated_articles_are_what_they_were() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let analysers = Analysers::any(Analyser::new().expect("the data is good"));
    let articles = articles(root);
    let now: BTreeMap<_, _> =
        articles.iter().map(|article| (article.id.as_str(), digest(&analysers, article))).collect();
    assert_eq!(now.len(), articles.len(), "two articles have one id");

    let path = root.join(DIGESTS);
    if renews("UDSAGN_DIGESTS") {
        let lines: String = now.iter().map(|(id, digest)| format!("{digest} {id}\n")).collect();
        std::fs::write(&path, lines).expect("writes");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let kept: BTreeMap<_, _> =
        kept.lines().filter_map(|line| line.split_once(' ')).map(|(digest, id)| (id, digest)).collect();
    let mut changed: Vec<&str> =
        now.iter().filter(|(id, now)| kept.get(*id) != Some(&now.as_str())).map(|(id, _)| *id).collect();
    changed.extend(kept.keys().filter(|id| !now.contains_key(*id)));
    assert!(
        changed.is_empty(),
        "the rows of {} articles are not what {DIGESTS} says: {}; if that is meant, renew it with \
         `UDSAGN_DIGESTS=renew cargo test --test digest`",
        changed.len(),
        changed.join(", ")
    );
}
