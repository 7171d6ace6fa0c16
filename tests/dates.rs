//! Expressions of time: found, left alone, and resolved.
#![allow(missing_docs)]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::Deserialize;
use udsagn::Language;
use udsagn::dates::{Calendar, DateValue, Tense};

const WEDNESDAY: Date = date(2024, 3, 13);

fn calendar() -> &'static Calendar {
    static CALENDAR: LazyLock<Calendar> =
        LazyLock::new(|| Calendar::of(Language::default()).expect("the grammar loads"));
    &CALENDAR
}

/// What is found in `text`: the dates, `-` for one without.
fn read(calendar: &Calendar, text: &str, published: Option<Date>, tense: Tense) -> Vec<String> {
    let resolve = |expression| calendar.resolve(expression, published, tense);
    let name = |value: Option<_>| value.map_or("-".to_owned(), |value: udsagn::dates::DateValue| value.to_string());
    calendar.find(text).iter().map(resolve).map(name).collect()
}

#[test]
fn examples_of_the_grammar_hold() {
    let mut wrong = vec![];
    for language in Language::all() {
        let calendar = Calendar::of(language).expect("the grammar loads");
        for example in Calendar::examples(language).expect("the grammar loads") {
            let expect = if example.expect.is_empty() { vec![] } else { vec![example.expect.clone()] };
            let got = read(&calendar, &example.text, Some(WEDNESDAY), Tense::Unknown);
            if got != expect {
                wrong.push(format!("{language:?} {}: {:?} gives {got:?}, not {expect:?}", example.rule, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    published: Option<String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// One date a time found, parted by spaces; `-` for one that cannot be resolved; empty where there is none.
    #[serde(default)]
    expect: String,
    #[serde(default)]
    tense: String,
}

fn tense(word: &str) -> Tense {
    match word {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        "" => Tense::Unknown,
        other => panic!("{other:?} is no tense"),
    }
}

/// Every case of the table gives the times that it expects; gives how many there were.
fn check(name: &str) -> usize {
    let path = format!("{}/tests/dates/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the table is there");
    let table: Table = toml::from_str(&text).expect("the table is sound");
    let published = table.published.map(|day| day.parse().expect("a day"));
    let mut wrong = vec![];
    let mut times = 0;
    for case in &table.cases {
        let expect: Vec<_> = case.expect.split_whitespace().collect();
        let got = read(calendar(), &case.text, published, tense(&case.tense));
        if got != expect {
            wrong.push(format!("{:?} {} gives {got:?}, not {expect:?}", case.text, case.tense));
        }
        times += expect.len();
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    if times == 0 { table.cases.len() } else { times }
}

macro_rules! tables {
    ($($test:ident $name:literal at_least $count:literal),+ $(,)?) => {
        $(#[test]
        fn $test() {
            assert!(check($name) >= $count);
        })+
    };
}

tables! {
    weekdays "weekdays" at_least 60,
    days "days" at_least 35,
    dates_in_full "dates" at_least 55,
    months "months" at_least 50,
    units "units" at_least 70,
    years "years" at_least 40,
    seasons "seasons" at_least 30,
    holidays "holidays" at_least 40,
    without_a_day_of_publication "unknown-day" at_least 25,
    the_end_of_a_year "edges" at_least 15,
    no_times "none" at_least 55,
}

#[test]
fn a_whole_text_is_resolved() {
    let check = |text: &str, expect: Option<&str>| {
        let got = calendar().resolve_text(text, Some(WEDNESDAY), Tense::Unknown);
        assert_eq!(got.map(|date| date.to_string()).as_deref(), expect, "{text:?}");
    };
    check("  i går ", Some("2024-03-12"));
    check("tirsdag kl. 14.30", Some("2024-03-12"));
    check("juni", Some("2023-06"));
    check("2019", Some("2019"));
    check("3/5", Some("2023-05-03"));
    check("sommer", Some("2023-22"));
    check("man.", Some("2024-03-11"));
    check("Tirs. aften", Some("2024-03-12"));
    check("i jan.", Some("2024-01"));
    check("sept.", Some("2023-09"));
    check("ma.", None);
    check("kl.", None);
    check("i går og i dag", None);
    check("sagde i går", None);
    check("hest", None);
    check("", None);
}

#[test]
fn spans_hold_the_words() {
    let check = |text: &str, expect: &[&str]| {
        let found = calendar().find(text);
        let words: Vec<_> = found.iter().map(|found| found.span.of(text)).collect();
        assert_eq!(words, expect, "{text:?}");
    };
    check("Ærøs råd sagde i ga\u{030A}r aftes, at »på mandag« er for sent.", &["i ga\u{030A}r aftes", "på mandag"]);
    check("I en mail fra 2019 og i maj.", &["2019", "i maj"]);
    check("Mødet tirsdag den 12. marts kl. 14.30 blev aflyst.", &["tirsdag den 12. marts kl. 14.30"]);
    check("mandag\n\n3. maj", &["mandag", "3. maj"]);
}

#[test]
fn what_points_back_counts_from_another_date() {
    let check = |text: &str, anchor: DateValue, expect: &str| {
        let found = calendar().find(text);
        let [one] = found.as_slice() else { panic!("{text:?} gives {found:?}") };
        assert!(calendar().points_back(one), "{text:?}");
        let got = calendar().resolve_from(one, anchor).map_or_else(|| "-".to_owned(), |date| date.to_string());
        assert_eq!(got, expect, "{text:?} from {anchor}");
    };
    let day = DateValue::Day(date(2020, 12, 3));
    check("to dage senere", day, "2020-12-05");
    check("dagen efter", day, "2020-12-04");
    check("aftenen før", day, "2020-12-02");
    check("en uge senere", day, "2020-12-10");
    check("ugen efter", day, "2020-12-07/2020-12-13");
    check("tre måneder senere", day, "2021-03");
    check("året efter", day, "2021");
    check("to år forinden", day, "2018");
    check("samme dag", day, "2020-12-03");
    check("samme aften", day, "2020-12-03");
    check("samme måned", day, "2020-12");
    check("samme år", day, "2020");
    check("i maj samme år", day, "2020-05");
    check("den 3. maj samme år", day, "2020-05-03");
    check("den følgende mandag", day, "2020-12-07");
    check("næste dag", day, "2020-12-04");
    check("dengang", day, "2020-12-03");
    check("to dage senere", DateValue::DayOfSomeYear(6, 30), "XXXX-07-02");
    check("en måned senere", DateValue::MonthOfSomeYear(12), "XXXX-01");
    check("to dage senere", DateValue::Month(2021, 5), "2021-05");
    check("året efter", DateValue::Year(1999), "2000");
    check("ti år senere", DateValue::Decade(1990), "-");
}

#[test]
fn attributive_times_are_marked() {
    let found = calendar().find("På mandagens møde talte de om sidste års regnskab i går.");
    let marks: Vec<_> = found.iter().map(|found| found.attributive).collect();
    assert_eq!(marks, [true, true, false]);
}

/// Words of the grammar in any order, with what may stand between them.
fn clutter() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "i",
        "I",
        "på",
        "den",
        "d.",
        "natten",
        "til",
        "mellem",
        "og",
        "fra",
        "for",
        "siden",
        "om",
        "mandag",
        "Fredag",
        "lørdags",
        "maj",
        "jan.",
        "januar",
        "måned",
        "uge",
        "år",
        "a\u{30A}r",
        "sidste",
        "næste",
        "første",
        "3.",
        "31",
        "2024",
        "'98",
        "3/5",
        "03-05-2022",
        "1990'erne",
        "90’erne",
        "1800-tallet",
        "kvartal",
        "jul",
        "påskedag",
        "går",
        "dag",
        "tyve",
        "sommeren",
        "kl.",
        "14.30",
        "-",
        "–",
        ",",
        ".",
        "«",
        "🙂",
        "\n",
        "\n\n",
        "\u{a0}",
        "Æ",
        "9999",
        "32767",
        "99999999",
        "slutningen",
        "af",
        "i",
        "samme",
    ]);
    let gap = prop::sample::select(vec![" ", "", " ", "\u{a0}", "\n", " "]);
    prop::collection::vec((words, gap), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(?s).*") {
        spans_are_sound(&text)?;
    }

    #[test]
    fn any_jumble_of_times_is_read(text in clutter(), year in 1i16..=9999) {
        spans_are_sound(&text)?;
        for day in [date(year, 1, 1), date(year, 12, 31)] {
            for found in calendar().find(&text) {
                for tense in [Tense::Past, Tense::Future] {
                    let _ = calendar().resolve(&found, Some(day), tense);
                }
            }
        }
    }
}

fn spans_are_sound(text: &str) -> Result<(), TestCaseError> {
    let mut last = 0;
    for found in calendar().find(text) {
        prop_assert!(last <= found.span.start() && !found.span.is_empty());
        prop_assert!(!found.span.of(text).is_empty());
        last = found.span.end();
        let _ = calendar().resolve(&found, Some(WEDNESDAY), Tense::Past);
    }
    Ok(())
}
