//! The days of the year that have a name, by the rule that places them.

use jiff::civil::{Date, Weekday};

use super::calc::plus;

/// How a day with a name is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// `12-24`: the same day every year.
    Fixed(i8, i8),
    /// `easter-2`: so many days from Easter Sunday.
    Easter(i32),
    /// `05 7#2`: the second Sunday of May.
    Nth { month: i8, weekday: i8, nth: i8 },
    /// `12-25<7-21`: so many days from the last Sunday before 25 December.
    Before { month: i8, day: i8, weekday: i8, shift: i32 },
}

/// A day or a run of days with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holiday {
    first: Place,
    last: Option<Place>,
    /// Days from the first to the second of its kind: 1 for 2. juledag, 7 for 2. søndag i advent.
    step: i32,
}

impl Holiday {
    /// Reads `12-24`, `easter+1`, `05 7#2`, `12-25<7-21`, or two of them joined by `/` for a run of days.
    pub(super) fn parse(rule: &str, step: i32) -> Option<Self> {
        let mut places = rule.split('/');
        let first = Place::parse(places.next()?)?;
        let last = match places.next() {
            Some(place) => Some(Place::parse(place)?),
            None => None,
        };
        places.next().is_none().then_some(Self { first, last, step })
    }

    /// First and last day in `year`; `nth` counts from 1 (1. juledag, 2. juledag).
    pub(super) fn days(self, year: i16, nth: i16) -> Option<(Date, Date)> {
        let first = self.first.in_year(year)?;
        let first = plus(first, i32::from(nth - 1).checked_mul(self.step)?)?;
        let last = match self.last {
            Some(place) => place.in_year(year)?,
            None => first,
        };
        Some((first, last))
    }

    /// Month and day, where they are the same every year.
    pub(super) fn fixed(self, nth: i16) -> Option<(i8, i8)> {
        match (self.first, self.last) {
            (Place::Fixed(..), None) => {
                let (day, _) = self.days(2000, nth)?;
                Some((day.month(), day.day()))
            }
            _ => None,
        }
    }
}

impl Place {
    fn parse(rule: &str) -> Option<Self> {
        if let Some(shift) = rule.strip_prefix("easter") {
            return Some(Self::Easter(if shift.is_empty() { 0 } else { shift.parse().ok()? }));
        }
        if let Some((month, rest)) = rule.split_once(' ') {
            let (weekday, nth) = rest.split_once('#')?;
            return Some(Self::Nth {
                month: month.parse().ok()?,
                weekday: weekday.parse().ok()?,
                nth: nth.parse().ok()?,
            });
        }
        if let Some((before, rest)) = rule.split_once('<') {
            let (month, day) = before.split_once('-')?;
            let (weekday, shift) = rest.split_at_checked(1)?;
            return Some(Self::Before {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
                weekday: weekday.parse().ok()?,
                shift: if shift.is_empty() { 0 } else { shift.parse().ok()? },
            });
        }
        let (month, day) = rule.split_once('-')?;
        Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?))
    }

    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Easter(shift) => plus(easter(year)?, shift),
            Self::Nth { month, weekday, nth } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Self::Before { month, day, weekday, shift } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let day = Date::new(year, month, day).ok()?.nth_weekday(-1, weekday).ok()?;
                plus(day, shift)
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in
            [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }
}
