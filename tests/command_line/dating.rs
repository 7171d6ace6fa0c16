//! `udsagn date`: expressions in, dates out.

use super::Case;

/// Runs `udsagn date` with the arguments, parted by `|`, and checks the lines that it prints.
#[track_caller]
fn check(arguments: &str, expected: &[&str]) {
    let arguments: Vec<&str> = std::iter::once("date").chain(arguments.split('|')).collect();
    let ran = Case::new().run(&arguments);
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), expected, "{arguments:?}");
    ran.check(0, &[]);
}

#[test]
fn every_expression_has_its_line() {
    check(
        "i går|17 mænd|sidste uge|den 3. maj|--published|2024-03-13",
        &["2024-03-12", "-", "2024-03-04/2024-03-10", "2023-05-03"],
    );
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_known() {
    check("i går|3. maj 2022|i juni", &["-", "2022-05-03", "XXXX-06"]);
}

#[test]
fn a_bare_weekday_looks_back_or_ahead() {
    check("fredag|på fredag|--published|2024-03-13", &["2024-03-08", "2024-03-15"]);
    check("fredag|i fredags|--published|2024-03-13|--future", &["2024-03-15", "2024-03-08"]);
}

#[test]
fn the_day_of_publication_is_read_in_any_usual_form() {
    for day in ["2024-03-13", "13. marts 2024", "Wed, 13 Mar 2024 10:15:00 +0100", "2024-03-13T23:59:00+01:00"] {
        check(&format!("i dag|--published|{day}"), &["2024-03-13"]);
    }
}

#[test]
fn a_day_that_is_none_is_a_usage_error() {
    let ran = Case::new().run(&["date", "i går", "--published", "2024-13-45"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.told.contains("2024-13-45") && ran.told.contains("not a date"), "{}", ran.told);
}
