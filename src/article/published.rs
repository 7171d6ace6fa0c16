//! Reads a day of publication.

use jiff::civil::Date;

use super::{Item, Notice};

/// Newspapers are younger than the first and nothing is published after the last: years outside are nonsense,
/// such as the year 1 of an empty field.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

const MONTHS: [(&str, &str); 12] = [
    ("jan", "januar"),
    ("feb", "februar"),
    ("mar", "marts"),
    ("apr", "april"),
    ("maj", "maj"),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "august"),
    ("sep", "september"),
    ("okt", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
];

/// English and Norwegian names where they differ from the Danish ones.
const OTHER_MONTHS: [(&str, i8); 12] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("mars", 3),
    ("may", 5),
    ("mai", 5),
    ("june", 6),
    ("july", 7),
    ("oct", 10),
    ("october", 10),
    ("des", 12),
    ("desember", 12),
];

/// The day that `value` names, or nothing where it names none.
///
/// Reads ISO 8601 (`2017-09-14`, `20170914`, with a time and zone after it), RFC 2822
/// (`Thu, 14 Sep 2017 10:15:00 +0200`) and Danish and Norwegian dates (`14. september 2017`, `14-09-2017`, `14.9.2017`,
/// `14/9 2017`), a weekday and a time around them or not. The day is the one that is written; no zone is converted.
/// A year of two digits is no year, for then day and year cannot be told apart.
pub fn day(value: &str) -> Option<Date> {
    let mut parts = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .skip_while(|part| is_lead(part));
    let first = parts.next()?;
    if let Some(date) = iso(first) {
        return Some(date);
    }
    let second = parts.next();
    if let Some(date) = danish_numbers(first, second) {
        return Some(date);
    }
    let month = second?.trim_end_matches('.');
    let month = named_month(month).or_else(|| number(month, 1..=2))?;
    date(parts.next()?, month, number(first.trim_end_matches('.'), 1..=2)?)
}

/// As [`day`], for the article at `place`; a value that names no day is told of.
pub(super) fn read(value: &str, place: &str, items: &mut Vec<Item>) -> Option<Date> {
    let day = day(value);
    if day.is_none() && !value.is_empty() {
        let shown: String = value.chars().take(40).collect();
        let message = format!("`published` is no date that can be read: {shown:?}; counts as unknown");
        items.push(Item::Warning(Notice::new(place, message)));
    }
    day
}

/// `torsdag`, `Thu`, `d.`, `den`: what may stand before the date.
fn is_lead(part: &str) -> bool {
    let bare = part.trim_end_matches('.');
    !bare.is_empty() && bare.chars().all(char::is_alphabetic)
}

fn iso(part: &str) -> Option<Date> {
    let written = part.split(['T', 't']).next()?;
    let mut pieces = written.split('-');
    match (pieces.next()?, pieces.next(), pieces.next(), pieces.next()) {
        (whole, None, None, None) if whole.len() == 8 && whole.is_ascii() => {
            let day = number(&whole[6..], 2..=2)?;
            date(&whole[..4], number(&whole[4..6], 2..=2)?, day)
        }
        (year, Some(month), Some(day), None) => {
            let day = number(day, 1..=2)?;
            date(year, number(month, 1..=2)?, day)
        }
        _ => None,
    }
}

/// `14-09-2017`, `14.9.2017`, `14/9/2017`, `14/9 2017`.
fn danish_numbers(first: &str, second: Option<&str>) -> Option<Date> {
    let sign = first.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, '-' | '.' | '/') {
        return None;
    }
    let mut pieces = first.split(sign);
    let day = number(pieces.next()?, 1..=2)?;
    let month = number(pieces.next()?, 1..=2)?;
    let year = match pieces.next() {
        Some(year) if !year.is_empty() => year,
        _ => second?,
    };
    if pieces.next().is_some() {
        return None;
    }
    date(year, month, day)
}

fn named_month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let danish = MONTHS
        .iter()
        .zip(1..)
        .find(|((short, long), _)| word == *short || word == *long || (word == "sept" && *short == "sep"));
    let other = OTHER_MONTHS.iter().find(|(name, _)| word == *name);
    danish.map(|(_, month)| month).or(other.map(|(_, month)| *month))
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i8> {
    let plain = length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn date(year: &str, month: i8, day: i8) -> Option<Date> {
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<&str>) {
        assert_eq!(day(value).map(|day| day.to_string()).as_deref(), expected, "{value:?}");
    }

    #[test]
    fn every_usual_form_is_read() {
        for value in [
            "2017-09-14",
            " 2017-9-14 ",
            "20170914",
            "2017-09-14T23:30:00Z",
            "2017-09-14T10:15:00.123+02:00",
            "2017-09-14T10:15+02:00[Europe/Copenhagen]",
            "2017-09-14 10:15:00 +0200",
            "Thu, 14 Sep 2017 10:15:00 +0200",
            "14 Sep 2017 10:15:00 GMT",
            "14. 9. 2017",
            "14. september 2017",
            "torsdag den 14. september 2017 kl. 10.15",
            "Torsdag d. 14. Sep. 2017",
            "14-09-2017",
            "14.9.2017",
            "14/09/2017 10:15",
            "14/9 2017",
        ] {
            check(value, Some("2017-09-14"));
        }
        check("1. maj 2020", Some("2020-05-01"));
        check("Mon, 2 Oct 2023 08:00:00 +0200", Some("2023-10-02"));
        for (value, expected) in
            [("tirsdag 5. mars 2024", "2024-03-05"), ("17. mai 2023", "2023-05-17"), ("1. des. 2023", "2023-12-01")]
        {
            check(value, Some(expected));
        }
        check("24. desember 2023 kl. 17.00", Some("2023-12-24"));
        check("29-02-2024", Some("2024-02-29"));
    }

    #[test]
    fn nonsense_is_unknown() {
        for value in [
            "",
            "-",
            "i går",
            "2017",
            "september 2017",
            "2017-13-01",
            "2017-02-30",
            "0001-01-01",
            "14-09-17",
            "14/9",
            "14/9-17",
            "31. april 2017",
            "14. smaragd 2017",
            "1505347200",
            "2017-09-14-3",
            "14-9-2017-1",
            "١٤-٠٩-٢٠١٧",
            "9999-99-99T",
            "ååååååå",
        ] {
            check(value, None);
        }
    }
}
