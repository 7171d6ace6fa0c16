//! The word lists: read from TOML, checked, and indexed by first word.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::Utterance;
use super::index::{Index, Pattern, Starts, Symbol, Words, entries};
use crate::error::{Error, Result};
use crate::label::{Act, Kind, Stance};
use crate::languages::Language;
use crate::own::{OwnList, with_additions};

/// The lists of one language, ready to look words up in.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) list: Vec<Rule>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) decision: Decision,
    /// Words that deny: ikke, aldrig, ingen.
    pub(super) negation: Symbol,
    /// Words after which comes what the source really wants to say: men.
    pub(super) turn: Symbol,
    /// The plural `I` inside a sentence: what `i` is, and «you».
    pub(super) you: Vec<Symbol>,
    pub(super) words: Words,
    /// The patterns that a claim is searched for.
    pub(super) in_claim: Starts,
    /// Those that the words before it are.
    pub(super) in_lead: Starts,
    cues: FxHashMap<Box<str>, usize>,
    entries: Vec<Cue>,
}

/// One list of words and patterns that weigh alike.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) act: Option<Act>,
    pub(super) weight: f32,
    /// Above zero for support, below for oppose.
    pub(super) side: f32,
    pub(super) negated: Negated,
    /// The words are verbs, so that a denial may follow them.
    pub(super) verbal: bool,
    scope: Scope,
    kinds: Option<Vec<Kind>>,
    /// Numbers of the groups of reporting verbs.
    cues: Option<Vec<usize>>,
    question: Option<bool>,
}

/// Which words a list is looked for in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    /// The claim's.
    #[default]
    Claim,
    /// The reporter's, before the claim.
    Lead,
    /// The clause that leads up to the claim, without the reporter's earlier sentences: *hans løfte om, at*.
    Clause,
}

/// What a denial makes of a list's words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Negated {
    /// Nothing changes.
    Keep,
    /// They no longer count.
    Drop,
    /// They count for another act, and for the other side.
    Becomes(Act),
}

/// What a group of reporting verbs weighs.
#[derive(Debug)]
pub(super) struct Cue {
    pub(super) id: String,
    pub(super) act: Option<Act>,
    /// The act stands whatever the caller gives for the verb.
    pub(super) overrides: bool,
    pub(super) weights: ByKind,
    /// *kritisere A for at …*
    pub(super) names_target: bool,
    /// Its place among all groups.
    number: usize,
}

/// A weight for each kind of claim.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByKind {
    direct: f32,
    mixed: f32,
    indirect: f32,
}

impl ByKind {
    pub(super) fn of(&self, kind: Kind) -> f32 {
        match kind {
            Kind::Direct => self.direct,
            Kind::Mixed => self.mixed,
            Kind::Indirect => self.indirect,
        }
    }
}

/// The thresholds; their meaning stands in the data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    pub(super) side: f32,
    pub(super) side_of_statement: f32,
    pub(super) question: f32,
    pub(super) earlier_question: f32,
    pub(super) before_turn: f32,
    pub(super) under_negation: f32,
    pub(super) negated_weight: f32,
    pub(super) cue: ByKind,
    pub(super) plain_cue: ByKind,
    /// Stands behind the one who is judged.
    pub(super) target_before: String,
    earlier: Vec<(Act, f32)>,
    negated_cue: Vec<(Act, Act)>,
    negated_otherwise: Act,
    stance: Vec<(Act, Stance)>,
}

impl Decision {
    pub(super) fn stance(&self, act: Act) -> Stance {
        self.stance.iter().find(|(of, _)| *of == act).map_or(Stance::Neutral, |&(_, stance)| stance)
    }

    /// What the source's statement before this one makes likely.
    pub(super) fn earlier(&self, utterance: &Utterance<'_>) -> Option<(Act, f32)> {
        // An indirect claim has its own verb to tell.
        let act = utterance.earlier.filter(|_| utterance.kind == Kind::Direct)?;
        self.earlier.iter().find(|(of, _)| *of == act).copied()
    }

    /// The act of *verbet ikke, at …* for a verb that carries `act` by default.
    pub(super) fn negated_cue(&self, act: Option<Act>) -> Act {
        let listed = act.and_then(|act| self.negated_cue.iter().find(|(of, _)| *of == act));
        listed.map_or(self.negated_otherwise, |&(_, becomes)| becomes)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    decision: Decision,
    class: Vec<ClassEntry>,
    cue: Vec<CueEntry>,
    list: Vec<ListEntry>,
}

/// What a user adds to: words of a class or list, dictionary forms of a cue group, each by its id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    #[serde(default)]
    class: Vec<Addition>,
    #[serde(default)]
    cue: Vec<Addition>,
    #[serde(default)]
    list: Vec<Addition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Addition {
    id: String,
    #[serde(alias = "lemmas")]
    words: String,
}

impl File {
    /// Adds words to the class, cue group or list of an id.
    fn add(&mut self, kind: &str, addition: &Addition) -> std::result::Result<(), String> {
        let id = addition.id.as_str();
        let words = match kind {
            "class" => self.class.iter_mut().find(|entry| entry.id == id).map(|entry| &mut entry.words),
            "cue" => self.cue.iter_mut().find(|entry| entry.id == id).map(|entry| &mut entry.lemmas),
            _ => self.list.iter_mut().find(|entry| entry.id == id).map(|entry| &mut entry.words),
        };
        let words =
            words.ok_or_else(|| format!("no {kind} is called {id}; words can be added to one that there is"))?;
        words.push('\n');
        words.push_str(&addition.words);
        Ok(())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    id: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    id: String,
    act: Option<Act>,
    direct: f32,
    mixed: f32,
    indirect: f32,
    #[serde(default)]
    overrides: bool,
    #[serde(default)]
    names_target: bool,
    lemmas: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListEntry {
    id: String,
    act: Option<Act>,
    #[serde(default)]
    weight: f32,
    #[serde(default)]
    side: f32,
    negated: Option<String>,
    #[serde(default)]
    verbal: bool,
    #[serde(default)]
    scope: Scope,
    kinds: Option<Vec<Kind>>,
    /// Only under these cue groups, by id.
    cues: Option<Vec<String>>,
    question: Option<bool>,
    words: String,
}

impl Rule {
    /// Whether the list counts for this claim at all, reported by a verb of the group `cue`; `question` tells how its
    /// sentence ends.
    pub(super) fn applies(&self, kind: Kind, cue: Option<&Cue>, scope: Scope, question: bool) -> bool {
        // The clause is part of the lead.
        (self.scope == scope || (scope == Scope::Clause && self.scope == Scope::Lead))
            && self.question.is_none_or(|wanted| wanted == question)
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
            && self.cues.as_ref().is_none_or(|cues| cue.is_some_and(|cue| cues.contains(&cue.number)))
    }
}

impl Rules {
    /// Reads the lists of a language, and a user's additions to them.
    pub(super) fn of(language: Language, own: Option<&OwnList>) -> Result<Self> {
        let source = language.labels();
        let Some(own) = own else { return Self::new(&source.file, source.read()?) };
        let OwnFile { class, cue, list } = own.read()?;
        let of = |kind, entries: Vec<Addition>| entries.into_iter().map(move |entry| (kind, entry));
        let additions: Vec<_> = of("class", class).chain(of("cue", cue)).chain(of("list", list)).collect();
        with_additions(
            own,
            &additions,
            |(_, entry)| &entry.id,
            |additions| {
                let mut file: File = source.read().map_err(Error::into_message)?;
                additions.iter().try_for_each(|(kind, entry)| file.add(kind, entry))?;
                Self::new(&source.file, file).map_err(Error::into_message)
            },
        )
    }

    fn new(file: &str, read: File) -> Result<Self> {
        let fault = |message: String| Error::Data { file: file.to_owned(), message };
        let mut index = Index::default();
        for class in &read.class {
            let symbol = index.fresh();
            if index.classes.insert(class.id.clone(), symbol).is_some() {
                return Err(fault(format!("class {} stands twice", class.id)));
            }
            for word in entries(&class.words) {
                index.member(word, symbol).map_err(|message| fault(format!("class {}: {message}", class.id)))?;
            }
        }
        let class = |id: &str| index.classes.get(id).copied().ok_or_else(|| fault(format!("no class {id}")));
        let (negation, turn, you) = (class("neg")?, class("turn")?, class("you")?);

        let mut cues = FxHashMap::default();
        let mut groups: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut cue_entries = Vec::new();
        for (number, entry) in read.cue.iter().enumerate() {
            for lemma in entries(&entry.lemmas) {
                if cues.insert(lemma.into(), number).is_some() {
                    return Err(fault(format!("cue {}: {lemma} stands twice", entry.id)));
                }
            }
            groups.entry(&entry.id).or_default().push(number);
            let weights = ByKind { direct: entry.direct, mixed: entry.mixed, indirect: entry.indirect };
            cue_entries.push(Cue {
                id: entry.id.clone(),
                act: entry.act,
                overrides: entry.overrides,
                weights,
                names_target: entry.names_target,
                number,
            });
        }

        let mut list = Vec::new();
        let mut patterns = Vec::new();
        for entry in &read.list {
            let at = |message: String| fault(format!("list {}: {message}", entry.id));
            let mut seen = FxHashSet::default();
            for words in entries(&entry.words) {
                if !seen.insert(words) {
                    return Err(at(format!("{words:?} stands twice")));
                }
                patterns.push(index.pattern(words, list.len()).map_err(at)?);
            }
            list.push(entry.rule(&groups).map_err(at)?);
        }
        let in_claim = |pattern: &Pattern| list[pattern.rule].scope == Scope::Claim;
        let in_claim_starts = Starts::new(index.next, &patterns, in_claim);
        let in_lead_starts = Starts::new(index.next, &patterns, |pattern| !in_claim(pattern));
        let words = index.words();
        Ok(Rules {
            in_claim: in_claim_starts,
            in_lead: in_lead_starts,
            list,
            patterns,
            decision: read.decision,
            negation,
            turn,
            you: words.symbols_of("i").iter().copied().chain([you]).collect(),
            words,
            cues,
            entries: cue_entries,
        })
    }

    /// What is known about a reporting verb.
    pub(super) fn cue(&self, lemma: &str) -> Option<&Cue> {
        self.cues.get(lemma).and_then(|&number| self.entries.get(number))
    }
}

impl ListEntry {
    fn rule(&self, groups: &FxHashMap<&str, Vec<usize>>) -> std::result::Result<Rule, String> {
        let negated = match self.negated.as_deref() {
            None => Negated::Keep,
            Some("none") => Negated::Drop,
            Some(name) => Negated::Becomes(Act::named(name).ok_or_else(|| format!("{name} is no act"))?),
        };
        let mut cues: Option<Vec<usize>> = None;
        for id in self.cues.iter().flatten() {
            let numbers = groups.get(id.as_str()).ok_or_else(|| format!("no cue group {id}"))?;
            cues.get_or_insert_with(Vec::new).extend(numbers);
        }
        Ok(Rule {
            id: self.id.clone(),
            act: self.act,
            weight: self.weight,
            side: self.side,
            negated,
            verbal: self.verbal,
            scope: self.scope,
            kinds: self.kinds.clone(),
            cues,
            question: self.question,
        })
    }
}
