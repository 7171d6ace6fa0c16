//! Days as Arrow counts them: so many after 1970-01-01.

use jiff::SignedDuration;
use jiff::civil::{Date, date as of};

const FIRST: Date = of(1970, 1, 1);

/// The day that is so many after the first; where there is none so far away, the nearest.
pub fn date(days: i32) -> Date {
    FIRST.saturating_add(SignedDuration::from_hours(i64::from(days) * 24))
}

/// How many days after the first it is.
pub fn count(day: Date) -> i32 {
    // Of all days that there are the number fits.
    (day.duration_since(FIRST).as_hours() / 24) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        for (days, day) in
            [(0, "1970-01-01"), (1, "1970-01-02"), (19_795, "2024-03-13"), (-1, "1969-12-31"), (-44_039, "1849-06-05")]
        {
            assert_eq!(date(days).to_string(), day);
            assert_eq!(count(date(days)), days);
        }
        assert_eq!((date(i32::MAX), date(i32::MIN)), (Date::MAX, Date::MIN));
    }
}
