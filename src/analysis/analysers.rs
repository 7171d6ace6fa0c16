//! Articles in several languages → the analyser of each.

use std::sync::OnceLock;

use super::Analyser;
use crate::article::Article;
use crate::languages::Language;
use crate::statement::Statement;

/// The analysers of all languages, or of one for every article.
#[derive(Debug)]
pub struct Analysers {
    first: Analyser,
    /// By place of the language, each loaded when the first article in it comes; none where one is for all.
    others: Option<Vec<OnceLock<Option<Analyser>>>>,
}

impl Analysers {
    /// One analyser for articles in whatever language.
    pub fn one(analyser: Analyser) -> Self {
        Self { first: analyser, others: None }
    }

    /// Each article by the analyser of the language that its words tell; `first` for those of its own language.
    pub fn any(first: Analyser) -> Self {
        Self { first, others: Some(Language::all().map(|_| OnceLock::new()).collect()) }
    }

    /// The analyser of the language that is the default.
    pub fn first(&self) -> &Analyser {
        &self.first
    }

    /// The analyser of an article's language.
    pub fn of(&self, article: &Article) -> &Analyser {
        self.of_text(&article.text)
    }

    fn of_text(&self, text: &str) -> &Analyser {
        let Some(others) = &self.others else { return &self.first };
        let language = Language::of_text(text);
        if language == self.first.language() {
            return &self.first;
        }
        // Built-in packs load; a test holds it.
        let other =
            others.get(language.place()).and_then(|other| other.get_or_init(|| Analyser::of(language).ok()).as_ref());
        other.unwrap_or(&self.first)
    }

    /// The statements of an article, in the order of the text.
    pub fn analyse(&self, article: &Article) -> Vec<Statement> {
        self.analyse_text(article, &article.text)
    }

    /// As [`Analysers::analyse`], of a text that lies elsewhere; see [`Analyser::analyse_text`].
    pub fn analyse_text(&self, article: &Article, text: &str) -> Vec<Statement> {
        self.of_text(text).analyse_text(article, text)
    }
}
