//! What a source does by saying something, and which side it takes.
//!
//! Takes an [`Utterance`], a claim with its verb and what stands before it, gives its [`Labels`]; knows no article and no
//! speaker. The words of the claim are looked up in weighted lists (`labels.toml` of the language pack); every hit adds its
//! weight to one act, and the reporting verb adds its own. These sums, each list that was hit and what the report
//! looks like are the evidence; how much each piece of it speaks for each act was fitted on annotated statements
//! (`weights.csv`, made by `examples/fit_labels.rs`). The likeliest act wins, and the stance that the
//! acts together make likeliest. One pass over the claim: hash look-ups of words and stems, short patterns of bounded
//! length, no regular expressions.

mod evidence;
mod index;
mod rules;
mod tokens;
mod weights;

use crate::error::Result;
use crate::label::{Act, Kind, Stance};
use crate::languages::Language;
use crate::own::OwnList;
use crate::span::Span;
pub use evidence::Evidence;
use evidence::{Fact, Pieces, Plain, Topic};
use rules::{Cue, Negated, Rule, Rules, Scope};
use tokens::{Claim, Hit};
use weights::Weights;

/// Name of a user's file of additions.
pub(crate) const OWN: &str = "labels.toml";

const ACTS: usize = Act::ALL.len();

/// Finds the act and stance of claims. Built once, used for any number of claims, from any thread.
#[derive(Debug)]
pub struct Labeller {
    rules: Rules,
    weights: Weights,
    /// The side that each act takes by itself.
    sides: [Stance; ACTS],
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
struct Weighed<'l, 'u> {
    scores: Scores,
    reasons: [Reason<'l>; ACTS],
    evidence: Pieces<'u>,
}

/// The heaviest reason for each act.
#[derive(Clone, Copy, Default)]
struct Reason<'l> {
    weight: f32,
    rule: &'l str,
    place: Option<Place>,
}

impl Labeller {
    /// The labeller of a language, from the word lists that come with the program.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] where the lists are malformed; a test keeps that from happening.
    pub fn of(language: Language) -> Result<Self> {
        Self::with_own(language, &[])
    }

    /// As [`Labeller::of`], with the words of a user's own `labels.toml` added to the lists.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] with file, line and what is wrong.
    pub(crate) fn with_own(language: Language, own: &[OwnList]) -> Result<Self> {
        let own = own.iter().find(|list| list.name == OWN);
        Self::new(Rules::of(language, own)?, language)
    }

    fn new(rules: Rules, language: Language) -> Result<Self> {
        let (file, table) = language.weights();
        let weights = Weights::parse(&file, table, &rules)?;
        let sides = std::array::from_fn(|act| rules.decision.stance(Act::ALL[act]));
        Ok(Self { rules, weights, sides })
    }

    /// All that is known of an utterance, in a fixed order: what the weights are fitted to.
    pub fn evidence(&self, utterance: &Utterance<'_>) -> Vec<Evidence> {
        let weighed = self.weigh(utterance);
        let named = weighed.evidence.all().iter();
        named
            .map(|piece| Evidence { name: piece.fact.name(&self.rules), value: piece.value, place: piece.place })
            .collect()
    }

    /// The labels of one claim. Any text will do, the empty one too; time grows linearly with its length.
    pub fn label<'l>(&'l self, utterance: &Utterance<'_>) -> Labels<'l> {
        let weighed = self.weigh(utterance);
        let chances = self.weights.chances(weighed.evidence.all());
        let side = self.likeliest_side(&chances);
        // The first of equal chances wins, in the order of the guideline.
        let (mut best, mut top, mut second) = (Act::State, f32::MIN, 0.0_f32);
        for (&act, &chance) in Act::ALL.iter().zip(&chances).filter(|(act, _)| self.side(**act) == side) {
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
            acts.filter(|(act, _)| self.side(**act) == side).map(|(_, chance)| chance).sum()
        };
        let sides = [Stance::Support, Stance::Oppose, Stance::Neutral];
        sides.into_iter().max_by(|a, b| chance_of(*a).total_cmp(&chance_of(*b))).unwrap_or(Stance::Neutral)
    }

    fn side(&self, act: Act) -> Stance {
        self.sides[act as usize]
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

    /// `A` of *kritiserer A for at …*: what stands before the first such word of a judging claim.
    fn target(&self, utterance: &Utterance<'_>, act: Act) -> Option<Place> {
        let cue = utterance.cue?;
        if utterance.kind != Kind::Indirect
            || !matches!(act, Act::Criticise | Act::Praise)
            || !self.rules.cue(cue).is_some_and(|entry| entry.names_target)
        {
            return None;
        }
        let first = utterance.claim.first()?;
        let end = first.find(self.rules.decision.target_before.as_str()).unwrap_or(first.len());
        let span = Span::new(0, end).trimmed(first);
        (!span.is_empty()).then_some(Place { part: 0, span })
    }

    fn weigh<'l: 'u, 'u>(&'l self, utterance: &Utterance<'u>) -> Weighed<'l, 'u> {
        let rules = &self.rules;
        let decision = &rules.decision;
        let cue = utterance.cue.and_then(|cue| rules.cue(cue));
        let mut total = Scores::default();
        let mut reasons = [Reason::default(); ACTS];
        let mut evidence = Pieces::new();
        let mut covered = vec![0; rules.list.len()];
        let mut scratch = Vec::new();
        let claim = Claim::read(utterance.claim, rules);
        let count = claim.sentences.len();
        for (number, sentence) in claim.sentences.iter().enumerate() {
            let mut scores = Scores::default();
            let question = claim.ends_with(sentence, '?');
            if question {
                let last = number + 1 == count;
                let weight = if last { decision.question } else { decision.earlier_question };
                credit(&mut scores, &mut reasons, Act::Ask, weight, "question", None);
                let fact = if last { Plain::LastQuestion } else { Plain::EarlierQuestion };
                evidence.count(Fact::Plain(fact), None);
            }
            for index in sentence.clone() {
                if claim.is(index, rules.turn) {
                    // «A, men B»: B is what the source wants to say.
                    scores.scale(decision.before_turn);
                    if index == sentence.start {
                        total.scale(decision.before_turn);
                    }
                }
                claim.hits(index, sentence, (rules, &rules.in_claim), &mut scratch, |hit| {
                    let rule = &rules.list[hit.rule];
                    // Of overlapping words of one list the first counts: «den bedste» is not «bedste» as well.
                    if hit.first >= covered[hit.rule] && rule.applies(utterance.kind, cue, Scope::Claim, question) {
                        covered[hit.rule] = hit.end;
                        let place = Some(claim.place(&hit));
                        let denied = self.count(rule, &hit, &claim, place, &mut scores, &mut reasons);
                        evidence.count(Fact::List { rule: hit.rule, denied, before: false }, place);
                    }
                });
            }
            total.add(&scores);
        }
        self.weigh_lead(utterance, cue, &mut total, &mut reasons, &mut evidence);
        self.weigh_cue(utterance, cue, &mut total, &mut reasons);
        if let Some((act, weight)) = decision.earlier(utterance) {
            credit(&mut total, &mut reasons, act, weight, "earlier", None);
        }
        circumstances(utterance, cue, &claim, &mut evidence);
        sums(&total, &mut evidence);
        Weighed { scores: total, reasons, evidence }
    }

    /// Counts a hit; tells whether it is denied.
    fn count<'l>(
        &'l self,
        rule: &'l Rule,
        hit: &Hit,
        claim: &Claim,
        place: Option<Place>,
        scores: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
    ) -> bool {
        let negated = rule.negated != Negated::Keep && claim.negated(hit, rule.verbal, &self.rules);
        let act = match (negated, rule.negated) {
            (false, _) | (true, Negated::Keep) => rule.act,
            (true, Negated::Drop) => return negated,
            (true, Negated::Becomes(act)) => Some(act),
        };
        let turned = if negated { -rule.side } else { rule.side };
        scores.support += turned.max(0.0);
        scores.oppose += (-turned).max(0.0);
        if let Some(act) = act {
            credit(scores, reasons, act, rule.weight, &rule.id, place);
        }
        negated
    }

    fn weigh_lead<'l>(
        &'l self,
        utterance: &Utterance<'_>,
        cue: Option<&Cue>,
        scores: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
        evidence: &mut Pieces<'_>,
    ) {
        if utterance.lead.is_empty() {
            return;
        }
        let rules = &self.rules;
        let lead = Claim::read(&[utterance.lead], rules);
        let mut counted = vec![false; rules.list.len()];
        let mut scratch = Vec::new();
        for (number, sentence) in lead.sentences.iter().enumerate() {
            let leads_in = number + 1 == lead.sentences.len() && !lead.is_ended(sentence);
            let scope = if leads_in { Scope::Clause } else { Scope::Lead };
            for index in sentence.clone() {
                lead.hits(index, sentence, (rules, &rules.in_lead), &mut scratch, |hit| {
                    let rule = &rules.list[hit.rule];
                    if !counted[hit.rule] && rule.applies(utterance.kind, cue, scope, false) {
                        counted[hit.rule] = true;
                        let denied = self.count(rule, &hit, &lead, None, scores, reasons);
                        evidence.count(Fact::List { rule: hit.rule, denied, before: true }, None);
                    }
                });
            }
        }
    }

    fn weigh_cue<'l>(
        &'l self,
        utterance: &Utterance<'_>,
        entry: Option<&'l Cue>,
        total: &mut Scores,
        reasons: &mut [Reason<'l>; ACTS],
    ) {
        let rules = &self.rules;
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

/// What the report looks like.
fn circumstances<'u>(utterance: &Utterance<'u>, cue: Option<&'u Cue>, claim: &Claim, evidence: &mut Pieces<'u>) {
    const NONE: &str = "none";
    let kind = utterance.kind;
    evidence.there(Fact::Plain(Plain::Kind(kind)));
    for topic in Topic::ALL {
        let which = match topic {
            Topic::Verb => utterance.cue,
            Topic::Group => cue.map(|cue| cue.id.as_str()),
            Topic::GivenAct => utterance.cue_act.map(Act::as_str),
            Topic::Earlier => utterance.earlier.map(Act::as_str),
        };
        let which = which.unwrap_or(NONE);
        evidence.there(Fact::Of { topic, which, kind: None });
        evidence.there(Fact::Of { topic, which, kind: Some(kind) });
    }
    if utterance.negated {
        evidence.there(Fact::Plain(Plain::DeniedVerb));
    }
    for (fact, mark) in Plain::MARKS {
        if utterance.claim.iter().any(|part| part.contains(mark)) {
            evidence.there(Fact::Plain(fact));
        }
    }
    if let Some(word) = claim.first_word(utterance.claim) {
        evidence.there(Fact::First(word));
    }
    evidence.some(Fact::Plain(Plain::Length), (1.0 + claim.count() as f32).ln());
}

/// The sums of the lists.
fn sums(total: &Scores, evidence: &mut Pieces<'_>) {
    for (act, sum) in Act::ALL.iter().zip(total.acts) {
        evidence.some(Fact::Plain(Plain::Sum(*act)), sum);
    }
    evidence.some(Fact::Plain(Plain::Support), total.support);
    evidence.some(Fact::Plain(Plain::Oppose), total.oppose);
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
