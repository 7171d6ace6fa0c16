//! Dates as rows have them: Extended Date/Time Format (ISO 8601-2) level 1, as words.

use jiff::civil::Date;

/// Every form that rows have: a day, month, season, year, decade, century or interval, a month or day of an unknown
/// year, or nothing.
pub(crate) const PATTERN: &str = r"^$|^(\d{4}|\d{3}X|\d{2}XX|XXXX)(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?$";

/// The day of `2024-03-05`; nothing where a date is anything but a full day.
pub(crate) fn full_day(date: &str) -> Option<Date> {
    date.parse().ok().filter(|_| date.len() == "2024-03-05".len())
}

/// Whether a date is also one of ISO 8601: a day, a month or a year that is wholly known.
pub(crate) fn is_iso(date: &str) -> bool {
    let mut parts = date.split('-');
    parts.next().is_some_and(|year| is_digits(year, 4))
        && parts.by_ref().take(2).all(|part| is_digits(part, 2))
        && parts.next().is_none()
}

/// Whether words are a date as rows have it, with days that there are; also nothing.
#[cfg(feature = "desk")]
pub(crate) fn is_date(date: &str) -> bool {
    let is_year = |year: &str| {
        let digits = year.trim_end_matches('X');
        year == "XXXX"
            || is_digits(year, 4)
            || (year.len() == 4 && is_digits(digits, digits.len()) && digits.len() >= 2)
    };
    let is_one = |date: &str| {
        let parts: Vec<&str> = date.split('-').collect();
        let (year, rest) = (parts[0], &parts[1..]);
        let number = |part: &str| is_digits(part, 2).then(|| part.parse::<i8>().ok()).flatten();
        is_year(year)
            && match rest {
                [] => true,
                // 21 to 24 are seasons.
                [month] => number(month).is_some_and(|month| (1..=12).contains(&month) || (21..=24).contains(&month)),
                [month, day] => {
                    let year = year.parse().unwrap_or(2000);
                    let date = number(month).zip(number(day));
                    date.is_some_and(|(month, day)| Date::new(year, month, day).is_ok())
                }
                _ => false,
            }
    };
    let is_number = |date: &str| date.bytes().take(4).all(|byte| byte.is_ascii_digit());
    match date.split_once('/') {
        Some((from, to)) => is_one(from) && is_one(to) && is_number(to),
        None => date.is_empty() || is_one(date),
    }
}

fn is_digits(words: &str, count: usize) -> bool {
    words.len() == count && words.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_iso() {
        for date in ["2024", "2024-03", "2024-03-05"] {
            assert!(is_iso(date), "{date}");
        }
        for date in ["", "XXXX-06", "2024-03-11/2024-03-17", "2024-21~", "201X", "2024-03-05-01", "-2024"] {
            assert!(!is_iso(date), "{date}");
        }
    }

    #[cfg(feature = "desk")]
    #[test]
    fn dates_are_those_of_rows() {
        let pattern = regex::Regex::new(PATTERN).expect("a pattern");
        for date in ["", "2024-02-29", "2024-02", "2024", "202X", "20XX", "XXXX-05-03", "2024-21", "2024-03/2024-05"] {
            assert!(is_date(date) && pattern.is_match(date), "{date}");
        }
        for date in ["2023-02-29", "2024-13", "24", "i går", "2024-3-1", "2024/", "/", "2024-01-01/i dag", "2XXX", "-"]
        {
            assert!(!is_date(date), "{date}");
        }
    }
}
