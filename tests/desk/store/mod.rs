//! The store: one file that keeps articles, statements and corrections.

mod adding;
mod command;
mod editing;
mod finding;
mod keeping;
mod leaving;
mod repeating;
mod speaking;

use std::path::PathBuf;
use std::sync::LazyLock;

use udsagn::desk::store::{Added, ArticleNumber, Entry, Filter, Store};
use udsagn::{Analyser, Article};

use super::case::Case;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

const RULES: &str = "rules";

/// Four statements: two of Ida Holm, one of the municipality, one of Bo Kjær.
const BRIDGE: &str = "Broen lukker\n\n\
    »Broen er farlig for alle cyklister,« siger borgmester Ida Holm.\n\n\
    Kommunen oplyser, at broen åbner igen til maj.\n\n\
    »Det er en skandale uden lige,« siger Bo Kjær.\n\n\
    »Jeg forstår godt vreden,« siger Ida Holm.\n";

/// A store in a folder of its own.
struct Desk {
    case: Case,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let case = Case::new();
        let store = Store::open(&case.path().join("desk.db")).expect("opens");
        Self { case, store }
    }

    fn path(&self) -> PathBuf {
        self.case.path().join("desk.db")
    }

    /// The desk with one article.
    fn with(text: &str) -> Self {
        let desk = Self::new();
        desk.add("a", "2024-03-01", text);
        desk
    }

    fn add(&self, id: &str, day: &str, text: &str) -> Added {
        self.add_article(&article(id, day, text))
    }

    fn add_article(&self, article: &Article) -> Added {
        self.store.add(article, &ANALYSER.analyse(article), RULES).expect("writes")
    }

    /// All statements of a filter.
    fn list(&self, filter: &Filter) -> Vec<Entry> {
        let page = self.store.list(filter, 0, 1000).expect("reads");
        assert_eq!(page.total, page.entries.len() as u64);
        page.entries
    }

    fn all(&self) -> Vec<Entry> {
        self.list(&Filter::default())
    }

    /// The statement whose claim holds some words.
    #[track_caller]
    fn find(&self, words: &str) -> Entry {
        let found = self.numbers().into_iter().flat_map(|number| self.of(number));
        let mut found: Vec<Entry> = found.filter(|entry| entry.row.claim.contains(words)).collect();
        assert_eq!(found.len(), 1, "{words}: {:?}", found.iter().map(|entry| &entry.row.claim).collect::<Vec<_>>());
        found.remove(0)
    }

    /// Every article's number.
    fn numbers(&self) -> Vec<ArticleNumber> {
        self.store.articles("", 0, 1000).expect("reads").0.into_iter().map(|line| line.number).collect()
    }

    /// The statements of an article, rejected ones too.
    fn of(&self, article: ArticleNumber) -> Vec<Entry> {
        self.store.article(article).expect("reads").expect("an article").entries
    }
}

fn article(id: &str, day: &str, text: &str) -> Article {
    Article { published: day.parse().ok(), source: Some("Avisen".into()), ..Article::new(id, text) }
}

/// Where words stand in a text, in code points.
#[track_caller]
fn place(text: &str, words: &str) -> [usize; 2] {
    let byte = text.find(words).expect("the words stand there");
    let start = text[..byte].chars().count();
    [start, start + words.chars().count()]
}
