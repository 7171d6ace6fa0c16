//! What the page itself says, in both languages.

use crate::output::Wording;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $danish:literal;)+) => {
        /// The words of the page.
        #[derive(Debug)]
        pub(super) struct Words {
            /// ISO 639-1.
            pub language: &'static str,
            $($(#[$doc])* pub $name: &'static str,)+
        }

        static ENGLISH: Words = Words { language: "en", $($name: $english,)+ };
        static DANISH: Words = Words { language: "da", $($name: $danish,)+ };
    };
}

words! {
    heading: "Who claimed what", "Hvem siger hvad";
    overview: "Overview", "Overblik";
    table: "Statements", "Udsagn";
    articles: "Articles", "Artikler";
    one_statement: "statement", "udsagn";
    some_statements: "statements", "udsagn";
    one_article: "article", "artikel";
    some_articles: "articles", "artikler";
    one_speaker: "speaker", "taler";
    some_speakers: "speakers", "talere";
    with_speaker: "have a speaker", "har en taler";
    per_speaker: "Statements per speaker", "Udsagn pr. taler";
    per_day: "Statements per day", "Udsagn pr. dag";
    per_month: "Statements per month", "Udsagn pr. måned";
    per_year: "Statements per year", "Udsagn pr. år";
    acts: "Acts and stances", "Talehandlinger og holdninger";
    others: "all others", "alle andre";
    undated: "without a full day", "uden en hel dato";
    number: "No.", "Nr.";
    search: "Search", "Søg";
    all: "all", "alle";
    clear: "Show all", "Vis alle";
    sort_by: "Sort by", "Sortér efter";
    shown: "shown", "vist";
    of: "of", "af";
    in_table: "in the table", "i tabellen";
    in_text: "in the text", "i teksten";
    original: "original", "original";
    on_page: "on the page", "på siden";
    no_statements: "No statements were found.", "Der blev ikke fundet udsagn.";
    untitled: "Article", "Artikel";
    troubles: "While reading", "Under læsningen";
    more_troubles: "more", "flere";
    doubts: "Note", "Bemærk";
    skip: "Skip to the statements", "Spring til udsagnene";
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Wording) -> &'static Self {
        if language == Wording::Danish { &DANISH } else { &ENGLISH }
    }
}
