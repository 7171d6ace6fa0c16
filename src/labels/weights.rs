//! How much each piece of evidence speaks for each act: a table that `examples/fit_labels.rs` writes.

use rustc_hash::FxHashMap;

use super::ACTS;
use super::evidence::{Fact, Piece, Plain, Topic, list_name};
use super::rules::Rules;
use crate::error::{Error, Result};
use crate::label::{Act, Kind};

/// What one fact says for each act, in the order of [`Act::ALL`].
type Row = [f32; ACTS];

/// The rows of the table, each where its fact is looked for.
#[derive(Debug)]
pub(super) struct Weights {
    always: Row,
    /// Of each list: there, denied, before, denied before.
    lists: Vec<[Option<Row>; 4]>,
    plain: [Option<Row>; Plain::COUNT],
    /// Of each topic, by what is the case: in any claim, in one of each kind.
    topics: [FxHashMap<Box<str>, [Option<Row>; KINDS]>; Topic::ALL.len()],
    /// By the word in lower case.
    first: FxHashMap<Box<str>, Row>,
}

/// Any kind, and each.
const KINDS: usize = 1 + Kind::ALL.len();
/// Name of the row that counts for every utterance.
const ALWAYS: &str = "always";

impl Weights {
    /// Reads the table; `file` names it in errors.
    pub(super) fn parse(file: &str, data: &str, rules: &Rules) -> Result<Self> {
        let fault = |message: String| Error::Data { file: file.to_owned(), message };
        let mut table = csv::Reader::from_reader(data.as_bytes());
        let headings = table.headers().map_err(|cause| fault(cause.to_string()))?;
        let expected = std::iter::once("evidence").chain(Act::ALL.iter().map(|act| act.as_str()));
        if !headings.iter().eq(expected) {
            return Err(fault("the columns are not evidence and the acts in their order".into()));
        }
        let mut weights: FxHashMap<Box<str>, Row> = FxHashMap::default();
        for row in table.into_deserialize::<(Box<str>, Row)>() {
            let (name, row) = row.map_err(|cause| fault(cause.to_string()))?;
            if let Some(twice) = weights.insert(name.clone(), row) {
                return Err(fault(format!("{name} stands twice: {twice:?}")));
            }
        }
        Ok(Self::by_fact(&weights, rules))
    }

    fn by_fact(weights: &FxHashMap<Box<str>, Row>, rules: &Rules) -> Self {
        let of = |name: &str| weights.get(name).copied();
        let list = |id: &str| {
            [(false, false), (true, false), (false, true), (true, true)]
                .map(|(denied, before)| of(&list_name(id, denied, before)))
        };
        let mut plain = [None; Plain::COUNT];
        Plain::all().for_each(|fact| plain[fact.place()] = of(&fact.to_string()));
        let named = |prefix: &str| {
            let names = weights.iter().map(|(name, row)| (name.strip_prefix(prefix), *row));
            names.filter_map(|(rest, row)| Some((rest?.strip_prefix(' ')?.to_owned(), row))).collect::<Vec<_>>()
        };
        let topics = Topic::ALL.map(|topic| {
            let mut rows: FxHashMap<Box<str>, [Option<Row>; KINDS]> = FxHashMap::default();
            for (name, row) in named(topic.as_str()) {
                let kind =
                    |kind: &Kind| Some((name.strip_suffix(kind.as_str())?.strip_suffix(' ')?, 1 + *kind as usize));
                let (which, kind) = Kind::ALL.iter().find_map(kind).unwrap_or((&name, 0));
                rows.entry(which.into()).or_default()[kind] = Some(row);
            }
            rows
        });
        Self {
            always: of(ALWAYS).unwrap_or_default(),
            lists: rules.list.iter().map(|rule| list(&rule.id)).collect(),
            plain,
            topics,
            first: named("first").into_iter().map(|(word, row)| (word.into(), row)).collect(),
        }
    }

    fn row(&self, fact: Fact<'_>) -> Option<&Row> {
        match fact {
            Fact::List { rule, denied, before } => {
                self.lists.get(rule)?[usize::from(denied) + 2 * usize::from(before)].as_ref()
            }
            Fact::Plain(plain) => self.plain[plain.place()].as_ref(),
            Fact::Of { topic, which, kind } => {
                self.topics[topic as usize].get(which)?[kind.map_or(0, |kind| 1 + kind as usize)].as_ref()
            }
            Fact::First(word) => self.first.get(word.to_lowercase().as_str()),
        }
    }

    /// The chance of each act, in the order of [`Act::ALL`]; they sum up to 1.
    pub(super) fn chances(&self, evidence: &[Piece<'_>]) -> Row {
        let mut sums = self.always;
        // Most sums of an utterance are of acts that none of its words speaks for.
        for piece in evidence.iter().filter(|piece| piece.value != 0.0) {
            if let Some(weights) = self.row(piece.fact) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * piece.value);
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let mut chances = sums.map(|sum| (sum - most).exp());
        let all: f32 = chances.iter().sum();
        chances.iter_mut().for_each(|chance| *chance /= all);
        chances
    }
}
