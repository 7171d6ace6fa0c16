//! Times that count from another: to dage senere, samme år, den følgende mandag.

use jiff::civil::{Date, Weekday};

use super::calc::{Unit, from_day, month_from, months, plus, year_from};
use super::slots::{Slot, Slots};
use super::value::DateValue;

/// A year that has every day but one: what is reckoned in no known year is reckoned in it.
const SOME_YEAR: i16 = 2001;

/// The date that `slots` stand for, counted from `anchor`. An anchor that is less precise than the unit is kept.
pub(super) fn from(slots: &Slots, anchor: DateValue) -> Option<DateValue> {
    let get = |slot| slots.get(slot);
    if let Some(month) = get(Slot::Month) {
        let month = i8::try_from(month).ok()?;
        let day = get(Slot::Day).and_then(|day| i8::try_from(day).ok());
        return of_that_year(month, day, anchor);
    }
    let sign = i32::from(get(Slot::Sign).unwrap_or(0));
    let count = sign * i32::from(get(Slot::N).unwrap_or(1));
    if let (Some(weekday), DateValue::Day(day)) = (get(Slot::Weekday), anchor) {
        return weekday_from(weekday, sign, day).map(DateValue::Day);
    }
    let Some(unit) = get(Slot::Unit) else {
        return Some(anchor);
    };
    let unit = Unit::of(unit)?;
    match anchor {
        DateValue::Day(day) => units_from(day, unit, count, get(Slot::N).is_some()),
        DateValue::DayOfSomeYear(month, day) => {
            let from = units_from(Date::new(SOME_YEAR, month, day).ok()?, unit, count, get(Slot::N).is_some());
            match from? {
                DateValue::Day(day) => Some(DateValue::DayOfSomeYear(day.month(), day.day())),
                DateValue::Month(_, month) => Some(DateValue::MonthOfSomeYear(month)),
                _ => None,
            }
        }
        DateValue::Month(year, month) => {
            let first = Date::new(year, month, 1).ok()?;
            match unit {
                Unit::Year => year_from(first, count).map(DateValue::Year),
                Unit::Month => month_from(first, count).map(|(year, month)| DateValue::Month(year, month)),
                _ => Some(anchor),
            }
        }
        DateValue::MonthOfSomeYear(month) => match unit {
            Unit::Year => None,
            Unit::Month => month_from(Date::new(SOME_YEAR, month, 1).ok()?, count)
                .map(|(_, month)| DateValue::MonthOfSomeYear(month)),
            _ => Some(anchor),
        },
        DateValue::Year(year) if unit == Unit::Year => {
            year_from(Date::new(year, 1, 1).ok()?, count).map(DateValue::Year)
        }
        _ if count == 0 || unit != Unit::Year => Some(anchor),
        _ => None,
    }
}

/// So many units from a day. Ugen efter is a week, en uge efter a day.
fn units_from(day: Date, unit: Unit, count: i32, counted: bool) -> Option<DateValue> {
    match unit {
        Unit::Week if counted => plus(day, count.checked_mul(7)?).map(DateValue::Day),
        // Nothing points back by these.
        Unit::Quarter | Unit::Decade => None,
        unit => from_day(day, unit, count),
    }
}

/// i maj samme år, den 3. maj samme år.
fn of_that_year(month: i8, day: Option<i8>, anchor: DateValue) -> Option<DateValue> {
    let year = match anchor {
        DateValue::Day(day) | DateValue::Days(day, _) => day.year(),
        DateValue::Month(year, _) | DateValue::Year(year) | DateValue::Season(year, _) => year,
        DateValue::Months((year, _), _) => year,
        DateValue::MonthOfSomeYear(_) | DateValue::DayOfSomeYear(..) => {
            return Some(match day {
                Some(day) => DateValue::DayOfSomeYear(month, day),
                None => DateValue::MonthOfSomeYear(month),
            });
        }
        _ => return None,
    };
    let (first, _) = months(year, month, 1)?;
    match day {
        Some(day) => Date::new(year, month, day).ok().map(DateValue::Day),
        None => Some(DateValue::Month(first.year(), first.month())),
    }
}

/// samme mandag is the anchor's own, or the last before it; den følgende mandag the next.
fn weekday_from(weekday: i16, sign: i32, day: Date) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    let behind = i32::from(day.weekday().since(wanted));
    plus(day, if sign > 0 { 7 - behind } else { -behind })
}
