//! One speaker under several names, and several under one.

use udsagn::desk::store::{Edit, Entry, Filter, SpeakerNumber};
use udsagn::label::Stance;

use super::{BRIDGE, Desk};

const LATER: &str = "Broen åbner\n\n»Broen er sikker igen,« siger borgmester Ida Holm.\n\n\
    »Vi holder øje med broen,« siger Søren Holm.\n\n»Det var på tide,« siger Bo Kjær.\n";

fn desk() -> Desk {
    let desk = Desk::with(BRIDGE);
    desk.add("b", "2024-05-01", LATER);
    desk
}

/// The number of a name.
#[track_caller]
fn number(desk: &Desk, name: &str) -> SpeakerNumber {
    desk.store.speaker_of(name).expect("reads").expect("is known")
}

/// How many statements a speaker has.
fn count(desk: &Desk, number: SpeakerNumber) -> usize {
    desk.list(&Filter { speaker: Some(number), ..Filter::default() }).len()
}

#[test]
fn a_speaker_is_one_in_all_articles() {
    let desk = desk();
    let ida = desk.store.speaker(number(&desk, "IDA HOLM")).expect("reads").expect("is known");
    assert_eq!((ida.name.as_str(), &ida.names[..]), ("Ida Holm", &[("Ida Holm".to_owned(), 3)][..]));
    let days: Vec<_> = ida.entries.iter().filter_map(|entry| entry.row.published.as_deref()).collect();
    assert_eq!(days, ["2024-03-01", "2024-03-01", "2024-05-01"]);
    assert_eq!(ida.stances.iter().map(|(_, count)| count).sum::<u64>(), 3);
    assert!(ida.roles.iter().any(|(role, _)| role == "borgmester"), "{:?}", ida.roles);
    let soeren = number(&desk, "Soeren Holm");
    assert_eq!(ida.perhaps, [(soeren, "Søren Holm".to_owned(), 1)]);
    assert_eq!(desk.store.speaker(999).expect("reads"), None);
}

#[test]
fn names_are_completed() {
    let desk = desk();
    let complete =
        |words| desk.store.speakers(words, 9).expect("reads").into_iter().map(|found| found.1).collect::<Vec<_>>();
    assert_eq!(complete("hol"), ["Ida Holm", "Søren Holm"]);
    assert_eq!(complete("soe"), ["Søren Holm"]);
    assert_eq!(complete("kjae"), ["Bo Kjær"]);
    assert!(complete("olm").is_empty() && complete("%").is_empty() && complete("'").is_empty());
    assert_eq!(desk.store.speakers("", 2).expect("reads").len(), 2);
}

#[test]
fn two_are_merged_also_for_articles_to_come_and_parted_again() {
    let desk = desk();
    let (ida, soeren) = (number(&desk, "Ida Holm"), number(&desk, "Søren Holm"));
    let before = desk.all();
    let change = desk.store.merge(soeren, ida).expect("writes");
    assert_eq!(
        (change.what.as_str(), change.before["name"].as_str(), change.after["name"].as_str()),
        ("merge", Some("Søren Holm"), Some("Ida Holm"))
    );
    assert_eq!((count(&desk, ida), count(&desk, soeren), number(&desk, "Søren Holm")), (4, 0, ida));
    let names = desk.store.speaker(ida).expect("reads").expect("is known").names;
    assert_eq!(names, [("Ida Holm".to_owned(), 3), ("Søren Holm".to_owned(), 1)]);
    desk.add("c", "2024-06-01", "»Broen holder,« siger Søren Holm.\n");
    assert_eq!(count(&desk, ida), 5);
    let restated = desk.find("Broen holder").number;
    desk.store.undo(None).expect("writes");
    assert_eq!((count(&desk, ida), count(&desk, soeren)), (3, 2));
    assert!(desk.store.undo(Some(change.number)).is_err());
    let old: Vec<_> = desk.all().into_iter().filter(|entry| entry.number != restated).collect();
    assert_eq!(old, before);
}

#[test]
fn one_is_split_and_stays_so() {
    let desk = desk();
    let ida = number(&desk, "Ida Holm");
    let before = desk.all();
    let sure = desk.find("sikker igen").number;
    let (other, change) = desk.store.split(&[sure]).expect("writes");
    assert_eq!((count(&desk, ida), count(&desk, other), change.what.as_str()), (2, 1, "split"));
    let entry = desk.store.speaker(other).expect("reads").expect("is known");
    assert_eq!((entry.name.as_str(), entry.perhaps.first().map(|perhaps| perhaps.0)), ("Ida Holm", Some(ida)));
    // Read again, it is still another; the name goes on meaning the first.
    desk.add("b", "2024-05-01", &LATER.replace("på tide", "på høje tid"));
    assert_eq!((count(&desk, other), number(&desk, "Ida Holm")), (1, ida));
    assert!(desk.store.split(&[sure]).is_err(), "nothing would be left");
    assert!(desk.store.split(&[sure, desk.find("vreden").number]).is_err(), "of two speakers");
    desk.add("b", "2024-05-01", LATER);
    desk.store.undo(Some(change.number)).expect("writes");
    let speakers = |entries: &[Entry]| entries.iter().map(|entry| entry.speaker).collect::<Vec<_>>();
    assert_eq!(speakers(&desk.all()), speakers(&before));
}

#[test]
fn a_merge_under_a_later_one_cannot_be_undone() {
    let desk = desk();
    let [ida, soeren, bo] = ["Ida Holm", "Søren Holm", "Bo Kjær"].map(|name| number(&desk, name));
    let first = desk.store.merge(soeren, ida).expect("writes");
    desk.store.merge(ida, bo).expect("writes");
    assert!(desk.store.undo(Some(first.number)).is_err());
    desk.store.undo(None).expect("writes");
    desk.store.undo(None).expect("writes");
    assert_eq!([ida, soeren, bo].map(|speaker| count(&desk, speaker)), [3, 1, 2]);
}

#[test]
fn another_name_is_another_speaker_and_rejected_ones_do_not_count() {
    let desk = desk();
    let entry = desk.find("skandale");
    desk.store.edit(entry.number, &Edit::Speaker("Else Friis".into())).expect("writes");
    let else_friis = number(&desk, "Else Friis");
    assert_eq!((count(&desk, else_friis), count(&desk, number(&desk, "Bo Kjær"))), (1, 1));
    desk.store.edit(entry.number, &Edit::State(udsagn::label::State::Rejected)).expect("writes");
    let speaker = desk.store.speaker(else_friis).expect("reads").expect("is known");
    assert!(speaker.entries.is_empty() && speaker.names.is_empty() && speaker.name == "Else Friis");
    assert!(desk.store.speakers("else", 9).expect("reads").is_empty());
    desk.store.undo(None).expect("writes");
    desk.store.edit(entry.number, &Edit::Stance(Stance::Neutral)).expect("writes");
    assert_eq!(desk.store.speakers("else", 9).expect("reads"), [(else_friis, "Else Friis".to_owned(), 1)]);
}
