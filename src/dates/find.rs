//! Matching the rules around each trigger.

use super::data::{Grammar, Meaning};
use super::pattern::{Builtin, Node};
use super::slots::{Slot, Slots};
use super::token::{self, Sort, Token};
use super::vocabulary::RuleSet;
use super::{Span, TimeExpression};

/// Tokens looked at after a trigger.
const AHEAD: usize = 18;
/// Tokens before a trigger at which an expression may begin.
const BEHIND: usize = 12;

/// What still has to match after the nodes at hand.
struct Rest<'a> {
    nodes: &'a [Node],
    next: Option<&'a Rest<'a>>,
}

#[derive(Clone, Copy)]
struct State {
    /// The token to match next.
    at: usize,
    /// The first token of the expression, after the words that must stand before it.
    begin: usize,
    slots: Slots,
}

/// The longest match so far.
struct Best {
    state: Option<State>,
    /// The match must reach beyond this token.
    trigger: usize,
    /// The token that it begins with.
    start: usize,
    means: Meaning,
}

/// The text around one trigger.
pub(super) struct Look<'a> {
    pub(super) text: &'a str,
    grammar: &'a Grammar,
    pub(super) tokens: &'a [Token],
}

/// Everything that reads as a time in `text`, in order, without overlap.
pub(super) fn find(text: &str, grammar: &Grammar) -> Vec<TimeExpression> {
    let mut found = vec![];
    let mut tokens = vec![];
    let (mut at, mut floor) = (0, 0);
    while let Some(trigger) = token::next_trigger(text, at, &grammar.triggers, &grammar.vocabulary) {
        let start = token::window_start(text, floor, trigger, &grammar.vocabulary);
        token::tokenise(text, start, trigger, AHEAD, &grammar.vocabulary, &mut tokens);
        let look = Look { text, grammar, tokens: &tokens };
        let Some(heart) = tokens.iter().position(|token| token.end > trigger) else {
            break;
        };
        at = tokens[heart].end;
        if let Some((end, expression)) = look.at(heart) {
            at = at.max(end);
            floor = at;
            found.extend(expression);
        }
    }
    found
}

impl Look<'_> {
    /// The longest match that holds the token `heart`, and where it ends; `None` inside where it says that this is no time.
    fn at(&self, heart: usize) -> Option<(usize, Option<TimeExpression>)> {
        let mut winner: Option<(usize, usize, u16, State)> = None;
        // The rules that may hold all tokens from one to the heart, by how far it stands before it.
        let mut possible = [RuleSet::default(); BEHIND + 1];
        possible[0] = self.rules_with(heart);
        let mut near = 0;
        for token in self.tokens[..heart].iter().rev().take(BEHIND) {
            let wider = match token.sort {
                // No rule reaches over a word that the grammar does not know.
                Sort::Word(None) | Sort::Break => break,
                // The full stop of a shortened word belongs to no rule.
                Sort::Mark(_) => possible[near],
                _ => possible[near].and(self.rules_with(heart - near - 1)),
            };
            if wider.is_empty() {
                break;
            }
            near += 1;
            possible[near] = wider;
        }
        for start in heart - near..=heart {
            let possible = possible[heart - start];
            let rules = match self.tokens[start].sort {
                Sort::Word(Some(id)) => match self.grammar.vocabulary.get(id) {
                    Some(word) => word.rules.as_slice(),
                    None => continue,
                },
                _ => self.grammar.figure_rules.as_slice(),
            };
            for &index in rules {
                if !possible.has(index) {
                    continue;
                }
                let rule = &self.grammar.rules[usize::from(index)];
                let mut best = Best { state: None, trigger: heart, start, means: rule.means };
                let state = State { at: start, begin: start, slots: rule.set };
                self.run(&rule.nodes, None, state, &mut best);
                let Some(state) = best.state else { continue };
                let length = self.tokens[state.at - 1].end - self.tokens[start].start;
                if winner.as_ref().is_none_or(|(most, ..)| length > *most) {
                    winner = Some((length, start, index, state));
                }
            }
        }
        let (_, _, index, state) = winner?;
        let rule = &self.grammar.rules[usize::from(index)];
        let end = self.tokens[state.at - 1].end;
        let expression = (rule.means != Meaning::Nothing).then(|| TimeExpression {
            span: Span::new(self.tokens[state.begin].start, end),
            kind: rule.means.kind(),
            attributive: state.slots.get(Slot::Attributive).is_some(),
            means: rule.means,
            pick: rule.pick,
            slots: state.slots,
        });
        Some((end, expression))
    }

    /// The rules that may hold the token `at`.
    fn rules_with(&self, at: usize) -> RuleSet {
        match self.tokens[at].sort {
            Sort::Word(Some(id)) => self.grammar.vocabulary.get(id).map_or(RuleSet::default(), |word| word.inside),
            _ => self.grammar.figure_inside,
        }
    }

    /// Tries every way to match `nodes` and then `rest`; keeps the one that reaches farthest.
    fn run(&self, nodes: &[Node], rest: Option<&Rest<'_>>, state: State, best: &mut Best) {
        let Some((node, after)) = nodes.split_first() else {
            match rest {
                Some(rest) => self.run(rest.nodes, rest.next, state, best),
                None => {
                    let farther = best.state.is_none_or(|kept| state.at > kept.at);
                    if farther
                        && state.at > best.trigger
                        && state.at > state.begin
                        && self.stands_alone(best.start..state.at, best.means)
                    {
                        best.state = Some(state);
                    }
                }
            }
            return;
        };
        match node {
            Node::Word(id, stop) => {
                if self.sort(state.at) == Some(Sort::Word(Some(*id)))
                    && let Some(at) = self.past(state.at, *stop)
                {
                    self.run(after, rest, State { at, ..state }, best);
                }
            }
            Node::Class(class) => self.class(*class, None, after, rest, state, best),
            Node::Builtin(builtin) => self.builtin(*builtin, after, rest, state, best),
            Node::Mark(mark) => {
                if self.sort(state.at) == Some(Sort::Mark(*mark)) {
                    self.run(after, rest, State { at: state.at + 1, ..state }, best);
                }
            }
            Node::Piece(index) => {
                let piece = self.grammar.pieces.nodes(*index);
                self.run(piece, Some(&Rest { nodes: after, next: rest }), state, best);
            }
            Node::Optional(inner) => {
                self.run(inner, Some(&Rest { nodes: after, next: rest }), state, best);
                self.run(after, rest, state, best);
            }
            Node::Either(ways) => {
                for way in ways {
                    self.run(way, Some(&Rest { nodes: after, next: rest }), state, best);
                }
            }
            Node::Before(words) => {
                for (id, stop) in words {
                    if self.sort(state.at) == Some(Sort::Word(Some(*id)))
                        && let Some(at) = self.past(state.at, *stop)
                    {
                        self.run(after, rest, State { at, begin: at, ..state }, best);
                    }
                }
            }
        }
    }

    /// Matches a word of `class`; its number goes into `slot`, or else where the class says.
    fn class(
        &self,
        class: u8,
        slot: Option<Slot>,
        after: &[Node],
        rest: Option<&Rest<'_>>,
        state: State,
        best: &mut Best,
    ) {
        let Some(Sort::Word(Some(id))) = self.sort(state.at) else {
            return;
        };
        let Some(word) = self.grammar.vocabulary.get(id) else {
            return;
        };
        for member in word.classes.iter().filter(|member| member.class == class) {
            if let Some(at) = self.past(state.at, member.stop) {
                let mut slots = state.slots;
                if let Some(slot) = slot.or_else(|| self.grammar.vocabulary.slot(class)) {
                    slots.add(slot, member.value);
                }
                self.run(after, rest, State { at, slots, ..state }, best);
            }
        }
    }

    fn builtin(&self, builtin: Builtin, after: &[Node], rest: Option<&Rest<'_>>, state: State, best: &mut Best) {
        let Some(sort) = self.sort(state.at) else {
            return;
        };
        let mut slots = state.slots;
        let mut at = state.at + 1;
        match (builtin, sort) {
            (Builtin::Day, Sort::Number(day @ 1..=31, 1 | 2)) => {
                slots.add(Slot::Day, day);
                at = self.past(state.at, true).unwrap_or(at);
            }
            (Builtin::Ordinal, Sort::Number(n @ 1..=31, 1 | 2)) => match self.past(state.at, true) {
                Some(past) => {
                    slots.add(Slot::N, n);
                    at = past;
                }
                None => return,
            },
            (Builtin::Day, Sort::Word(_)) => {
                return self.class(self.grammar.vocabulary.ordinal, Some(Slot::Day), after, rest, state, best);
            }
            (Builtin::Ordinal, Sort::Word(_)) => {
                return self.class(self.grammar.vocabulary.ordinal, None, after, rest, state, best);
            }
            (Builtin::Number, Sort::Number(n, _)) => slots.add(Slot::N, n),
            (Builtin::Ago, Sort::Number(n, _)) => slots.add(Slot::Ago, n),
            (Builtin::Number | Builtin::Ago, Sort::Word(_)) => {
                let slot = if builtin == Builtin::Ago { Slot::Ago } else { Slot::N };
                let number = self.grammar.vocabulary.number;
                return self.class(number, Some(slot), after, rest, state, best);
            }
            (Builtin::Year, Sort::Number(year, 4)) if token::is_year(year) && !self.is_amount(state.at) => {
                slots.add(Slot::Year, year);
            }
            (Builtin::YearEnd, Sort::Number(year, 4)) if token::is_year(year) => {
                slots.add(Slot::Year, year);
            }
            (Builtin::YearEnd, Sort::Number(two, 2)) => {
                let century = slots.get(Slot::Year).unwrap_or(0) / 100 * 100;
                slots.add(Slot::Year, century + two);
            }
            (Builtin::Year, Sort::Mark(b'\'')) => match self.sort(state.at + 1) {
                Some(Sort::Number(two, 2)) if self.adjoins(state.at) => {
                    slots.add(Slot::Year, token::short_year(two));
                    at = state.at + 2;
                }
                _ => return,
            },
            (Builtin::Week, Sort::Number(week @ 1..=53, 1 | 2)) => slots.add(Slot::Week, week),
            (Builtin::Date, Sort::Date(year, month, day)) | (Builtin::ShortDate, Sort::ShortDate(year, month, day)) => {
                slots.add(Slot::Year, year);
                slots.add(Slot::Month, month.into());
                slots.add(Slot::Day, day.into());
            }
            (Builtin::DayMonth, Sort::DayMonth(month, day)) => {
                slots.add(Slot::Month, month.into());
                slots.add(Slot::Day, day.into());
            }
            (Builtin::Decade, Sort::Decade(year)) => slots.add(Slot::Decade, year),
            (Builtin::ShortDecade, Sort::ShortDecade(two)) => slots.add(Slot::Short, two),
            (Builtin::Century, Sort::Century(year)) => slots.add(Slot::Century, year),
            (Builtin::Clock, Sort::Number(_, 1 | 2 | 4) | Sort::Figure) => {}
            _ => return,
        }
        self.run(after, rest, State { at, slots, ..state }, best);
    }

    fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.get(at).map(|token| token.sort)
    }

    /// Whether nothing stands between the token `at` and the next.
    fn adjoins(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(token), Some(next)) => token.end == next.start,
            _ => false,
        }
    }

    /// The token after `at`, and after its stop, where it must have one.
    fn past(&self, at: usize, stop: bool) -> Option<usize> {
        if !stop {
            return Some(at + 1);
        }
        (self.adjoins(at) && self.sort(at + 1) == Some(Sort::Mark(b'.'))).then_some(at + 2)
    }

    /// Whether the number at `at` counts something: 2000 kroner, 1900 til 2000 kroner, 2000 %.
    fn is_amount(&self, at: usize) -> bool {
        let counts = |at: usize| match self.sort(at) {
            Some(Sort::Mark(b'%' | b'$')) => true,
            Some(Sort::Word(Some(id))) => self.grammar.vocabulary.get(id).is_some_and(|word| word.measure),
            _ => false,
        };
        let number = |at: usize| matches!(self.sort(at), Some(Sort::Number(..) | Sort::Figure));
        counts(at + 1) || (number(at + 2) && counts(at + 3))
    }
}
