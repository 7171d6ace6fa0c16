//! The Danish grammar of time, loaded from its data file.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::holiday::Holiday;
use super::pattern::{self, Node, Symbols};
use super::token::{Filter, fold};
use super::{Example, Kind};
use crate::error::{Error, Result};

const FILE: &str = "dates/da.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    measures: Vec<String>,
    class: BTreeMap<String, ClassData>,
    r#macro: BTreeMap<String, String>,
    rule: Vec<RuleData>,
    holiday: Vec<HolidayData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassData {
    slot: Option<Slot>,
    /// `mandag=1 tirsdag=2`
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleData {
    id: String,
    form: String,
    means: Meaning,
    #[serde(default)]
    pick: Pick,
    #[serde(default)]
    set: BTreeMap<Slot, i16>,
    holiday: Option<String>,
    #[serde(default)]
    examples: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayData {
    day: String,
    #[serde(default = "one")]
    step: i32,
    forms: Vec<String>,
    #[serde(default = "holiday")]
    class: String,
}

fn one() -> i32 {
    1
}

fn holiday() -> String {
    "holiday".into()
}

/// Where a match keeps what it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Slot {
    /// Days from publication.
    Offset,
    Weekday,
    Day,
    Month,
    Year,
    /// The second of a pair.
    Day2,
    Month2,
    Year2,
    /// −1 last, 0 this, 1 next.
    Rel,
    /// A number: how many, or which.
    N,
    Unit,
    /// How many years ago.
    Ago,
    /// −1 ago, 1 ahead.
    Sign,
    Season,
    Week,
    Decade,
    Short,
    Century,
    Holiday,
    Attributive,
}

/// What was read, slot by slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots([i16; 20]);

impl Slots {
    const EMPTY: i16 = i16::MIN;
    pub(super) const NONE: Slots = Slots([Self::EMPTY; 20]);

    pub(super) fn get(&self, slot: Slot) -> Option<i16> {
        Some(self.0[slot as usize]).filter(|value| *value != Self::EMPTY)
    }

    pub(super) fn put(&mut self, slot: Slot, value: i16) {
        self.0[slot as usize] = value;
    }

    /// Fills `slot`, or the second of the pair where the first is taken.
    pub(super) fn add(&mut self, slot: Slot, value: i16) {
        let second = match slot {
            Slot::Day => Slot::Day2,
            Slot::Month => Slot::Month2,
            Slot::Year => Slot::Year2,
            _ => slot,
        };
        let slot = if self.get(slot).is_some() {
            second
        } else {
            slot
        };
        self.put(slot, value);
    }
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
            Self::Vague | Self::Nothing => Kind::Vague,
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

/// One word's place in a class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) class: u8,
    pub(super) value: i16,
    pub(super) stop: bool,
}

#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) classes: Vec<Member>,
    pub(super) trigger: bool,
    /// After a number, it makes that number an amount.
    pub(super) measure: bool,
    /// Rules that may begin with this word, in order.
    pub(super) rules: Vec<u16>,
    /// Rules that may hold this word anywhere.
    pub(super) inside: RuleSet,
}

/// A set of rules by number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleSet([u128; 2]);

impl RuleSet {
    /// How many rules there may be.
    const ROOM: usize = 256;

    pub(super) fn has(self, rule: u16) -> bool {
        self.0[usize::from(rule) / 128 % 2] & (1 << (rule % 128)) != 0
    }

    fn add(&mut self, rule: u16) {
        self.0[usize::from(rule) / 128 % 2] |= 1 << (rule % 128);
    }
}

/// Hashes the few bytes of a word (FNV-1a), the same way in every run.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// All words that the grammar knows.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Folded bytes, composed and decomposed, to word. Only ever looked up.
    ids: HashMap<Vec<u8>, u16, BuildHasherDefault<Fnv>>,
    words: Vec<Word>,
    classes: BTreeMap<String, u8>,
    slots: Vec<Option<Slot>>,
    members: Vec<Vec<u16>>,
    all: Filter,
    pub(super) ordinal: u8,
    pub(super) number: u8,
}

impl Lexicon {
    /// The word's number; a new one where it is new.
    pub(super) fn word(&mut self, text: &str) -> u16 {
        let key = fold(text.as_bytes());
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.words.len() as u16;
        self.words.push(Word::default());
        if !text.is_ascii() {
            let apart: String = text.nfd().collect();
            self.ids.insert(fold(apart.as_bytes()), id);
        }
        self.ids.insert(key, id);
        id
    }

    /// Whether any word may begin and end like this one, in either case.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        self.all.may_hold(word)
    }

    pub(super) fn find(&self, folded: &[u8]) -> Option<u16> {
        self.ids.get(folded).copied()
    }

    pub(super) fn get(&self, id: u16) -> Option<&Word> {
        self.words.get(usize::from(id))
    }

    pub(super) fn class(&self, name: &str) -> Option<u8> {
        self.classes.get(name).copied()
    }

    pub(super) fn slot(&self, class: u8) -> Option<Slot> {
        self.slots.get(usize::from(class)).copied().flatten()
    }

    pub(super) fn members(&self, class: u8) -> &[u16] {
        self.members
            .get(usize::from(class))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn trigger(&mut self, id: u16) {
        if let Some(word) = self.words.get_mut(usize::from(id)) {
            word.trigger = true;
        }
    }

    pub(super) fn trigger_class(&mut self, class: u8) {
        for id in self.members(class).to_vec() {
            self.trigger(id);
        }
    }

    fn new_class(&mut self, name: &str, slot: Option<Slot>) -> u8 {
        if let Some(class) = self.class(name) {
            return class;
        }
        let class = self.slots.len() as u8;
        self.classes.insert(name.into(), class);
        self.slots.push(slot);
        self.members.push(vec![]);
        class
    }

    fn add(&mut self, class: u8, text: &str, value: i16) {
        let (text, stop) = match text.strip_suffix('.') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let id = self.word(text);
        self.words[usize::from(id)]
            .classes
            .push(Member { class, value, stop });
        self.members[usize::from(class)].push(id);
    }

    /// The sieves for triggers and for all words.
    fn filters(&self) -> (Filter, Filter) {
        let (mut triggers, mut all) = (Filter::default(), Filter::default());
        // A filter is a set, so the order in which words enter it leaves no trace.
        #[allow(clippy::iter_over_hash_type)]
        for (key, id) in &self.ids {
            if self.words[usize::from(*id)].trigger {
                triggers.insert(key);
            }
            all.insert(key);
        }
        (triggers, all)
    }
}

/// The grammar, ready for use.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Vec<Rule>,
    pub(super) holidays: Vec<Holiday>,
    /// Rules that may begin with a figure, in order.
    pub(super) figure_rules: Vec<u16>,
    /// Rules that may hold a figure anywhere.
    pub(super) figure_inside: RuleSet,
    pub(super) triggers: Filter,
    pub(super) examples: Vec<Example>,
}

impl Grammar {
    /// Loads the Danish data that the program carries.
    pub(super) fn danish() -> Result<Self> {
        Self::load(include_str!("da.toml"))
    }

    fn load(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|cause| fault(cause.to_string()))?;
        let mut lexicon = Lexicon::default();
        for (name, class) in &file.class {
            let id = lexicon.new_class(name, class.slot);
            for entry in class.words.split_whitespace() {
                let member = entry
                    .split_once('=')
                    .and_then(|(word, value)| Some((word, value.parse().ok()?)));
                let (word, value) = member.ok_or_else(|| {
                    fault(format!(
                        "class {name:?}: {entry:?} is no word with its number"
                    ))
                })?;
                lexicon.add(id, word, value);
            }
        }
        let needed = |lexicon: &Lexicon, name: &str| {
            lexicon
                .class(name)
                .ok_or_else(|| fault(format!("class {name:?} is missing")))
        };
        lexicon.ordinal = needed(&lexicon, "ordinal")?;
        lexicon.number = needed(&lexicon, "number")?;
        let mut holidays = vec![];
        let mut by_name = BTreeMap::new();
        for data in &file.holiday {
            let holiday = Holiday::parse(&data.day, data.step)
                .ok_or_else(|| fault(format!("{:?} is no rule for a holiday", data.day)))?;
            let class = lexicon.new_class(&data.class, Some(Slot::Holiday));
            let index = holidays.len() as i16;
            for form in &data.forms {
                lexicon.add(class, form, index);
                by_name.insert(form.as_str(), index);
            }
            holidays.push(holiday);
        }
        for word in &file.measures {
            let id = lexicon.word(word.trim_end_matches('.'));
            lexicon.words[usize::from(id)].measure = true;
        }
        let mut grammar = Self {
            lexicon,
            rules: vec![],
            holidays,
            figure_rules: vec![],
            figure_inside: RuleSet::default(),
            triggers: Filter::default(),
            examples: vec![],
        };
        for data in file.rule {
            grammar.add(data, &file.r#macro, &by_name)?;
        }
        (grammar.triggers, grammar.lexicon.all) = grammar.lexicon.filters();
        Ok(grammar)
    }

    fn add(
        &mut self,
        data: RuleData,
        macros: &BTreeMap<String, String>,
        holidays: &BTreeMap<&str, i16>,
    ) -> Result<()> {
        let named = |message: String| fault(format!("rule {:?}: {message}", data.id));
        let form = expand(&data.form, macros, 4).map_err(named)?;
        let nodes = pattern::parse(&form, &mut self.lexicon).map_err(named)?;
        if !form.contains('!') {
            return Err(named("no word is marked with `!`".into()));
        }
        let mut begin = Symbols::default();
        if pattern::firsts(&nodes, &self.lexicon, &mut begin) {
            return Err(named("matches no words at all".into()));
        }
        if self.rules.len() >= RuleSet::ROOM {
            return Err(named(format!(
                "there is room for {} rules only",
                RuleSet::ROOM
            )));
        }
        let index = self.rules.len() as u16;
        let mut inside = Symbols::default();
        pattern::inside(&nodes, &self.lexicon, &mut inside);
        for word in inside.words {
            self.lexicon.words[usize::from(word)].inside.add(index);
        }
        if inside.figure {
            self.figure_inside.add(index);
        }
        for word in begin.words {
            let rules = &mut self.lexicon.words[usize::from(word)].rules;
            if rules.last() != Some(&index) {
                rules.push(index);
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
            let index = holidays
                .get(name.as_str())
                .ok_or_else(|| named(format!("no holiday is called {name:?}")))?;
            set.put(Slot::Holiday, *index);
        }
        for (text, expect) in data.examples {
            self.examples.push(Example {
                rule: data.id.clone(),
                text,
                expect,
            });
        }
        self.rules.push(Rule {
            nodes,
            means: data.means,
            pick: data.pick,
            set,
        });
        Ok(())
    }
}

/// Puts the macros in, `depth` levels deep.
fn expand(
    form: &str,
    macros: &BTreeMap<String, String>,
    depth: u8,
) -> std::result::Result<String, String> {
    let Some(at) = form.find('@') else {
        return Ok(form.into());
    };
    if depth == 0 {
        return Err("macros call each other too deeply".into());
    }
    let rest = &form[at + 1..];
    let end = rest
        .find(|c: char| !c.is_ascii_lowercase())
        .unwrap_or(rest.len());
    let name = &rest[..end];
    let body = macros
        .get(name)
        .ok_or_else(|| format!("no macro {name:?}"))?;
    let body = expand(body, macros, depth - 1)?;
    Ok(format!(
        "{}{body}{}",
        &form[..at],
        expand(&rest[end..], macros, depth)?
    ))
}

fn fault(message: String) -> Error {
    Error::Data {
        file: FILE.into(),
        message,
    }
}
