//! The same claim in several articles.

use udsagn::desk::store::{Edit, Filter};

use super::{Desk, place};
use udsagn::label::State;

const CLAIM: &str = "Vi har aldrig fået en eneste klage over den nye bro";
const NEARLY: &str = "Vi har aldrig fået en eneste klage over den gamle bro";
const OTHER: &str = "Vi har ikke modtaget en eneste indsigelse imod den nye vej";

fn text(claim: &str) -> String {
    format!("Nyt fra byen\n\n»{claim},« siger Ida Holm.\n")
}

/// A desk with a claim an article, by days of which the second is the earliest.
fn desk(claims: &[&str]) -> Desk {
    let desk = Desk::new();
    let days = ["2024-03-05", "2024-03-02", "2024-03-09", "2024-03-10"];
    for ((claim, day), id) in claims.iter().zip(days).zip(["a", "b", "c", "d"]) {
        desk.add(id, day, &text(claim));
    }
    desk
}

/// In how many places each claim stands, by day.
fn appearances(desk: &Desk) -> Vec<u32> {
    let all = desk.list(&Filter { order: udsagn::label::Order::Earliest, ..Filter::default() });
    all.iter().map(|entry| entry.same.as_ref().map_or(1, |same| same.appearances)).collect()
}

#[test]
fn nearly_the_same_words_are_grouped_across_articles() {
    let desk = desk(&[CLAIM, NEARLY, OTHER]);
    assert_eq!(appearances(&desk), [2, 2, 1]);
    let same = desk.find("nye bro").same.expect("is grouped");
    assert_eq!((same.first_day.as_str(), same.first_source.as_str()), ("2024-03-02", "Avisen"));
    assert_eq!(desk.list(&Filter { same: Some(same.group), ..Filter::default() }).len(), 2);
}

#[test]
fn within_one_article_or_of_few_words_it_is_none() {
    let twice = format!("{}\n»{CLAIM},« gentager Ida Holm.\n", text(CLAIM));
    let one = Desk::with(&twice);
    assert_eq!(appearances(&one), [1, 1]);
    assert_eq!(appearances(&desk(&["Det er godt", "Det er godt"])), [1, 1]);
    assert_eq!(appearances(&desk(&["Det er meget godt", "Det er meget godt"])), [2, 2]);
    assert_eq!(appearances(&desk(&["Det er meget godt", "Det er meget dårligt"])), [1, 1]);
}

#[test]
fn groups_follow_what_becomes_of_statements() {
    let desk = desk(&[CLAIM, NEARLY, CLAIM]);
    assert_eq!(appearances(&desk), [3, 3, 3]);
    // What is no statement is no appearance.
    let first = desk.find("gamle").number;
    desk.store.edit(first, &Edit::State(State::Rejected)).expect("writes");
    assert_eq!(appearances(&desk), [2, 2]);
    desk.store.undo(None).expect("writes");
    assert_eq!(appearances(&desk), [3, 3, 3]);
    let parts = vec![place(&text(NEARLY), "den gamle bro")];
    desk.store.edit(first, &Edit::Parts(parts)).expect("writes");
    assert_eq!(appearances(&desk), [1, 2, 2]);
    desk.store.undo(None).expect("writes");
    desk.add("c", "2024-03-09", &text(OTHER));
    assert_eq!(appearances(&desk), [2, 2, 1]);
    desk.add("a", "2024-03-05", &text(OTHER));
    assert_eq!(appearances(&desk), [1, 2, 2]);
}

#[test]
fn what_was_held_together_by_one_is_parted_without_it() {
    // The middle one is near both others, which are not near each other.
    let left = "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten";
    let middle = "en to tre fire fem seks syv otte ni ti elleve tolv tretten hund kat mus";
    let right = "and gås due fire fem seks syv otte ni ti elleve tolv tretten hund kat mus";
    let desk = desk(&[left, middle, right]);
    let before = appearances(&desk);
    desk.store
        .edit(
            desk.find("tre fire fem seks syv otte ni ti elleve tolv tretten hund").number,
            &Edit::State(State::Rejected),
        )
        .expect("writes");
    assert_eq!((before, appearances(&desk)), (vec![3, 3, 3], vec![1, 1]));
}
