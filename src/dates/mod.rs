//! Expressions of time, found in text and resolved to dates.
//!
//! Takes a text, gives the expressions in it, and for each of them its value; knows no article and no statement. The grammar is
//! data (`dates.toml` of the language pack): words by class and patterns over them. This module finds the places where a
//! pattern matches and reckons from the day of publication, the way news is written: `mandag` looks back,
//! `på mandag` ahead, `i juni` is the last June that has begun.
//!
//! ```
//! use jiff::civil::date;
//! use udsagn::Language;
//! use udsagn::dates::{Calendar, Tense};
//!
//! let calendar = Calendar::of(Language::default())?;
//! let text = "Det oplyste politiet sent fredag aften.";
//! let found = calendar.find(text);
//! assert_eq!(found[0].span.of(text), "sent fredag aften");
//! let day = calendar.resolve(&found[0], Some(date(2024, 3, 13)), Tense::Past);
//! assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2024-03-08"));
//! # Ok::<(), udsagn::error::Error>(())
//! ```

mod alone;
mod back;
mod calc;
mod data;
mod filter;
mod find;
mod holiday;
mod pattern;
mod resolve;
mod slots;
mod token;
mod value;
mod vocabulary;

use jiff::civil::Date;

use crate::error::Result;
use crate::languages::Language;
use crate::own::OwnList;
use crate::span::Span;
use data::{Grammar, Meaning, Pick};
use slots::Slots;
pub use value::DateValue;

/// Name of a user's file of additions.
pub(crate) const OWN: &str = "dates.toml";

/// The tense of the clause in which an expression stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// sagde, har sagt.
    Past,
    /// siger.
    Present,
    /// vil sige: what can be past or to come, is to come.
    Future,
    /// No verb, or none that is known. Read as past.
    #[default]
    Unknown,
}

/// What sort of time an expression names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// i dag, i går, i morgen.
    Day,
    /// mandag, i mandags, natten til søndag.
    Weekday,
    /// den 3. maj, 3/5 2022, 3.-5. maj.
    Date,
    /// i juni, maj 2022, fra januar til marts.
    Month,
    /// i 2019, 2017-2019.
    Year,
    /// i 1990'erne, i 1800-tallet.
    Decade,
    /// sidste uge, i år, for tre dage siden, om 14 dage, i weekenden.
    Unit,
    /// uge 42.
    Week,
    /// i sommer, foråret 2022.
    Season,
    /// tredje kvartal, første halvår.
    Quarter,
    /// juleaften, i påsken.
    Holiday,
    /// forleden, dagen efter, samme år: a time that the words alone do not tell. Resolved, if at all, from another.
    Vague,
}

/// An expression of time that was found and not yet resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands, in bytes of the text that was given.
    pub span: Span,
    /// What sort of time it names.
    pub kind: Kind,
    /// Whether it stands before the noun that it dates (mandagens møde), and may say nothing of the clause.
    pub attributive: bool,
    means: Meaning,
    pick: Pick,
    slots: Slots,
}

/// An example from the grammar: read on Wednesday 13 March 2024, without tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule that it belongs to.
    pub rule: String,
    /// Words.
    pub text: String,
    /// The date in EDTF; `-` where it is found but cannot be resolved, empty where it is no time.
    pub expect: String,
}

/// The grammar of time of a language, ready for use. Cheap to build; shared by all articles.
#[derive(Debug)]
pub struct Calendar {
    grammar: Grammar,
}

impl Calendar {
    /// Loads the grammar of a language.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where the data file is wrong.
    pub fn of(language: Language) -> Result<Self> {
        Self::with_own(language, &[])
    }

    /// As [`Calendar::of`], with what a user's own `dates.toml` adds.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] with file, line and what is wrong.
    pub(crate) fn with_own(language: Language, own: &[OwnList]) -> Result<Self> {
        let own = own.iter().find(|list| list.name == OWN);
        Ok(Self { grammar: Grammar::of(language, own)? })
    }

    /// All expressions of time in `text`, in order, none overlapping another, each as long as can be.
    /// Takes time linear in the length of the text, and little where there is none.
    pub fn find(&self, text: &str) -> Vec<TimeExpression> {
        find::find(text, &self.grammar)
    }

    /// The date of an expression in an article of the day `published`, in a clause of the tense `tense`.
    ///
    /// `None` where the expression is [`Kind::Vague`], where it reckons from a day of publication that is not known,
    /// and where there is no such day (31. april).
    pub fn resolve(&self, expression: &TimeExpression, published: Option<Date>, tense: Tense) -> Option<DateValue> {
        resolve::resolve(&self.grammar, expression, published, tense)
    }

    /// Whether the words count from a time that was told before them: to dage senere, samme år, dengang.
    pub fn points_back(&self, expression: &TimeExpression) -> bool {
        expression.means == Meaning::Back
    }

    /// The date of an expression that [points back](Self::points_back) to `anchor`, as precise as both allow.
    pub fn resolve_from(&self, expression: &TimeExpression, anchor: DateValue) -> Option<DateValue> {
        self.points_back(expression).then(|| back::from(&expression.slots, anchor)).flatten()
    }

    /// The date of `text` that is one expression of time and nothing else, but white space around it and a time of
    /// the clock after it. The preposition may be left out: `juni`, `2019`, `3/5`; and a name of a day or month cut
    /// short needs no number beside it, as it does in prose: `man.`, `i jan.`
    pub fn resolve_text(&self, text: &str, published: Option<Date>, tense: Tense) -> Option<DateValue> {
        let text = text.trim();
        let with_preposition = |text: &str| {
            let with = |word: &String| self.whole(&format!("{word} {text}"), published, tense);
            self.whole(text, published, tense).or_else(|| self.grammar.left_out.iter().find_map(with))
        };
        with_preposition(text).or_else(|| {
            let spelled = self.spelled_out(text);
            (spelled != text).then(|| with_preposition(&spelled)).flatten()
        })
    }

    /// `tirs. aften` → `tirsdag aften`: each word that a full stop cuts short, where it can only be one name.
    fn spelled_out(&self, text: &str) -> String {
        let word = |word: &str| {
            let stem = word.strip_suffix('.').filter(|stem| stem.chars().count() > 1)?.to_lowercase();
            let mut fitting = self.grammar.names.iter().filter(|name| name.starts_with(&stem));
            fitting.next().filter(|_| fitting.next().is_none()).cloned()
        };
        let words = text.split_whitespace().map(|written| word(written).unwrap_or_else(|| written.to_owned()));
        words.collect::<Vec<_>>().join(" ")
    }

    fn whole(&self, text: &str, published: Option<Date>, tense: Tense) -> Option<DateValue> {
        match self.find(text).as_slice() {
            [one] if one.span.len() == text.len() => self.resolve(one, published, tense),
            _ => None,
        }
    }

    /// The examples of the grammar, rule by rule. Reads the grammar's file anew.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where the data file is wrong.
    pub fn examples(language: Language) -> Result<Vec<Example>> {
        Grammar::examples(language)
    }
}
