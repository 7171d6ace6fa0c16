//! Filters, full-text search, and the counts beside them.

use udsagn::desk::store::{Edit, Filter};
use udsagn::label::{Act, Kind, Order, Stance, State};
use udsagn::{Article, Error};

use super::{BRIDGE, Desk};

const HARBOUR: &str = "Havnen i Århus vokser\n\n»Ærø får en ny færge,« siger André Søby til \"Bladet\".\n\n\
    Aarhus Havn advarer om, at kajen kan synke.\n\n»Vi støtter forslaget om en ny kaj,« siger Søren Ørsted.\n";

fn desk() -> Desk {
    let desk = Desk::with(BRIDGE);
    desk.add("b", "2023-12-24", HARBOUR);
    desk.add_article(&Article::new("c", "Intet nyt\n\nMuseet lover, at døren står åben for alle.\n"));
    desk
}

/// How many statements a filter finds, and that each is as it asks.
#[track_caller]
fn check(filter: Filter, claims: &[&str]) {
    let desk = desk();
    let found = desk.list(&filter);
    let found: Vec<&str> = found.iter().map(|entry| entry.row.claim.as_str()).collect();
    assert_eq!(found.len(), claims.len(), "{found:?}");
    for (found, begins) in found.iter().zip(claims) {
        assert!(found.starts_with(begins), "{found} {begins}");
    }
}

fn words(words: &str) -> Filter {
    Filter { words: words.into(), ..Filter::default() }
}

const DANGER: &str = "Broen er farlig";
const MAY: &str = "broen åbner igen";
const SCANDAL: &str = "Det er en skandale";
const ANGER: &str = "Jeg forstår";
const FERRY: &str = "Ærø får";
const QUAY: &str = "kajen kan synke";
const NEW_QUAY: &str = "Vi støtter";
const DOOR: &str = "døren står åben";

#[test]
fn lists_have_their_order() {
    let latest = [DANGER, MAY, SCANDAL, ANGER, FERRY, QUAY, NEW_QUAY, DOOR];
    check(Filter::default(), &latest);
    let earliest = [FERRY, QUAY, NEW_QUAY, DANGER, MAY, SCANDAL, ANGER, DOOR];
    check(Filter { order: Order::Earliest, ..Filter::default() }, &earliest);
    let desk = desk();
    let doubtful = desk.list(&Filter { order: Order::Doubtful, ..Filter::default() });
    assert!(doubtful.is_sorted_by(|one, other| one.row.confidence <= other.row.confidence));
    let page = desk.store.list(&Filter::default(), 3, 2).expect("reads");
    assert_eq!(page.total, 8);
    assert_eq!(page.entries, desk.all()[3..5]);
}

#[test]
fn every_choice_filters() {
    check(Filter { kind: Some(Kind::Indirect), ..Filter::default() }, &[MAY, QUAY, DOOR]);
    check(Filter { stance: Some(Stance::Support), ..Filter::default() }, &[NEW_QUAY]);
    check(Filter { act: Some(Act::Warn), ..Filter::default() }, &[QUAY]);
    check(Filter { from: "2024-01-01".into(), ..Filter::default() }, &[DANGER, MAY, SCANDAL, ANGER]);
    check(Filter { to: "2023".into(), ..Filter::default() }, &[FERRY, QUAY, NEW_QUAY]);
    check(Filter { from: "2023-12".into(), to: "2023-12-24".into(), ..Filter::default() }, &[FERRY, QUAY, NEW_QUAY]);
    check(Filter { from: "2023-12-25".into(), to: "2024-02-29".into(), ..Filter::default() }, &[]);
    check(Filter { article: Some(3), ..Filter::default() }, &[DOOR]);
    check(Filter { same: Some(3), ..Filter::default() }, &[]);
    check(Filter { most: Some(0.0), ..Filter::default() }, &[]);
    check(Filter { least: Some(1.01), ..Filter::default() }, &[]);
    check(Filter { state: Some(State::Checked), ..Filter::default() }, &[]);

    let desk = desk();
    let bo = desk.store.speaker_of("Bo Kjær").expect("reads");
    assert_eq!(desk.list(&Filter { speaker: bo, ..Filter::default() }).len(), 1);
    let least = desk.find("farlig").row.confidence;
    let at_least = desk.list(&Filter { least: Some(least), ..Filter::default() });
    let at_most = desk.list(&Filter { most: Some(least), ..Filter::default() });
    let just = at_least.iter().filter(|entry| entry.row.confidence == least).count();
    assert_eq!(at_least.len() + at_most.len(), 8 + just);
    let fault = desk.store.list(&Filter { from: "i går".into(), ..Filter::default() }, 0, 1).expect_err("no day");
    assert!(matches!(fault, Error::Usage(_)));

    desk.store.edit(desk.find("farlig").number, &Edit::State(State::Rejected)).expect("writes");
    desk.store.edit(desk.find("skandale").number, &Edit::State(State::Checked)).expect("writes");
    let count = |state| desk.list(&Filter { state, ..Filter::default() }).len();
    assert_eq!([None, Some(State::Open), Some(State::Checked), Some(State::Rejected)].map(count), [7, 6, 1, 1]);
}

#[test]
fn words_are_found_however_they_are_spelt() {
    for aarhus in ["Århus", "aarhus", "AARHUS", "A\u{30a}rhus"] {
        check(words(aarhus), &[FERRY, QUAY, NEW_QUAY]);
    }
    check(words("søby"), &[FERRY]);
    check(words("soeb"), &[FERRY]);
    check(words("andre"), &[FERRY]);
    check(words("aeroe"), &[FERRY]);
    check(words("Örsted"), &[]);
    check(words("ida"), &[DANGER, ANGER]);
    check(words("borgmester cykl"), &[DANGER]);
    check(words("ida skandale"), &[]);
    check(words("\"en ny kaj\""), &[NEW_QUAY]);
    check(words("\"ny en kaj\""), &[]);
    check(words("\"en ny ka\""), &[]);
    check(words("\"en ny\" færg"), &[FERRY]);
}

#[test]
fn signs_of_the_search_language_do_no_harm() {
    let all = [DANGER, MAY, SCANDAL, ANGER, FERRY, QUAY, NEW_QUAY, DOOR];
    for signs in ["", " ", "\"", "\"\"", "*", "(", "^", "- :", "''", "\" \" \""] {
        check(words(signs), &all);
    }
    for none in
        ["NEAR(broen, 3)", "broen OR xyz", "claim:xyz", "rowid", "xyz\0", "');DROP TABLE articles;--", "NOT broen"]
    {
        check(words(none), &[]);
    }
    check(words("-broen (farlig* ^er"), &[DANGER]);
    check(words("\"farlig"), &[DANGER]);
    check(words("farlig\"er"), &[DANGER]);
}

#[test]
fn corrected_words_are_found_and_those_before_are_not() {
    let desk = desk();
    let entry = desk.find("skandale");
    desk.store.edit(entry.number, &Edit::Speaker("Åse Bæk".into())).expect("writes");
    let count = |sought: &str| desk.list(&words(sought)).len();
    assert_eq!((count("aase"), count("\"Bo Kjær\"")), (1, 1), "the context still holds his name");
    desk.store.undo(None).expect("writes");
    assert_eq!(count("aase"), 0);
}

#[test]
fn counts_stand_beside_every_choice() {
    let desk = desk();
    desk.store.edit(desk.find("farlig").number, &Edit::State(State::Rejected)).expect("writes");
    let filter = Filter { kind: Some(Kind::Indirect), ..Filter::default() };
    let facets = desk.store.facets(&filter).expect("reads");
    // What a choice would give if it were made in the place of the one that is.
    for (kind, count) in &facets.kinds {
        assert_eq!(desk.list(&Filter { kind: Some(*kind), ..filter.clone() }).len() as u64, *count);
    }
    for (stance, count) in &facets.stances {
        assert_eq!(desk.list(&Filter { stance: Some(*stance), ..filter.clone() }).len() as u64, *count);
    }
    for (act, count) in &facets.acts {
        assert_eq!(desk.list(&Filter { act: Some(*act), ..filter.clone() }).len() as u64, *count);
    }
    for (speaker, name, sides) in &facets.speakers {
        for (stance, count) in Stance::ALL.iter().zip(sides) {
            let filter = Filter { speaker: Some(*speaker), stance: Some(*stance), ..filter.clone() };
            assert_eq!(desk.list(&filter).len() as u64, *count);
        }
        assert_eq!(desk.store.speaker_of(name).expect("reads"), Some(*speaker));
    }
    assert_eq!(facets.kinds, [(Kind::Direct, 4), (Kind::Indirect, 3)]);
    assert_eq!(facets.states, [(State::Open, 3)]);
    for (month, sides) in &facets.months {
        for (stance, count) in Stance::ALL.iter().zip(sides) {
            let filter = Filter { from: month.clone(), to: month.clone(), stance: Some(*stance), ..filter.clone() };
            assert_eq!(desk.list(&filter).len() as u64, *count);
        }
    }
    let months: Vec<(&str, u64)> =
        facets.months.iter().map(|(month, sides)| (month.as_str(), sides.iter().sum())).collect();
    assert_eq!(months, [("2023-12", 1), ("2024-03", 1)]);
    assert_eq!((facets.stances.iter().map(|count| count.1).sum::<u64>(), facets.speakers.len()), (3, 3));
    let all = desk.store.facets(&Filter::default()).expect("reads");
    assert_eq!(all.states, [(State::Open, 7), (State::Rejected, 1)]);
    assert_eq!(all.speakers[0].2.iter().sum::<u64>(), 1, "a rejected one does not count for its speaker");
}

#[test]
fn articles_are_listed_by_title_and_id() {
    let desk = desk();
    let bridge = desk.find("farlig");
    desk.store.edit(bridge.number, &Edit::State(State::Checked)).expect("writes");
    let (lines, total) = desk.store.articles("", 0, 9).expect("reads");
    let seen = |line: &udsagn::desk::store::ArticleLine| (line.title.clone(), line.statements, line.done);
    let all = [("Broen lukker", 4, 1), ("Havnen i Århus vokser", 3, 0), ("Intet nyt", 1, 0)];
    assert_eq!(lines.iter().map(seen).collect::<Vec<_>>(), all.map(|(title, all, done)| (title.to_owned(), all, done)));
    assert_eq!((total, lines[0].published.as_str(), lines[0].source.as_str()), (3, "2024-03-01", "Avisen"));
    let found = |sought: &str| desk.store.articles(sought, 0, 9).expect("reads").1;
    assert_eq!(["aarhus havn", "LUKKER", "\"", "%", "xyz", "c"].map(found), [1, 1, 0, 0, 0, 1]);
    let (second, total) = desk.store.articles("", 1, 1).expect("reads");
    assert_eq!((&second[..], total), (&lines[1..2], 3));
    assert!(desk.store.article(99).expect("reads").is_none());
    assert!(desk.store.statement(99).expect("reads").is_none());
}
