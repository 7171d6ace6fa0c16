//! How long the store takes to answer: prints the median of each question on 100,000 statements, in milliseconds.
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::time::Instant;

use udsagn::desk::store::{Edit, Filter, Store};
use udsagn::label::{Kind, Order, Stance, State};
use udsagn::{Analyser, Article, Statement};

/// Statements in the store.
const STATEMENTS: usize = 100_000;
/// Articles that are written at once.
const BATCH: usize = 100;
/// Each question is asked so often.
const ROUNDS: usize = 15;
/// Words of the longest article.
const LONG: usize = 20_000;

const FIRST: [&str; 24] = [
    "Ida", "Bo", "Else", "Jens", "Søren", "Åse", "Karen", "Per", "Mette", "Lars", "Anne", "Niels", "Hanne", "Ole",
    "Kirsten", "Erik", "Lone", "Finn", "Gitte", "Hans", "Inge", "Jørgen", "Kaj", "Lis",
];
const LAST: [&str; 20] = [
    "Holm",
    "Kjær",
    "Friis",
    "Bro",
    "Ørsted",
    "Bæk",
    "Dal",
    "Lund",
    "Skov",
    "Krogh",
    "Winther",
    "Toft",
    "Juul",
    "Munk",
    "Bech",
    "Vestergaard",
    "Ravn",
    "Bruun",
    "Nørgaard",
    "Kjeldsen",
];
const WORDS: [&str; 40] = [
    "broen",
    "kommunen",
    "skolen",
    "færgen",
    "havnen",
    "pengene",
    "børnene",
    "loven",
    "vejen",
    "planen",
    "byen",
    "økonomien",
    "klimaet",
    "toget",
    "sygehuset",
    "lægerne",
    "valget",
    "partiet",
    "aftalen",
    "budgettet",
    "er",
    "bliver",
    "kan",
    "skal",
    "vil",
    "må",
    "aldrig",
    "altid",
    "snart",
    "igen",
    "dyr",
    "farlig",
    "ny",
    "gammel",
    "stor",
    "vigtig",
    "for",
    "med",
    "uden",
    "og",
];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn claim(&mut self) -> String {
        let count = 6 + self.below(14);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// A paragraph with a quotation; few speakers have many, as in newspapers.
    fn paragraph(&mut self) -> String {
        let first = self.below(FIRST.len()).min(self.below(FIRST.len()));
        let last = self.below(LAST.len()).min(self.below(LAST.len()));
        let claim = self.claim();
        format!("»{claim},« siger borgmester {} {}. Det skete, da {}.\n\n", FIRST[first], LAST[last], self.claim())
    }

    fn article(&mut self, number: usize, paragraphs: usize) -> Article {
        let mut text = format!("Nyt om {} nr. {number}\n\n", self.pick(&WORDS));
        for _ in 0..paragraphs {
            text += &self.paragraph();
        }
        let day = format!("20{:02}-{:02}-{:02}", 5 + self.below(20), 1 + self.below(12), 1 + self.below(28));
        Article {
            published: day.parse().ok(),
            source: Some("Avisen".into()),
            ..Article::new(format!("a{number}"), text)
        }
    }
}

/// Fills a store with invented articles, and prints how long the writing alone took.
fn fill(store: &Store, analyser: &Analyser) {
    let mut chance = Chance(7);
    let mut waiting: Vec<(Article, Option<Vec<Statement>>)> = Vec::new();
    let (mut statements, mut number, mut waited) = (0, 0, 0.0);
    while statements < STATEMENTS {
        let paragraphs = 4 + chance.below(12);
        let article = chance.article(number, paragraphs);
        let rows = analyser.analyse(&article);
        statements += rows.len();
        number += 1;
        waiting.push((article, Some(rows)));
        if waiting.len() == BATCH || statements >= STATEMENTS {
            let begun = Instant::now();
            store.add_all(&waiting, "rules").expect("writes");
            waited += begun.elapsed().as_secs_f64();
            waiting.clear();
        }
    }
    println!("{statements} statements of {number} articles written in {waited:.1} s");
}

/// Asks again and again, and prints the median and the longest.
fn ask(name: &str, mut question: impl FnMut()) {
    question();
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            question();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<44}{:>9.2} ms{:>9.2} ms at most", times[ROUNDS / 2], times[ROUNDS - 1]);
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let store = Store::open(&path).expect("opens");
    let analyser = Analyser::new().expect("the data is good");
    fill(&store, &analyser);
    let mut chance = Chance(11);
    let mut long = chance.article(1_000_000, 1);
    while long.text.split_whitespace().count() < LONG {
        long.text += &chance.paragraph();
    }
    store.add(&long, &analyser.analyse(&long), "rules").expect("writes");
    let size = std::fs::metadata(&path).map_or(0, |data| data.len());
    println!("{} MB", size >> 20);

    let list = |name: &str, filter: Filter| {
        let total = store.list(&filter, 0, 1).expect("reads").total;
        ask(&format!("{name} ({total})"), || drop(store.list(&filter, 0, 50).expect("reads")));
        ask("  and its counts", || drop(store.facets(&filter).expect("reads")));
    };
    let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
    let holm = store.speaker_of("Ida Holm").expect("reads");
    list("list", Filter::default());
    list("list, earliest", Filter { order: Order::Earliest, ..Filter::default() });
    list("list, doubtful", Filter { order: Order::Doubtful, ..Filter::default() });
    list(
        "list, stance and kind",
        Filter { stance: Some(Stance::Oppose), kind: Some(Kind::Direct), ..Filter::default() },
    );
    list("list, checked", Filter { state: Some(State::Checked), ..Filter::default() });
    list("list, a speaker", Filter { speaker: holm, ..Filter::default() });
    list("list, a year", Filter { from: "2010".into(), to: "2010".into(), ..Filter::default() });
    list("search, two words", words("Søren Ørsted"));
    list("search, beginning of a word", words("b"));
    list("search, word of most", words("siger"));
    list("search, phrase", words("\"broen er farlig\""));
    list("search, none", words("xylofon"));
    let far = Filter::default();
    ask("list, far down", || drop(store.list(&far, 90_000, 50).expect("reads")));
    let (articles, _) = store.articles("a1000000", 0, 1).expect("reads");
    ask("article of 20,000 words", || drop(store.article(articles[0].number).expect("reads")));
    ask("statement", || drop(store.statement(54_321).expect("reads")));
    ask("articles", || drop(store.articles("", 0, 50).expect("reads")));
    ask("articles, words", || drop(store.articles("broen 77", 0, 50).expect("reads")));
    ask("speaker", || drop(store.speaker(holm.expect("stands")).expect("reads")));
    ask("names", || drop(store.speakers("ho", 10).expect("reads")));
    let mut round = 0;
    ask("correction", || {
        round += 1;
        drop(store.edit(54_321, &Edit::Note(round.to_string())).expect("writes"));
    });
    ask("undo", || drop(store.undo(None).expect("writes")));
}
