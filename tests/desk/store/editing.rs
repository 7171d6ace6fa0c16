//! Every correction, the record of it, and its undoing.

use udsagn::Error;
use udsagn::desk::store::{Edit, Entry};
use udsagn::label::{Act, Kind, Origin, Stance, State};

use super::{BRIDGE, Desk, place};

/// Makes a change, looks at what it did, undoes it, and looks that all is as it was.
#[track_caller]
fn check(edit: &Edit, seen: impl Fn(&Entry) -> bool) {
    let desk = Desk::with(BRIDGE);
    let before = desk.find("farlig");
    assert!(!seen(&before), "it stood there already");
    let change = desk.store.edit(before.number, edit).expect("writes").expect("a change");
    let told = serde_json::to_value(edit).expect("JSON");
    assert_eq!((change.what.as_str(), &change.after), (told["field"].as_str().expect("a name"), &told["value"]));
    assert_ne!(change.before, change.after);
    let after = desk.store.statement(before.number).expect("reads").expect("stands");
    assert!(seen(&after), "{after:?}");
    assert_eq!(after.found.as_ref(), Some(&before.row));
    assert_eq!(desk.store.edit(before.number, edit).expect("writes"), None);
    assert_eq!(desk.store.changes(Some(before.number), 9).expect("reads"), std::slice::from_ref(&change));

    let undone = desk.store.undo(Some(change.number)).expect("writes");
    assert!(undone.undone);
    assert_eq!(desk.store.statement(before.number).expect("reads"), Some(before));
    assert!(matches!(desk.store.undo(Some(change.number)), Err(Error::Usage(_))));
    assert!(matches!(desk.store.undo(None), Err(Error::Usage(_))));
    assert_eq!(desk.store.changes(None, 9).expect("reads"), [undone]);
}

#[test]
fn every_field_is_corrected_and_put_back() {
    check(&Edit::Speaker("Bo Kjær".into()), |entry| {
        entry.row.speaker == "Bo Kjær" && entry.row.speaker_role.is_none() && entry.row.resolution.is_none()
    });
    check(&Edit::Speaker(String::new()), |entry| entry.speaker.is_none() && entry.row.warnings == ["no speaker"]);
    check(&Edit::Parts(vec![place(BRIDGE, "farlig for alle")]), |entry| {
        entry.row.claim == "farlig for alle" && entry.row.context.starts_with("»Broen er farlig")
    });
    let parts = vec![place(BRIDGE, "Broen er"), place(BRIDGE, "alle cyklister")];
    check(&Edit::Parts(parts), |entry| entry.row.claim == "Broen er … alle cyklister");
    check(&Edit::Kind(Kind::Mixed), |entry| entry.row.kind == Kind::Mixed);
    check(&Edit::Stance(Stance::Support), |entry| entry.row.stance == Stance::Support);
    check(&Edit::Act(Act::Promise), |entry| entry.row.act == Act::Promise);
    check(&Edit::Date("2024-02".into()), |entry| entry.row.date == "2024-02");
    check(&Edit::State(State::Checked), |entry| entry.state == State::Checked);
    check(&Edit::State(State::Rejected), |entry| entry.state == State::Rejected);
    check(&Edit::Note("Ringet til kommunen".into()), |entry| entry.note == "Ringet til kommunen");
    check(&Edit::Evidence("https://example.dk/rapport".into()), |entry| entry.evidence.ends_with("rapport"));
}

#[test]
fn a_statement_is_added_corrected_and_taken_away_again() {
    let desk = Desk::with(BRIDGE);
    let article = desk.numbers()[0];
    let before = desk.of(article);
    // White space at the edges does not belong to it.
    let [start, end] = place(BRIDGE, " lukker\n\n");
    let (number, change) = desk.store.add_statement(article, &[[start, end]]).expect("writes");
    let added = desk.store.statement(number).expect("reads").expect("stands");
    assert_eq!((added.row.claim.as_str(), added.row.section), ("lukker", udsagn::label::Section::Headline));
    assert_eq!((added.origin, added.found.is_none(), added.row.confidence), (Origin::Human, true, 1.0));
    assert_eq!((added.row.date.as_str(), added.row.kind), ("2024-03-01", Kind::Indirect));
    assert_eq!(desk.of(article).len(), before.len() + 1);
    let quoted = desk.store.add_statement(article, &[place(BRIDGE, "Jeg forstår")]).expect("writes");
    assert_eq!(desk.store.statement(quoted.0).expect("reads").expect("stands").row.kind, Kind::Direct);
    desk.store.undo(None).expect("writes");

    desk.store.edit(number, &Edit::Speaker("  Bo   Kjær ".into())).expect("writes");
    let named = desk.store.statement(number).expect("reads").expect("stands");
    assert_eq!((named.row.speaker.as_str(), named.speaker), ("Bo Kjær", desk.find("skandale").speaker));
    assert!(named.row.speaker_kind.is_some() && named.row.warnings.is_empty());
    assert!(matches!(desk.store.undo(Some(change.number)), Err(Error::Usage(_))), "a later change stands");
    desk.store.undo(None).expect("writes");
    desk.store.undo(None).expect("writes");
    assert_eq!(desk.of(article), before);
    // Numbers are not given twice.
    assert!(desk.store.add_statement(article, &[[start, end]]).expect("writes").0 > quoted.0);
}

/// Gives a statement a value that cannot be, and looks what is said.
#[track_caller]
fn check_refused(edit: &Edit, told: &str) {
    let desk = Desk::with(BRIDGE);
    let before = desk.find("farlig");
    let fault = desk.store.edit(before.number, edit).expect_err("cannot be");
    assert!(matches!(fault, Error::Usage(_)));
    assert!(fault.to_string().starts_with(told), "{fault}");
    assert_eq!(desk.store.statement(before.number).expect("reads"), Some(before));
    assert!(desk.store.changes(None, 9).expect("reads").is_empty());
}

#[test]
fn values_that_cannot_be_are_refused() {
    let end = BRIDGE.chars().count();
    check_refused(&Edit::Parts(vec![]), "parts: there are none");
    check_refused(&Edit::Parts(vec![[0, end + 1]]), "parts: a part is not in the text");
    check_refused(&Edit::Parts(vec![[5, 2]]), "parts: a part is not in the text");
    check_refused(&Edit::Parts(vec![[12, 14]]), "parts: a part holds no word");
    check_refused(&Edit::Parts(vec![[0, 9], [4, 12]]), "parts: they overlap");
    check_refused(&Edit::Parts(vec![[6, 12], [0, 5]]), "parts: they overlap");
    check_refused(&Edit::Date("i går".into()), "date: ");
    check_refused(&Edit::Date("2023-02-29".into()), "date: ");
    check_refused(&Edit::Evidence("javascript:alert(1)".into()), "evidence: ");
    check_refused(&Edit::Evidence("https://".into()), "evidence: ");
    check_refused(&Edit::Evidence("https://a.dk/ b".into()), "evidence: ");
    check_refused(&Edit::Note("æ".repeat(10_001)), "note: ");
    check_refused(&Edit::Speaker("Ida\u{7}Holm".into()), "speaker: ");
    let desk = Desk::with(BRIDGE);
    for fault in [
        desk.store.edit(99, &Edit::Note("x".into())).expect_err("none"),
        desk.store.add_statement(99, &[[0, 1]]).expect_err("none"),
        desk.store.undo(Some(99)).expect_err("none"),
        desk.store.merge(99, 1).expect_err("none"),
        desk.store.merge(1, 1).expect_err("one"),
        desk.store.split(&[]).expect_err("none"),
    ] {
        assert!(matches!(fault, Error::Usage(_)), "{fault}");
    }
}

#[test]
fn changes_are_undone_from_the_last_and_not_under_a_later_one() {
    let desk = Desk::with(BRIDGE);
    let entry = desk.find("farlig");
    let edit = |edit| desk.store.edit(entry.number, &edit).expect("writes").expect("a change").number;
    let first = edit(Edit::Note("a".into()));
    let second = edit(Edit::Note("b".into()));
    let other = edit(Edit::Act(Act::Promise));
    let fault = desk.store.undo(Some(first)).expect_err("a later one stands").to_string();
    assert!(fault.ends_with("a later change of the same value stands"), "{fault}");
    assert_eq!(desk.store.undo(Some(second)).expect("writes").number, second);
    assert_eq!(desk.store.undo(None).expect("writes").number, other);
    assert_eq!(desk.store.undo(None).expect("writes").number, first);
    assert_eq!(desk.store.statement(entry.number).expect("reads"), Some(entry));
    let changes = desk.store.changes(None, 2).expect("reads");
    assert_eq!(
        changes.iter().map(|change| (change.number, change.undone)).collect::<Vec<_>>(),
        [(other, true), (second, true)]
    );
}
