//! Arithmetic with days that ends in nothing rather than a fault at the edge of the calendar.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::value::DateValue;

/// `day` and so many days.
pub(super) fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Year and month, so many months from those of `day`.
pub(super) fn month_from(day: Date, months: i32) -> Option<(i16, i8)> {
    let count = (i32::from(day.year()) * 12 + i32::from(day.month()) - 1).checked_add(months)?;
    let year = year(count.div_euclid(12))?;
    Some((year, i8::try_from(count.rem_euclid(12) + 1).ok()?))
}

/// A year that the calendar can hold in four digits.
pub(super) fn year(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (0..=9999).contains(year))
}

/// The year so many years from that of `day`.
pub(super) fn year_from(day: Date, years: i32) -> Option<i16> {
    year(i32::from(day.year()).checked_add(years)?)
}

/// Monday of the week so many weeks from that of `day`.
pub(super) fn monday(day: Date, weeks: i32) -> Option<Date> {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    plus(day, weeks.checked_mul(7)?.checked_sub(back)?)
}

/// A length of time that words count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Week,
    Month,
    Year,
    Weekend,
    Quarter,
    Decade,
    Day,
}

impl Unit {
    /// The unit of a number in the data.
    pub(super) fn of(number: i16) -> Option<Self> {
        Some(match number {
            1 => Self::Week,
            2 => Self::Month,
            3 => Self::Year,
            4 => Self::Weekend,
            5 => Self::Quarter,
            6 => Self::Decade,
            7 => Self::Day,
            _ => return None,
        })
    }
}

/// The unit that is so many units from the one that holds `day`.
pub(super) fn from_day(day: Date, unit: Unit, count: i32) -> Option<DateValue> {
    match unit {
        Unit::Day => plus(day, count).map(DateValue::Day),
        Unit::Week => {
            let first = monday(day, count)?;
            Some(DateValue::Days(first, plus(first, 6)?))
        }
        Unit::Weekend => {
            let saturday = plus(monday(day, count)?, 5)?;
            Some(DateValue::Days(saturday, plus(saturday, 1)?))
        }
        Unit::Month => month_from(day, count).map(|(year, month)| DateValue::Month(year, month)),
        Unit::Quarter => {
            let (year, month) = month_from(day, count.checked_mul(3)?)?;
            let first = (month - 1) / 3 * 3 + 1;
            Some(DateValue::Months((year, first), (year, first + 2)))
        }
        Unit::Year => year_from(day, count).map(DateValue::Year),
        Unit::Decade => {
            let this = i32::from(day.year()).div_euclid(10) * 10;
            year(this.checked_add(count.checked_mul(10)?)?).map(DateValue::Decade)
        }
    }
}

/// Monday of ISO week `week`.
pub(super) fn iso_week(year: i16, week: i16) -> Option<Date> {
    ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// First day of month 1 to 12 and so many months on, and last day of the month before that.
pub(super) fn months(year: i16, month: i8, count: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let (next, month) = month_from(first, count)?;
    Some((first, plus(Date::new(next, month, 1).ok()?, -1)?))
}
