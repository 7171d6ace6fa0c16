//! Values that options of several subcommands take.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use crate::article::published;
use crate::output::{FORMATS, Format, Wording};

/// One of some values, by its name.
pub(super) fn one_of<T>(values: impl IntoIterator<Item = (&'static str, T)>) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    let (names, values): (Vec<&str>, Vec<T>) = values.into_iter().unzip();
    PossibleValuesParser::new(names.clone()).try_map(move |name| {
        let place = names.iter().position(|known| *known == name);
        place.and_then(|place| values.get(place)).cloned().ok_or("no such value")
    })
}

/// A value of a closed set, by its word.
#[cfg(feature = "desk")]
pub(super) fn label<T>(all: &'static [T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    one_of(all.iter().map(move |value| (word(*value), *value)))
}

/// A language of headings and values.
pub(super) fn wording() -> impl TypedValueParser<Value = Wording> {
    one_of(Wording::ALL.map(|wording| (wording.code(), wording)))
}

/// A format of output.
pub(super) fn format() -> impl TypedValueParser<Value = &'static Format> {
    one_of(FORMATS.iter().map(|format| (format.name, format)))
}

/// A number from 0 to 1.
pub(super) fn share(value: &str) -> Result<f64, String> {
    match value.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("not a number from 0 to 1".into()),
    }
}

/// A day, written in any way that articles have.
pub(super) fn day(value: &str) -> Result<Date, String> {
    published::day(value).ok_or_else(|| "not a date such as 2024-03-13 or 13. marts 2024".into())
}
