//! Arithmetic with days that ends in nothing rather than a fault at the edge of the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// `day` and so many days.
pub(super) fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// Year and month, so many months from those of `day`.
pub(super) fn month_from(day: Date, months: i32) -> Option<(i16, i8)> {
    let count = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let year = year(count.div_euclid(12))?;
    Some((year, i8::try_from(count.rem_euclid(12) + 1).ok()?))
}

/// A year that the calendar can hold in four digits.
pub(super) fn year(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (0..=9999).contains(year))
}

/// The year so many years from that of `day`.
pub(super) fn year_from(day: Date, years: i32) -> Option<i16> {
    year(i32::from(day.year()) + years)
}

/// Monday of the week so many weeks from that of `day`.
pub(super) fn monday(day: Date, weeks: i32) -> Option<Date> {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    plus(day, weeks.checked_mul(7)?.checked_sub(back)?)
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
