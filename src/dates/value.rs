//! A resolved date in Extended Date/Time Format (ISO 8601-2), level 1.

use std::fmt;

use jiff::civil::Date;

/// When something was: as precise as the words that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateValue {
    /// One day: `2024-03-05`.
    Day(Date),
    /// One month: `2024-03`.
    Month(i16, i8),
    /// One year: `2024`.
    Year(i16),
    /// Ten years, by their first: `199X`.
    Decade(i16),
    /// A hundred years, by their first: `18XX`.
    Century(i16),
    /// A season of a year, 21 spring, 22 summer, 23 autumn, 24 winter: `2024-21`.
    /// A winter belongs to the year in which it begins.
    Season(i16, i8),
    /// A month of an unknown year: `XXXX-06`.
    MonthOfSomeYear(i8),
    /// A month and a day of an unknown year: `XXXX-05-03`.
    DayOfSomeYear(i8, i8),
    /// From one day to another, both included: `2024-03-04/2024-03-10`.
    Days(Date, Date),
    /// From one month (year, month) to another, both included: `2024-01/2024-03`.
    Months((i16, i8), (i16, i8)),
    /// From one year to another, both included: `2017/2019`.
    Years(i16, i16),
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write_day(f, day),
            Self::Month(year, month) | Self::Season(year, month) => {
                write!(f, "{year:04}-{month:02}")
            }
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(year) => write!(f, "{:03}X", year.div_euclid(10)),
            Self::Century(year) => write!(f, "{:02}XX", year.div_euclid(100)),
            Self::MonthOfSomeYear(month) => write!(f, "XXXX-{month:02}"),
            Self::DayOfSomeYear(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Days(from, to) => {
                write_day(f, from)?;
                f.write_str("/")?;
                write_day(f, to)
            }
            Self::Months((y1, m1), (y2, m2)) => write!(f, "{y1:04}-{m1:02}/{y2:04}-{m2:02}"),
            Self::Years(from, to) => write!(f, "{from:04}/{to:04}"),
        }
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, day: Date) -> fmt::Result {
    write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}
