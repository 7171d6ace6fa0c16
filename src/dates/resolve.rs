//! From what was read to a date.

use jiff::civil::{Date, Weekday};

use super::calc::{Unit, from_day, iso_week, monday, months, plus, year, year_from};
use super::data::{Grammar, Meaning, Pick};
use super::slots::{Slot, Slots};
use super::token::is_day;
use super::{DateValue, Tense, TimeExpression};

/// Years before and after publication in which a date without year is sought. Eight, for 29 February.
const REACH: i32 = 8;

/// What one expression is resolved against.
struct Reading<'a> {
    slots: &'a Slots,
    published: Option<Date>,
    pick: Pick,
    future: bool,
}

/// The date that `expression` stands for, where it can be known.
pub(super) fn resolve(
    grammar: &Grammar,
    expression: &TimeExpression,
    published: Option<Date>,
    tense: Tense,
) -> Option<DateValue> {
    let reading =
        Reading { slots: &expression.slots, published, pick: expression.pick, future: tense == Tense::Future };
    let get = |slot| expression.slots.get(slot);
    match expression.means {
        Meaning::Day => reading.day(get(Slot::Offset)?),
        Meaning::Weekday => reading.weekday(get(Slot::Weekday)?),
        Meaning::WeekdayNear => reading.weekday_of_week(get(Slot::Weekday)?),
        Meaning::Date => reading.date(),
        Meaning::Month => reading.month(),
        Meaning::Year => {
            let from = get(Slot::Year)?;
            match get(Slot::Year2) {
                Some(to) => (from <= to).then_some(DateValue::Years(from, to)),
                None => Some(DateValue::Year(from)),
            }
        }
        Meaning::Decade => reading.decade(),
        Meaning::Century => Some(DateValue::Century(get(Slot::Century)?)),
        Meaning::Unit => reading.unit(get(Slot::Unit)?),
        Meaning::Week => {
            let week = get(Slot::Week)?;
            let (from, to) = reading.placed(|year| {
                let from = iso_week(year, week)?;
                Some((from, plus(from, 6)?))
            })?;
            Some(DateValue::Days(from, to))
        }
        Meaning::Season => reading.season(get(Slot::Season)?),
        Meaning::Quarter => reading.part_of_year(get(Slot::N)?, 3),
        Meaning::Half => reading.part_of_year(get(Slot::N)?, 6),
        Meaning::Holiday => reading.holiday(grammar, get(Slot::Holiday)?),
        Meaning::Back | Meaning::Vague | Meaning::Nothing => None,
    }
}

impl Reading<'_> {
    fn get(&self, slot: Slot) -> Option<i16> {
        self.slots.get(slot)
    }

    /// The year that the words name; `Some(None)` where they name none, `None` where it cannot be known.
    fn named_year(&self) -> Option<Option<i16>> {
        if let Some(year) = self.get(Slot::Year) {
            return Some(Some(year));
        }
        let back = match (self.get(Slot::Rel), self.get(Slot::Ago)) {
            (Some(rel), _) => i32::from(rel),
            (None, Some(ago)) => -i32::from(ago),
            (None, None) => return Some(None),
        };
        Some(Some(year_from(self.published?, back)?))
    }

    /// Whether `first..=last` is on the right side of publication.
    fn fits(&self, first: Date, last: Date, published: Date) -> bool {
        match self.pick {
            Pick::Before => last < published,
            Pick::After => first > published,
            Pick::Near if self.future => last >= published,
            Pick::Near => first <= published,
        }
    }

    fn ahead(&self) -> bool {
        self.pick == Pick::After || (self.pick == Pick::Near && self.future)
    }

    /// The nearest year's run of days that fits.
    fn nearest(&self, days: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
        let published = self.published?;
        let sign = if self.ahead() { 1 } else { -1 };
        (-1..=REACH)
            .filter_map(|step| days(year_from(published, step * sign)?))
            .find(|(first, last)| self.fits(*first, *last, published))
    }

    /// The run of days in the named year, or else the nearest that fits.
    fn placed(&self, days: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
        match self.named_year()? {
            Some(year) => days(year),
            None => self.nearest(days),
        }
    }

    fn day(&self, offset: i16) -> Option<DateValue> {
        plus(self.published?, offset.into()).map(DateValue::Day)
    }

    fn weekday(&self, weekday: i16) -> Option<DateValue> {
        let published = self.published?;
        let from = i32::from(published.weekday().to_monday_one_offset());
        let behind = (from - i32::from(weekday)).rem_euclid(7);
        let days = match self.pick {
            Pick::Before if behind == 0 => -7,
            Pick::After => 7 - behind,
            Pick::Near if self.future => (7 - behind) % 7,
            _ => -behind,
        };
        plus(published, days).map(DateValue::Day)
    }

    fn weekday_of_week(&self, weekday: i16) -> Option<DateValue> {
        let weeks = match self.get(Slot::N) {
            Some(ago) => -i32::from(ago),
            None => self.get(Slot::Rel)?.into(),
        };
        plus(monday(self.published?, weeks)?, i32::from(weekday) - 1).map(DateValue::Day)
    }

    fn date(&self) -> Option<DateValue> {
        if let Some(offset) = self.get(Slot::Offset) {
            return self.day(offset);
        }
        let month = i8::try_from(self.get(Slot::Month)?).ok()?;
        let day = i8::try_from(self.get(Slot::Day)?).ok()?;
        if !is_day(month, day) {
            return None;
        }
        if let Some(last) = self.get(Slot::Day2) {
            let end = i8::try_from(self.get(Slot::Month2).unwrap_or(month.into())).ok()?;
            let last = i8::try_from(last).ok()?;
            let (from, to) = self.placed(|year| {
                let from = Date::new(year, month, day).ok()?;
                let same = Date::new(year, end, last).ok()?;
                let to = if same < from { Date::new(year.checked_add(1)?, end, last).ok()? } else { same };
                Some((from, to))
            })?;
            return (end != month || day <= last).then_some(DateValue::Days(from, to));
        }
        let on = |year: i16| Date::new(year, month, day).ok();
        match self.named_year()? {
            Some(year) => on(year).map(DateValue::Day),
            None if self.published.is_none() => Some(DateValue::DayOfSomeYear(month, day)),
            None => {
                let (nearest, _) = self.nearest(|year| on(year).map(|day| (day, day)))?;
                Some(DateValue::Day(self.on_weekday(on).unwrap_or(nearest)))
            }
        }
    }

    /// Where the weekday stands beside a date without year: the date within about a year that falls on it.
    fn on_weekday(&self, on: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let published = self.published?;
        let weekday = Weekday::from_monday_one_offset(i8::try_from(self.get(Slot::Weekday)?).ok()?).ok()?;
        [0, -1, 1]
            .into_iter()
            .filter_map(|step| on(year_from(published, step)?))
            .filter(|day| day.weekday() == weekday)
            .min_by_key(|day| {
                let wrong_side = !self.fits(*day, *day, published);
                (wrong_side, published.until(*day).map_or(i32::MAX, |span| span.get_days().abs()))
            })
    }

    fn month(&self) -> Option<DateValue> {
        let month = i8::try_from(self.get(Slot::Month)?).ok()?;
        let named = self.named_year()?;
        if let Some(last) = self.get(Slot::Month2) {
            let last = i8::try_from(last).ok()?;
            let count = (i32::from(last) - i32::from(month)).rem_euclid(12) + 1;
            // A year named after two months is that of the second: november til januar 2024.
            let begin = |year: i16| {
                if last < month { year.checked_sub(1) } else { Some(year) }
            };
            let (from, to) = match named {
                Some(year) => months(begin(year)?, month, count)?,
                None => self.nearest(|year| months(year, month, count))?,
            };
            return Some(DateValue::Months((from.year(), from.month()), (to.year(), to.month())));
        }
        match named {
            Some(year) => Some(DateValue::Month(year, month)),
            None if self.published.is_none() => Some(DateValue::MonthOfSomeYear(month)),
            None => {
                let (first, _) = self.nearest(|year| months(year, month, 1))?;
                Some(DateValue::Month(first.year(), month))
            }
        }
    }

    fn decade(&self) -> Option<DateValue> {
        if let Some(decade) = self.get(Slot::Decade) {
            return Some(DateValue::Decade(decade));
        }
        let short = self.get(Slot::Short)?;
        let this = match self.published {
            Some(day) => i32::from(day.year()),
            // Without a year to count from, only those that the last century is known by.
            None if short >= 30 => 1999,
            None => return None,
        };
        let back = (this - i32::from(short)).rem_euclid(100);
        Some(DateValue::Decade(year(this - back)?))
    }

    fn unit(&self, unit: i16) -> Option<DateValue> {
        let published = self.published?;
        let rel = match (self.get(Slot::Sign), self.get(Slot::N)) {
            (Some(sign), Some(count)) => Some(i32::from(sign) * i32::from(count)),
            _ => self.get(Slot::Rel).map(i32::from),
        };
        let by = rel.unwrap_or(0);
        let unit = Unit::of(unit)?;
        if rel.is_none() && unit == Unit::Weekend {
            // Without a word for which: the last one that has begun, or the next.
            let saturday = plus(monday(published, 0)?, 5)?;
            let weeks = if self.pick == Pick::After && saturday <= published {
                1
            } else if !self.ahead() && saturday > published {
                -1
            } else {
                0
            };
            return from_day(published, unit, weeks);
        }
        from_day(published, unit, by)
    }

    fn season(&self, season: i16) -> Option<DateValue> {
        let season = i8::try_from(season).ok().filter(|season| (1..=4).contains(season))?;
        let value = |year| DateValue::Season(year, 20 + season);
        let rel = self.get(Slot::Rel);
        if let Some(rel @ (-2 | -1)) = rel {
            return year_from(self.published?, rel.into()).map(value);
        }
        if rel.is_none()
            && let Some(year) = self.named_year()?
        {
            return Some(value(year));
        }
        // Spring begins in March; a winter begins in December.
        let days = |year: i16| months(year, season * 3, 3);
        let published = self.published?;
        let (first, _) = match rel {
            Some(1) => Reading { pick: Pick::After, ..*self }.nearest(days)?,
            Some(_) => days(published.year())
                .filter(|(first, _)| season < 4 || *first <= published)
                .or_else(|| days(year_from(published, -1)?))?,
            None => self.nearest(days)?,
        };
        Some(value(first.year()))
    }

    fn part_of_year(&self, which: i16, length: i8) -> Option<DateValue> {
        let which = i8::try_from(which).ok().filter(|n| (1..=12 / length).contains(n))?;
        let month = (which - 1) * length + 1;
        let (from, to) = self.placed(|year| months(year, month, length.into()))?;
        Some(DateValue::Months((from.year(), from.month()), (to.year(), to.month())))
    }

    fn holiday(&self, grammar: &Grammar, index: i16) -> Option<DateValue> {
        let holiday = *grammar.holidays.get(usize::try_from(index).ok()?)?;
        let nth = self.get(Slot::N).unwrap_or(1);
        if !(1..=4).contains(&nth) {
            return None;
        }
        if self.published.is_none() && self.get(Slot::Year).is_none() {
            let (month, day) = holiday.fixed(nth).filter(|_| self.get(Slot::Rel).is_none())?;
            return Some(DateValue::DayOfSomeYear(month, day));
        }
        let (from, to) = self.placed(|year| holiday.days(year, nth))?;
        Some(if from == to { DateValue::Day(from) } else { DateValue::Days(from, to) })
    }
}
