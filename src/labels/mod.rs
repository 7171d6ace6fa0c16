//! What a source does by saying something, and which side it takes.
//!
//! The words of the claim are looked up in weighted lists ([`da.toml`](./da.toml)); every hit adds its
//! weight to one act, and the reporting verb adds its own. These sums, each list that was hit and what the report
//! looks like are the evidence; how much each piece of it speaks for each act was fitted on annotated statements
//! ([`weights.csv`](./weights.csv), made by `examples/fit_labels.rs`). The likeliest act wins, and the stance that the
//! acts together make likeliest. One pass over the claim: hash look-ups of words and stems, short patterns of bounded
//! length, no regular expressions.

mod index;
mod rules;
mod tokens;
mod weights;

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::label::{Act, Kind, Stance};
use crate::span::Span;
use rules::{Negated, Rule, Rules, Scope};
use tokens::{Claim, Hit};
use weights::Weights;

/// The lists as `build.rs` has prepared them.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/src/labels/da.json"));
const WEIGHTS: &str = include_str!("weights.csv");
const ACTS: usize = Act::ALL.len();

/// Finds the act and stance of claims. Built once, used for any number of claims, from any thread.
#[derive(Debug)]
pub struct Labeller {
    rules: Rules,
    weights: Weights,
}

/// One thing that is known of an utterance and may speak for an act.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it is, as in the first column of `weights.csv`: `list condemnation`, `verb sige`, `sum deny`.
    pub name: String,
    /// How much of it there is; 1 for what is just there.
    pub value: f32,
    /// The words, where it is words of the claim.
    pub place: Option<Place>,
}

/// One claim with what is known about its report.
#[derive(Clone, Copy, Debug)]
pub struct Utterance<'a> {
    /// The claim's parts in order, as written, without outer marks.
    pub claim: &'a [&'a str],
    /// The reporting verb's dictionary form (sige, mene, afvise), where there is one.
    pub cue: Option<&'a str>,
    /// The act that the verb or construction carries by default (deny for afvise).
    pub cue_act: Option<Act>,
    /// Whether the cue is negated: tror ikke, at …
    pub negated: bool,
    /// How the claim stands in the text. In a direct claim `vi` is the source itself.
    pub kind: Kind,
    /// The reporter's own words that lead up to the claim: those before it in its paragraph, or else the
    /// paragraph before where that is the reporter's. *Hun har svært ved at genkende kritikken.* Empty
    /// where there are none.
    pub lead: &'a str,
    /// The act of the same source's statement before this one in the article: who has just criticised
    /// goes on criticising more often than not.
    pub earlier: Option<Act>,
}

/// The labels of one claim, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labels<'l> {
    /// What the source does.
    pub act: Act,
    /// The side that it takes.
    pub stance: Stance,
    /// Id of the word list or cue entry that weighed most for the act; `default` where nothing did.
    pub rule: &'l str,
    /// The words that weighed most for the act; none where the cue or the default decided.
    pub evidence: Option<Place>,
    /// Whom the act is directed at, where the claim begins with it: `kommunen` in *kritiserer ⟦kommunen
    /// for at tøve⟧*.
    pub target: Option<Place>,
    /// Lead of the act's chance over that of the next best, 0 to 1.
    pub margin: f32,
}

/// A stretch of one part of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the part.
    pub part: usize,
    /// Where in that part, in bytes.
    pub span: Span,
}

/// Sums of weights of one claim.
#[derive(Clone, Copy, Default)]
struct Scores {
    acts: [f32; ACTS],
    support: f32,
    oppose: f32,
}

impl Scores {
    fn scale(&mut self, factor: f32) {
        self.acts.iter_mut().for_each(|sum| *sum *= factor);
        self.support *= factor;
        self.oppose *= factor;
    }

    fn add(&mut self, other: &Scores) {
        self.acts.iter_mut().zip(other.acts).for_each(|(sum, more)| *sum += more);
        self.support += other.support;
        self.oppose += other.oppose;
    }
}

/// All that was found in an utterance.
struct Weighed<'l> {
    scores: Scores,
    reasons: [Reason<'l>; ACTS],
    evidence: Vec<Evidence>,
}

/// The heaviest reason for each act.
#[derive(Clone, Copy, Default)]
struct Reason<'l> {
    weight: f32,
    rule: &'l str,
    place: Option<Place>,
}

impl Labeller {
    /// The labeller of Danish, from the word lists that come with the program.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where the lists are malformed; a test keeps that from happening.
    pub fn danish() -> Result<Self> {
        Self::new(Rules::from_json("labels/da.toml", DATA)?)
    }

    /// A labeller from other lists in the format of `da.toml`; `file` names them in errors.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] with the list and word at fault.
    pub fn from_toml(file: &str, data: &str) -> Result<Self> {
        Self::new(Rules::from_toml(file, data)?)
    }

    fn new(rules: Rules) -> Result<Self> {
        Ok(Self { rules, weights: Weights::parse("labels/weights.csv", WEIGHTS)? })
    }

    /// All that is known of an utterance, in a fixed order: what the weights are fitted to.
    pub fn evidence(&self, utterance: &Utterance<'_>) -> Vec<Evidence> {
        self.weigh(utterance).evidence
    }

    /// The labels of one claim. Any text will do, the empty one too; time grows linearly with its length.
    pub fn label<'l>(&'l self, utterance: &Utterance<'_>) -> Labels<'l> {
        let weighed = self.weigh(utterance);
        let chances = self.weights.chances(&weighed.evidence);
        let side = self.likeliest_side(&chances);
        let decision = &self.rules.decision;
        // The first of equal chances wins, in the order of the guideline.
        let (mut best, mut top, mut second) = (Act::State, f32::MIN, 0.0_f32);
        for (&act, &chance) in Act::ALL.iter().zip(&chances).filter(|(act, _)| decision.stance(**act) == side) {
            if chance > top {
                (best, top) = (act, chance);
            }
        }
        for (_, &chance) in Act::ALL.iter().zip(&chances).filter(|(act, _)| **act != best) {
            second = second.max(chance);
        }
        let reason = weighed.reasons[best as usize];
        let known = reason.weight > 0.0;
        Labels {
            act: best,
            stance: if side == Stance::Neutral { self.side_of_words(best, &weighed.scores) } else { side },
            rule: if known { reason.rule } else { "default" },
            evidence: reason.place.filter(|_| known),
            target: self.target(utterance, best),
            margin: (top - second).max(0.0),
        }
    }

    /// The side that the acts together make likeliest: who may deny, criticise or warn takes a stand.
    fn likeliest_side(&self, chances: &[f32; ACTS]) -> Stance {
        let chance_of = |side: Stance| -> f32 {
            let acts = Act::ALL.iter().zip(chances);
            acts.filter(|(act, _)| self.rules.decision.stance(**act) == side).map(|(_, chance)| chance).sum()
        };
        let sides = [Stance::Support, Stance::Oppose, Stance::Neutral];
        sides.into_iter().max_by(|a, b| chance_of(*a).total_cmp(&chance_of(*b))).unwrap_or(Stance::Neutral)
    }

    /// The side that clear words take in an act that has none by itself.
    fn side_of_words(&self, act: Act, scores: &Scores) -> Stance {
        let decision = &self.rules.decision;
        let against = scores.oppose - scores.support;
        // What was said against something else than what is reported is no side: it takes clear words.
        let needed = if act == Act::State { decision.side_of_statement } else { decision.side };
        if against >= needed {
            Stance::Oppose
        } else if -against >= needed {
            Stance::Support
        } else {
            Stance::Neutral
        }
    }

    /// `A` of *kritiserer A for at …*: what stands before the first `for` of a judging claim.
    fn target(&self, utterance: &Utterance<'_>, act: Act) -> Option<Place> {
        let cue = utterance.cue?;
        if utterance.kind != Kind::Indirect
            || !matches!(act, Act::Criticise | Act::Praise)
            || !self.rules.cue(cue).is_some_and(|entry| entry.names_target)
        {
            return None;
        }
        let first = utterance.claim.first()?;
        let end = first.find(" for ").unwrap_or(first.len());
        let span = Span::new(0, end).trimmed(first);
        (!span.is_empty()).then_some(Place { part: 0, span })
    }

    fn weigh<'l>(&'l self, utterance: &Utterance<'_>) -> Weighed<'l> {
        let rules = &self.rules;
        let decision = &rules.decision;
        let mut total = Scores::default();
        let mut reasons = [Reason::default(); ACTS];
        let mut evidence = Vec::new();
        let mut covered = vec![0; rules.list.len()];
        let claim = Claim::read(utterance.claim, rules);
        let count = claim.sentences.len();
        for (number, sentence) in claim.sentences.iter().enumerate() {
            let mut scores = Scores::default();
            let question = claim.ends_with(sentence, '?');
            if question {
                let last = number + 1 == count;
                let weight = if last { decision.question } else { decision.earlier_question };
                credit(&mut scores, &mut reasons, Act::Ask, weight, "question", None);
                evidence.push(Evidence::there(if last { "last question" } else { "earlier question" }));
            }
            for index in sentence.clone() {
                if claim.is(index, rules.turn) {
                    // «A, men B»: B is what the source wants to say.
                    scores.scale(decision.before_turn);
                    if index == sentence.start {
                        total.scale(decision.before_turn);
                    }
                }
                claim.hits(index, sentence, rules, |hit| {
                    let rule = &rules.list[hit.rule];
                    // Of overlapping words of one list the first counts: «den bedste» is not «bedste» as well.
                    if hit.first >= covered[hit.rule] && rule.applies(utterance, Scope::Claim, question) {
                        covered[hit.rule] = hit.end;
                        let place = Some(claim.place(&hit));
                        let word = self.count(rule, &hit, &claim, place, &mut scores, &mut reasons);
                        evidence.push(Evidence { name: word, value: 1.0, place });
                    }
                });
            }
            total.add(&scores);
        }
        self.weigh_lead(utterance, &mut total, &mut reasons, &mut evidence);
        self.weigh_cue(utterance, &mut total, &mut reasons);
        if let Some((act, weight)) = decision.earlier(utterance) {
            credit(&mut total, &mut reasons, act, weight, "earlier", None);
        }
        self.circumstances(utterance, &claim, &total, &mut evidence);
        Weighed { scores: total, reasons, evidence: gathered(evidence) }
    }

    /// What the report looks like, and the sums of the lists.
    fn circumstances(&self, utterance: &Utterance<'_>, claim: &Claim, total: &Scores, evidence: &mut Vec<Evidence>) {
        let kind = utterance.kind.as_str();
        let cue = utterance.cue.unwrap_or("none");
        let group = utterance.cue.and_then(|cue| self.rules.cue(cue)).map_or("none", |entry| entry.id.as_str());
        let given = utterance.cue_act.map_or("none", Act::as_str);
        let earlier = utterance.earlier.map_or("none", Act::as_str);
        evidence.push(Evidence::there(format!("kind {kind}")));
        for (what, which) in [("verb", cue), ("verbs", group), ("verb's act", given), ("earlier", earlier)] {
            evidence.push(Evidence::there(format!("{what} {which}")));
            evidence.push(Evidence::there(format!("{what} {which} {kind}")));
        }
        if utterance.negated {
            evidence.push(Evidence::there("denied verb"));
        }
        let text = utterance.claim;
        for mark in ['!', '?'].into_iter().filter(|mark| text.iter().any(|part| part.contains(*mark))) {
            evidence.push(Evidence::there(format!("mark {mark}")));
        }
        if let Some(word) =
            text.iter().flat_map(|part| part.split(|ch: char| !ch.is_alphanumeric())).find(|w| !w.is_empty())
        {
            evidence.push(Evidence::there(format!("first {}", word.to_lowercase())));
        }
        evidence.push(Evidence::some("length", (1.0 + claim.count() as f32).ln()));
        for (act, sum) in Act::ALL.iter().zip(total.acts) {
            evidence.push(Evidence::some(format!("sum {act}"), sum));
        }
        evidence.push(Evidence::some("sum of support", total.support));
        evidence.push(Evidence::some("sum of oppose", total.oppose));
    }

    /// Counts a hit; gives the name of the evidence that it is.
    fn count<'l>(
        &'l self,
        rule: &'l Rule,
        hit: &Hit,
        claim: &Claim,
        place: Option<Place>,
        scores: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
    ) -> String {
        let negated = rule.negated != Negated::Keep && claim.negated(hit, rule.verbal, &self.rules);
        let name = format!("list {}{}", rule.id, if negated { " denied" } else { "" });
        let act = match (negated, rule.negated) {
            (false, _) | (true, Negated::Keep) => rule.act,
            (true, Negated::Drop) => return name,
            (true, Negated::Becomes(act)) => Some(act),
        };
        let turned = if negated { -rule.side } else { rule.side };
        scores.support += turned.max(0.0);
        scores.oppose += (-turned).max(0.0);
        if let Some(act) = act {
            credit(scores, reasons, act, rule.weight, &rule.id, place);
        }
        name
    }

    fn weigh_lead<'l>(
        &'l self,
        utterance: &Utterance<'_>,
        scores: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
        evidence: &mut Vec<Evidence>,
    ) {
        if utterance.lead.is_empty() {
            return;
        }
        let rules = &self.rules;
        let lead = Claim::read(&[utterance.lead], rules);
        let mut counted = vec![false; rules.list.len()];
        for (number, sentence) in lead.sentences.iter().enumerate() {
            let leads_in = number + 1 == lead.sentences.len() && !lead.is_ended(sentence);
            let scope = if leads_in { Scope::Clause } else { Scope::Lead };
            for index in sentence.clone() {
                lead.hits(index, sentence, rules, |hit| {
                    let rule = &rules.list[hit.rule];
                    if !counted[hit.rule] && rule.applies(utterance, scope, false) {
                        counted[hit.rule] = true;
                        let name = self.count(rule, &hit, &lead, None, scores, reasons);
                        evidence.push(Evidence::there(format!("{name} before")));
                    }
                });
            }
        }
    }

    fn weigh_cue<'l>(&'l self, utterance: &Utterance<'_>, total: &mut Scores, reasons: &mut [Reason<'l>; ACTS]) {
        let rules = &self.rules;
        let entry = utterance.cue.and_then(|cue| rules.cue(cue));
        let (own, overrides) = entry.map_or((None, false), |entry| (entry.act, entry.overrides));
        let given = utterance.cue_act.filter(|&act| act != Act::State);
        let act = if overrides { own.or(given) } else { given.or(own) }.or(utterance.cue_act);
        let weights = match entry {
            Some(entry) if given.is_some() || entry.act.is_some() => &entry.weights,
            _ if given.is_some() => &rules.decision.cue,
            _ => &rules.decision.plain_cue,
        };
        let id = entry.map_or("cue", |entry| entry.id.as_str());
        if utterance.negated {
            let act = rules.decision.negated_cue(act);
            let mut scores = Scores::default();
            credit(&mut scores, reasons, act, rules.decision.negated_weight, "negated-cue", None);
            // What is denied is not what the source says.
            total.scale(rules.decision.under_negation);
            total.add(&scores);
        } else if let Some(act) = act {
            credit(total, reasons, act, weights.of(utterance.kind), id, None);
        }
    }
}

/// The evidence with each name once: of words that stand several times two count.
fn gathered(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    const MOST: f32 = 2.0;
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    // The place of the first piece of each name, and how much there is of it.
    let mut all: Vec<(usize, f32)> = Vec::with_capacity(evidence.len());
    for (place, piece) in evidence.iter().enumerate() {
        let known = *places.entry(&piece.name).or_insert(all.len());
        match all.get_mut(known) {
            Some((_, value)) => *value = (*value + piece.value).min(MOST),
            None => all.push((place, piece.value)),
        }
    }
    for (to, (from, value)) in all.iter().enumerate() {
        evidence.swap(to, *from);
        evidence[to].value = *value;
    }
    evidence.truncate(all.len());
    evidence
}

impl Evidence {
    fn there(name: impl Into<String>) -> Self {
        Self::some(name, 1.0)
    }

    fn some(name: impl Into<String>, value: f32) -> Self {
        Self { name: name.into(), value, place: None }
    }
}

fn credit<'l>(
    scores: &mut Scores,
    reasons: &mut [Reason<'l>; ACTS],
    act: Act,
    weight: f32,
    rule: &'l str,
    place: Option<Place>,
) {
    scores.acts[act as usize] += weight;
    let reason = &mut reasons[act as usize];
    if weight > reason.weight {
        *reason = Reason { weight, rule, place };
    }
}
