//! What a source does by saying something, and which side it takes.
//!
//! The words of the claim are looked up in weighted lists ([`da.toml`](./da.toml)); every hit adds its
//! weight to one act, the reporting verb adds its own, and the act with the greatest sum wins. Below a
//! floor nothing was said about the act, and the claim just informs. One pass over the claim: hash
//! look-ups of words and stems, short patterns of bounded length, no regular expressions.

mod index;
mod rules;
mod tokens;

use crate::error::Result;
use crate::label::{Act, Kind, Stance};
use crate::span::Span;
use rules::{Negated, Rule, Rules, Scope};
use tokens::{Claim, Hit};

const DATA: &str = include_str!("da.toml");
const ACTS: usize = Act::ALL.len();

/// Finds the act and stance of claims. Built once, used for any number of claims, from any thread.
#[derive(Debug)]
pub struct Labeller {
    rules: Rules,
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
    /// Lead of the act over the runner-up, in the weights of the lists; 0 for a bare default.
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
        Self::from_toml("labels/da.toml", DATA)
    }

    /// A labeller from other lists in the format of `da.toml`; `file` names them in errors.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] with the list and word at fault.
    pub fn from_toml(file: &str, data: &str) -> Result<Self> {
        Ok(Self { rules: Rules::parse(file, data)? })
    }

    /// The labels of one claim. Any text will do, the empty one too; time grows linearly with its length.
    pub fn label<'l>(&'l self, utterance: &Utterance<'_>) -> Labels<'l> {
        let (scores, reasons) = self.weigh(utterance);
        let decision = &self.rules.decision;
        // The first of equal sums wins, in the order of the guideline.
        let mut best = Act::State;
        let mut second = 0.0_f32;
        let mut top = f32::MIN;
        for (&act, &sum) in Act::ALL.iter().zip(&scores.acts) {
            if sum > top {
                second = top;
                (best, top) = (act, sum);
            } else if sum > second {
                second = sum;
            }
        }
        if top < decision.floor {
            best = Act::State;
        }
        let reason = reasons[best as usize];
        let stance = self.stance(best, &scores);
        let known = reason.weight > 0.0;
        Labels {
            act: best,
            stance,
            rule: if known { reason.rule } else { "default" },
            evidence: reason.place.filter(|_| known),
            target: self.target(utterance, best),
            margin: if known { (top - second.max(0.0)).max(0.0) } else { 0.0 },
        }
    }

    fn stance(&self, act: Act, scores: &Scores) -> Stance {
        let decision = &self.rules.decision;
        let by_act = decision.stance(act);
        if by_act != Stance::Neutral {
            return by_act;
        }
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

    fn weigh<'l>(&'l self, utterance: &Utterance<'_>) -> (Scores, [Reason<'l>; ACTS]) {
        let rules = &self.rules;
        let decision = &rules.decision;
        let mut total = Scores::default();
        let mut reasons = [Reason::default(); ACTS];
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
                        self.count(rule, &hit, &claim, place, &mut scores, &mut reasons);
                    }
                });
            }
            total.add(&scores);
        }
        self.weigh_lead(utterance, &mut total, &mut reasons);
        self.weigh_cue(utterance, &mut total, &mut reasons);
        if let Some((act, weight)) = decision.earlier(utterance) {
            credit(&mut total, &mut reasons, act, weight, "earlier", None);
        }
        (total, reasons)
    }

    fn count<'l>(
        &'l self,
        rule: &'l Rule,
        hit: &Hit,
        claim: &Claim,
        place: Option<Place>,
        scores: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
    ) {
        let negated = rule.negated != Negated::Keep && claim.negated(hit, rule.verbal, &self.rules);
        let act = match (negated, rule.negated) {
            (false, _) | (true, Negated::Keep) => rule.act,
            (true, Negated::Drop) => return,
            (true, Negated::Becomes(act)) => Some(act),
        };
        let turned = if negated { -rule.side } else { rule.side };
        scores.support += turned.max(0.0);
        scores.oppose += (-turned).max(0.0);
        if let Some(act) = act {
            credit(scores, reasons, act, rule.weight, &rule.id, place);
        }
    }

    fn weigh_lead<'l>(&'l self, utterance: &Utterance<'_>, scores: &mut Scores, reasons: &mut [Reason<'l>; ACTS]) {
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
                        self.count(rule, &hit, &lead, None, scores, reasons);
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
