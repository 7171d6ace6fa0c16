//! Every correction, the record of it, and its undoing.

use udsagn::Error;
use udsagn::desk::store::{Edit, Entry, State};
use udsagn::label::{Act, Kind, Stance};

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
    assert_eq!(desk.store.changes(Some(before.number), 9).expect("reads"), [change.clone()]);

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
