//! The grammar of time of a language, loaded from its data file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::filter::Filter;
use super::holiday::Holiday;
use super::pattern::{self, Node, Pieces, Symbols};
use super::slots::{Slot, Slots};
use super::vocabulary::{RuleSet, Vocabulary, next};
use super::{Example, Kind};
use crate::error::{Error, Result};
use crate::languages::{Language, Source};
use crate::own::{OwnList, with_additions};

/// The classes of names, of which each may be cut short with a full stop.
const NAMES: [&str; 2] = ["weekday", "month"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<Examples> {
    measures: String,
    decade: String,
    century: String,
    left_out: String,
    class: BTreeMap<String, ClassData>,
    r#macro: BTreeMap<String, String>,
    rule: Vec<RuleData<Examples>>,
    holiday: Vec<HolidayData>,
}

/// What a user adds: words to a class by its name, or a class; a macro, rule or holiday beside those that there are, or in
/// the place of the one of its name or id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    #[serde(default)]
    measures: String,
    #[serde(default)]
    class: BTreeMap<String, ClassData>,
    #[serde(default)]
    r#macro: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<RuleData<IgnoredAny>>,
    #[serde(default)]
    holiday: Vec<HolidayData>,
}

enum Addition {
    Class(String, ClassData),
    Macro(String, String),
    Rule(RuleData<IgnoredAny>),
    Holiday(HolidayData),
}

impl Addition {
    /// Words of the line that it stands at.
    fn key(&self) -> &str {
        match self {
            Self::Class(name, _) | Self::Macro(name, _) => name,
            Self::Rule(rule) => &rule.id,
            Self::Holiday(holiday) => &holiday.day,
        }
    }
}

impl File<IgnoredAny> {
    fn add(&mut self, addition: &Addition) {
        match addition {
            Addition::Class(name, class) => {
                let own =
                    self.class.entry(name.clone()).or_insert_with(|| ClassData { words: String::new(), ..*class });
                own.words = format!("{} {}", own.words, class.words);
            }
            Addition::Macro(name, form) => {
                self.r#macro.insert(name.clone(), form.clone());
            }
            Addition::Rule(rule) => {
                self.rule.retain(|known| known.id != rule.id);
                self.rule.push(rule.clone());
            }
            Addition::Holiday(holiday) => self.holiday.push(holiday.clone()),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassData {
    slot: Option<Slot>,
    /// `mandag=1 tirsdag=2`
    words: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleData<Examples> {
    id: String,
    form: String,
    means: Meaning,
    #[serde(default)]
    pick: Pick,
    #[serde(default)]
    set: BTreeMap<Slot, i16>,
    holiday: Option<String>,
    examples: Examples,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayData {
    day: String,
    #[serde(default = "one")]
    step: i32,
    /// Separated by spaces.
    forms: String,
    #[serde(default = "holiday")]
    class: String,
}

fn one() -> i32 {
    1
}

fn holiday() -> String {
    "holiday".into()
}

/// What is done with the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Meaning {
    Day,
    Weekday,
    WeekdayNear,
    Date,
    Month,
    Year,
    Decade,
    Century,
    Unit,
    Week,
    Season,
    Quarter,
    Half,
    Holiday,
    Back,
    Vague,
    Nothing,
}

impl Meaning {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Day => Kind::Day,
            Self::Weekday | Self::WeekdayNear => Kind::Weekday,
            Self::Date => Kind::Date,
            Self::Month => Kind::Month,
            Self::Year => Kind::Year,
            Self::Decade | Self::Century => Kind::Decade,
            Self::Unit => Kind::Unit,
            Self::Week => Kind::Week,
            Self::Season => Kind::Season,
            Self::Quarter | Self::Half => Kind::Quarter,
            Self::Holiday => Kind::Holiday,
            Self::Back | Self::Vague | Self::Nothing => Kind::Vague,
        }
    }
}

/// Which of several possible times is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Pick {
    /// By tense: the last up to publication, or the next.
    #[default]
    Near,
    /// The last that was over before publication.
    Before,
    /// The first that begins after publication.
    After,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) nodes: Vec<Node>,
    pub(super) means: Meaning,
    pub(super) pick: Pick,
    pub(super) set: Slots,
}

/// The grammar, ready for use.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) vocabulary: Vocabulary,
    /// The macros that rules use.
    pub(super) pieces: Pieces,
    pub(super) rules: Vec<Rule>,
    pub(super) holidays: Vec<Holiday>,
    /// Names of days and months.
    pub(super) names: Vec<String>,
    /// Words that may be left out before an expression.
    pub(super) left_out: Vec<String>,
    /// Rules that may begin with a figure, in order.
    pub(super) figure_rules: Vec<u16>,
    /// Rules that may hold a figure anywhere.
    pub(super) figure_inside: RuleSet,
    pub(super) triggers: Filter,
}

impl Grammar {
    /// Loads the data of a language, and a user's additions to it.
    pub(super) fn of(language: Language, own: Option<&OwnList>) -> Result<Self> {
        let source = language.dates();
        let Some(own) = own else { return Self::new(source.read()?, &source) };
        let OwnFile { measures, class, r#macro, rule, holiday } = own.read()?;
        let mut additions: Vec<Addition> =
            class.into_iter().map(|(name, class)| Addition::Class(name, class)).collect();
        additions.extend(r#macro.into_iter().map(|(name, form)| Addition::Macro(name, form)));
        additions.extend(holiday.into_iter().map(Addition::Holiday));
        additions.extend(rule.into_iter().map(Addition::Rule));
        with_additions(own, &additions, Addition::key, |additions| {
            let mut file: File<IgnoredAny> = source.read().map_err(Error::into_message)?;
            file.measures = format!("{} {measures}", file.measures);
            additions.iter().for_each(|addition| file.add(addition));
            Self::new(file, &source).map_err(Error::into_message)
        })
    }

    /// The examples of all rules, which nothing but a test or a manual needs.
    pub(super) fn examples(language: Language) -> Result<Vec<Example>> {
        let file: File<BTreeMap<String, String>> = language.dates().read()?;
        let of = |rule: RuleData<BTreeMap<String, String>>| {
            rule.examples.into_iter().map(move |(text, expect)| Example { rule: rule.id.clone(), text, expect })
        };
        Ok(file.rule.into_iter().flat_map(of).collect())
    }

    fn new(file: File<IgnoredAny>, source: &Source) -> Result<Self> {
        let fault = |message: String| source.fault(message);
        let list = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut vocabulary = Vocabulary::default();
        vocabulary.decade = list(&file.decade);
        vocabulary.century = list(&file.century);
        let mut names = vec![];
        for (name, class) in &file.class {
            let id = vocabulary.new_class(name, class.slot).map_err(fault)?;
            for entry in class.words.split_whitespace() {
                let member = entry.split_once('=').and_then(|(word, value)| Some((word, value.parse().ok()?)));
                let (word, value) =
                    member.ok_or_else(|| fault(format!("class {name:?}: {entry:?} is no word with its number")))?;
                vocabulary.add(id, word, value).map_err(fault)?;
                if NAMES.contains(&name.as_str()) {
                    names.push(word.to_owned());
                }
            }
        }
        let needed = |vocabulary: &Vocabulary, name: &str| {
            vocabulary.class(name).ok_or_else(|| fault(format!("class {name:?} is missing")))
        };
        vocabulary.ordinal = needed(&vocabulary, "ordinal")?;
        vocabulary.number = needed(&vocabulary, "number")?;
        let mut holidays = vec![];
        let mut by_name = BTreeMap::new();
        for data in &file.holiday {
            let holiday = Holiday::parse(&data.day, data.step)
                .ok_or_else(|| fault(format!("{:?} is no rule for a holiday", data.day)))?;
            let class = vocabulary.new_class(&data.class, Some(Slot::Holiday)).map_err(fault)?;
            let index = next(holidays.len(), "holidays").map_err(fault)?;
            for form in data.forms.split_whitespace() {
                vocabulary.add(class, form, index).map_err(fault)?;
                by_name.insert(form, index);
            }
            holidays.push(holiday);
        }
        for word in file.measures.split_whitespace() {
            let id = vocabulary.word(word.trim_end_matches('.')).map_err(fault)?;
            if let Some(word) = vocabulary.get_mut(id) {
                word.measure = true;
            }
        }
        let mut grammar = Self {
            vocabulary,
            pieces: Pieces::new(file.r#macro),
            rules: vec![],
            holidays,
            names,
            left_out: list(&file.left_out),
            figure_rules: vec![],
            figure_inside: RuleSet::default(),
            triggers: Filter::default(),
        };
        for data in file.rule {
            grammar.add(data, &by_name, source)?;
        }
        (grammar.triggers, grammar.vocabulary.all) = grammar.vocabulary.filters();
        Ok(grammar)
    }

    fn add(&mut self, data: RuleData<IgnoredAny>, holidays: &BTreeMap<&str, i16>, source: &Source) -> Result<()> {
        let named = |message: String| source.fault(format!("rule {:?}: {message}", data.id));
        let nodes = pattern::parse(&data.form, &mut self.vocabulary, &mut self.pieces).map_err(named)?;
        if !data.form.contains('!') {
            return Err(named("no word is marked with `!`".into()));
        }
        let mut begin = Symbols::default();
        if pattern::firsts(&nodes, &self.vocabulary, &self.pieces, &mut begin) {
            return Err(named("matches no words at all".into()));
        }
        if self.rules.len() >= RuleSet::ROOM {
            return Err(named(format!("there is room for {} rules only", RuleSet::ROOM)));
        }
        let index = self.rules.len() as u16;
        let mut inside = Symbols::default();
        pattern::inside(&nodes, &self.vocabulary, &self.pieces, &mut inside);
        for word in inside.words {
            if let Some(word) = self.vocabulary.get_mut(word) {
                word.inside.add(index);
            }
        }
        if inside.figure {
            self.figure_inside.add(index);
        }
        for word in begin.words {
            if let Some(word) = self.vocabulary.get_mut(word)
                && word.rules.last() != Some(&index)
            {
                word.rules.push(index);
            }
        }
        if begin.figure {
            self.figure_rules.push(index);
        }
        let mut set = Slots::NONE;
        for (slot, value) in &data.set {
            set.put(*slot, *value);
        }
        if let Some(name) = &data.holiday {
            let index = holidays.get(name.as_str()).ok_or_else(|| named(format!("no holiday is called {name:?}")))?;
            set.put(Slot::Holiday, *index);
        }
        self.rules.push(Rule { nodes, means: data.means, pick: data.pick, set });
        Ok(())
    }
}
