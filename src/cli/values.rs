//! Values that options of several subcommands take.

use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use crate::article::published;
use crate::output::Wording;

/// A language of headings and values.
pub(super) fn language_codes() -> PossibleValuesParser {
    PossibleValuesParser::new(Wording::CODES.map(|(code, _)| code))
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
