//! The query of an address ↔ which statements are asked for.

use std::fmt::Write;

use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::answer::Refusal;
use crate::desk::store::Filter;
use crate::label::{Act, Kind, Order, Stance, State};

/// What no query may hold as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The names and values of a query, in order.
pub(super) type Pairs = Vec<(String, String)>;

/// Which statements, and which stretch of their list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// Which statements.
    pub filter: Filter,
    /// The page of the list, from 1.
    pub page: u64,
}

impl Asked {
    /// What a query asks for. Names that are no part of a filter are left alone; an empty value asks for nothing.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] where a value cannot be.
    pub(super) fn of(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut asked = Self { page: 1, ..Self::default() };
        let filter = &mut asked.filter;
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let wrong = || Refusal::wrong(name, value);
            match name.as_str() {
                "words" => filter.words = value.to_owned(),
                "speaker" => filter.speaker = Some(value.parse().map_err(|_| wrong())?),
                "article" => filter.article = Some(value.parse().map_err(|_| wrong())?),
                "same" => filter.same = Some(value.parse().map_err(|_| wrong())?),
                "kind" => filter.kind = Some(Kind::named(value).ok_or_else(wrong)?),
                "stance" => filter.stance = Some(Stance::named(value).ok_or_else(wrong)?),
                "act" => filter.act = Some(Act::named(value).ok_or_else(wrong)?),
                "state" => filter.state = Some(State::named(value).ok_or_else(wrong)?),
                "order" => filter.order = Order::named(value).ok_or_else(wrong)?,
                "from" | "to" => {
                    let day = value.parse::<Date>().map_err(|_| wrong())?.to_string();
                    *(if name == "from" { &mut filter.from } else { &mut filter.to }) = day;
                }
                "least" => filter.least = Some(share(value).ok_or_else(wrong)?),
                "most" => filter.most = Some(share(value).ok_or_else(wrong)?),
                "page" => {
                    asked.page = value.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page)).ok_or_else(wrong)?
                }
                _ => {}
            }
        }
        Ok(asked)
    }

    /// The query that asks for the same filter, with more pairs after it; without a question mark. Empty where all is asked.
    pub(super) fn query(&self, more: &[(&str, &str)]) -> String {
        let filter = &self.filter;
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let share = |share: Option<f64>| share.map(|share| share.to_string()).unwrap_or_default();
        let order = if filter.order == Order::default() { "" } else { filter.order.as_str() };
        let own = [
            ("words", filter.words.clone()),
            ("speaker", number(filter.speaker)),
            ("article", number(filter.article)),
            ("same", number(filter.same)),
            ("kind", filter.kind.map_or("", Kind::as_str).to_owned()),
            ("stance", filter.stance.map_or("", Stance::as_str).to_owned()),
            ("act", filter.act.map_or("", Act::as_str).to_owned()),
            ("from", filter.from.clone()),
            ("to", filter.to.clone()),
            ("least", share(filter.least)),
            ("most", share(filter.most)),
            ("state", filter.state.map_or("", State::as_str).to_owned()),
            ("order", order.to_owned()),
        ];
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let mut query = String::new();
        for (name, value) in
            own.filter(|(name, _)| more.iter().all(|(other, _)| other != name)).chain(more.iter().copied())
        {
            if !value.is_empty() {
                let sign = if query.is_empty() { "" } else { "&" };
                let _ = write!(query, "{sign}{name}={}", utf8_percent_encode(value, ESCAPED));
            }
        }
        query
    }

    /// Whether anything but the order is asked for.
    pub(super) fn is_narrow(&self) -> bool {
        self.filter != Filter { order: self.filter.order, ..Filter::default() }
    }
}

/// Pages beyond this are a slip.
const MOST_PAGES: u64 = 1_000_000;

fn share(value: &str) -> Option<f64> {
    value.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_comes_back_as_it_was_asked() {
        let filter = Filter {
            words: "bro & \"Å\" <b>".into(),
            speaker: Some(7),
            kind: Some(Kind::Mixed),
            from: "2024-01-02".into(),
            least: Some(0.5),
            state: Some(State::Rejected),
            order: Order::Doubtful,
            ..Filter::default()
        };
        let asked = Asked { filter, page: 1 };
        let query = asked.query(&[]);
        assert!(query.is_ascii() && !query.contains('<'), "{query}");
        let pairs: Pairs = query
            .split('&')
            .map(|pair| {
                let (name, value) = pair.split_once('=').expect("a pair");
                let value = percent_encoding::percent_decode_str(value).decode_utf8().expect("UTF-8");
                (name.to_owned(), value.into_owned())
            })
            .collect();
        assert_eq!(Asked::of(&pairs).ok(), Some(asked));
    }
}
