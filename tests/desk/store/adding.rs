//! Articles come new, known or changed; corrections go where their words still stand.

use udsagn::desk::store::{Added, Edit, Entry, Filter};
use udsagn::label::{Origin, Stance, State};
use udsagn::{Analyser, Article};

use super::{ANALYSER, BRIDGE, Desk, RULES, place};

#[test]
fn an_article_is_new_and_then_known() {
    let desk = Desk::new();
    assert_eq!(desk.add("a", "2024-03-01", BRIDGE), Added::New);
    let before = desk.all();
    assert_eq!(before.len(), 4);
    assert_eq!(desk.add("a", "2024-03-01", BRIDGE), Added::Known);
    assert_eq!(desk.all(), before);
    let rows = Analyser::new().expect("loads").analyse(&super::article("a", "2024-03-01", BRIDGE));
    let number = desk.numbers()[0];
    assert_eq!(desk.of(number).into_iter().map(|entry| entry.row).collect::<Vec<_>>(), rows);
    let read = desk.store.article(number).expect("reads").expect("stands").article;
    assert_eq!(read, super::article("a", "2024-03-01", BRIDGE));
}

#[test]
fn whatever_changes_makes_it_another() {
    let desk = Desk::with(BRIDGE);
    let known = super::article("a", "2024-03-01", BRIDGE);
    let knows = |article: &Article, rules: &str| desk.store.knows(article, rules).expect("reads");
    assert!(knows(&known, RULES));
    assert!(!knows(&known, "other rules"));
    for other in [
        Article { text: BRIDGE.replace("maj", "juni"), ..known.clone() },
        Article { title: None, ..known.clone() },
        Article { source: Some("Bladet".into()), ..known.clone() },
        Article { url: Some("https://avis.dk/a".into()), ..known.clone() },
        Article { published: None, ..known.clone() },
        Article { id: "b".into(), ..known.clone() },
    ] {
        assert!(!knows(&other, RULES), "{other:?}");
    }
}

#[test]
fn untouched_statements_keep_their_number() {
    let desk = Desk::with(BRIDGE);
    let before = [desk.find("farlig"), desk.find("skandale")];
    let text = BRIDGE.replace("Broen lukker\n", "Broen lukker\n\nDet skete mandag.\n").replace("uden lige", "for byen");
    assert_eq!(desk.add("a", "2024-03-01", &text), Added::Renewed { carried: 0, lost: 0 });
    let after = desk.find("farlig");
    assert_eq!(after.number, before[0].number);
    assert_eq!(after.row.parts, [place(&text, "Broen er farlig for alle cyklister")]);
    assert!(desk.find("skandale for byen").row.speaker == "Bo Kjær");
    assert_eq!(desk.all().len(), 4);
}

/// Corrects the statement on the danger, changes the article, and looks what became of it.
#[track_caller]
fn check(edits: &[Edit], text: &str, expected: Added, seen: impl Fn(&Entry) -> bool) {
    let desk = Desk::with(BRIDGE);
    let number = desk.find("farlig").number;
    for edit in edits {
        desk.store.edit(number, edit).expect("writes").expect("a change");
    }
    assert_eq!(desk.add("a", "2024-03-01", text), expected);
    let after = desk.store.statement(number).expect("reads");
    let is_lost = matches!(expected, Added::Renewed { lost, .. } if lost > 0);
    assert_eq!(after.is_none(), is_lost, "{after:?}");
    assert!(after.iter().all(seen), "{after:?}");
    // Its record outlives it.
    assert_eq!(desk.store.changes(Some(number), 99).expect("reads").len(), edits.len());
    let claims =
        |words: &str| desk.of(desk.numbers()[0]).into_iter().filter(|entry| entry.row.claim.contains(words)).count();
    assert!(claims("farlig") <= 1, "it stands there twice");
}

const CARRIED: Added = Added::Renewed { carried: 1, lost: 0 };
const LOST: Added = Added::Renewed { carried: 0, lost: 1 };

#[test]
fn corrections_follow_their_words() {
    let moved = format!("Nyt fra byen\n\nDet skete mandag.\n\n{BRIDGE}");
    let whole = place(&moved, "Broen er farlig for alle cyklister");
    check(&[Edit::Stance(Stance::Support)], &moved, CARRIED, |entry| {
        entry.row.stance == Stance::Support && entry.row.parts == [whole] && !entry.doubtful
    });
    check(&[Edit::Speaker("Bo Kjær".into())], &moved, CARRIED, |entry| {
        entry.row.speaker == "Bo Kjær" && entry.found.as_ref().is_some_and(|found| found.speaker == "Ida Holm")
    });
    let note = [Edit::State(State::Checked), Edit::Note("Ja".into()), Edit::Evidence("https://a.dk/".into())];
    check(&note, &moved, CARRIED, |entry| {
        entry.state == State::Checked && entry.note == "Ja" && entry.evidence == "https://a.dk/"
    });
    check(&[Edit::State(State::Rejected)], &moved, CARRIED, |entry| entry.state == State::Rejected);
    let parts = vec![place(BRIDGE, "er farlig"), place(BRIDGE, "cyklister")];
    let places = [place(&moved, "er farlig"), place(&moved, "cyklister")];
    check(&[Edit::Parts(parts.clone())], &moved, CARRIED, |entry| entry.row.parts == places && !entry.doubtful);

    // Of two parts one is gone; of other words only those that the rules had found stand.
    let shorter = BRIDGE.replace("for alle cyklister", "for alle");
    check(&[Edit::Parts(parts)], &shorter, CARRIED, |entry| entry.row.claim == "er farlig" && entry.doubtful);
    let wide = vec![place(BRIDGE, "»Broen er farlig for alle cyklister,« siger borgmester")];
    let other = BRIDGE.replace("siger borgmester", "udtaler borgmester");
    check(&[Edit::Parts(wide)], &other, CARRIED, |entry| {
        entry.row.claim == "Broen er farlig for alle cyklister" && entry.doubtful
    });

    // The words are there, but the rules see no statement in them any more.
    let bare = BRIDGE.replace(
        "»Broen er farlig for alle cyklister,« siger borgmester Ida Holm.",
        "Broen er farlig for alle cyklister.",
    );
    check(&[Edit::State(State::Checked)], &bare, CARRIED, |entry| {
        entry.row.claim.starts_with("Broen er farlig") && entry.row.speaker == "Ida Holm"
    });
    let gone = BRIDGE.replace("farlig for alle cyklister", "lukket på ubestemt tid");
    check(&[Edit::State(State::Checked)], &gone, LOST, |_| true);
    check(&[Edit::Stance(Stance::Support)], &gone, LOST, |_| true);
}

#[test]
fn of_two_places_the_one_in_the_same_paragraph_counts() {
    let text = "Ida Holm siger, at broen er lukket.\n\nBo Kjær siger, at broen er lukket.\n";
    let desk = Desk::with(text);
    let all = desk.all();
    let second = all.iter().find(|entry| entry.row.speaker == "Bo Kjær").expect("found");
    desk.store.edit(second.number, &Edit::Stance(Stance::Oppose)).expect("writes");
    let text = "Bo Kjær siger, at broen er lukket.\n\nDet er nyt.\n\nIda Holm siger, at broen er lukket.\n";
    assert_eq!(desk.add("a", "2024-03-01", text), CARRIED);
    let after = desk.store.statement(second.number).expect("reads").expect("stands");
    assert_eq!((after.row.speaker.as_str(), after.row.stance, after.row.parts[0][0]), ("Bo Kjær", Stance::Oppose, 18));
}

#[test]
fn added_statements_stay_and_are_no_doubles() {
    let text = "Broen er lukket i dag.\n\nDet er meget trist for byen.\n";
    let desk = Desk::with(text);
    let article = desk.numbers()[0];
    let (number, _) = desk.store.add_statement(article, &[place(text, "meget trist for byen")]).expect("writes");
    let later = "Nyt\n\nBroen er lukket i dag.\n\n»Det er meget trist for byen,« siger Ida Holm.\n";
    assert_eq!(desk.add("a", "2024-03-01", later), CARRIED);
    let all = desk.of(article);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!((all[0].number, all[0].origin), (number, Origin::Human));
    assert_eq!(all[0].row.parts, [place(later, "meget trist for byen")]);
    assert_eq!(desk.add("a", "2024-03-01", "Broen er åben igen.\n"), LOST);
    assert!(desk.list(&Filter::default()).is_empty());
}

#[test]
fn a_change_of_words_can_be_undone_in_the_new_text() {
    let desk = Desk::with(BRIDGE);
    let number = desk.find("farlig").number;
    let change = desk.store.edit(number, &Edit::Parts(vec![place(BRIDGE, "er farlig")])).expect("writes");
    let moved = format!("Nyt fra byen\n\nDet skete mandag.\n\n{BRIDGE}");
    desk.add("a", "2024-03-01", &moved);
    desk.store.undo(change.map(|change| change.number)).expect("writes");
    let row = desk.store.statement(number).expect("reads").expect("stands").row;
    assert_eq!(row.parts, [place(&moved, "Broen er farlig for alle cyklister")]);
    assert_eq!(
        Some(&row),
        ANALYSER.analyse(&super::article("a", "2024-03-01", &moved)).iter().find(|new| new.parts == row.parts)
    );

    desk.store.edit(number, &Edit::Parts(vec![place(&moved, "er farlig")])).expect("writes");
    desk.add("a", "2024-03-01", &BRIDGE.replace("for alle cyklister", "for alle"));
    let fault = desk.store.undo(None).expect_err("the words are gone").to_string();
    assert_eq!(fault, "there is nothing to undo");
}

#[test]
fn whoever_looks_at_it_again_ends_the_doubt() {
    let desk = Desk::with(BRIDGE);
    let number = desk.find("farlig").number;
    let parts = vec![place(BRIDGE, "er farlig"), place(BRIDGE, "cyklister")];
    desk.store.edit(number, &Edit::Parts(parts)).expect("writes");
    desk.add("a", "2024-03-01", &BRIDGE.replace("for alle cyklister", "for alle"));
    let is_doubtful = || desk.store.statement(number).expect("reads").expect("stands").doubtful;
    assert!(is_doubtful());
    desk.store.edit(number, &Edit::Note("Se på det".into())).expect("writes");
    assert!(is_doubtful());
    desk.store.edit(number, &Edit::State(State::Checked)).expect("writes");
    assert!(!is_doubtful());
    desk.store.undo(None).expect("writes");
    assert!(is_doubtful());
}
