//! A pattern, compiled, and the search for the places where it fits.
//!
//! The search tries the ways of a pattern in their order and goes back where one leads nowhere, as regular expressions
//! of Perl's kind do; it remembers the forks that led nowhere, so that its time grows no faster than the row.

use std::ops::Range;

use super::alphabet::Term;
use super::pattern::{Count, NAMES, Node};
use super::sets::{Gathering, SetId, Sets};
use crate::lexicon::Class;

/// Place of a step.
type Place = u16;

/// One step.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Takes one symbol of a set.
    Take(SetId, Place),
    /// Goes on at the first place, else at the second; the number is that of the fork.
    Fork(u16, Place, Place),
    /// Notes where a capture begins (even) or ends (odd).
    Note(u8, Place),
    /// Goes on only at the row's beginning.
    First(Place),
    /// Goes on only at the row's end.
    Last(Place),
    /// It fits.
    Done,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    steps: Vec<Step>,
    forks: usize,
    begin: Place,
    /// What it can begin with.
    first: SetId,
    /// What a row must hold for it to fit: one bit for each of the needed sets.
    required: Vec<u64>,
    /// Whether it takes nothing beyond a sentence's end.
    pub(super) confined: bool,
}

/// Where a pattern fits, in places of symbols.
pub(super) struct Fit {
    pub(super) start: usize,
    pub(super) end: usize,
    notes: [u32; 2 * NAMES.len()],
}

impl Fit {
    /// What was captured under the name of this number.
    pub(super) fn capture(&self, number: usize) -> Option<Range<usize>> {
        let (start, end) = (self.notes[2 * number], self.notes[2 * number + 1]);
        (start != NONE && end != NONE).then_some(start as usize..end as usize)
    }
}

const NONE: u32 = u32::MAX;

/// What a search writes down; made once for many searches.
#[derive(Default)]
pub(super) struct Notes {
    /// One bit for each place of the row and fork that was tried.
    tried: Vec<u64>,
    waiting: Vec<Waiting>,
    /// One past the last place of which anything was written down.
    reach: usize,
}

enum Waiting {
    Way(Place, usize),
    Note(u8, u32),
}

impl Program {
    /// Compiles a pattern; `required` are the places, among the sets that any pattern needs, of its [`required`] ones.
    ///
    /// # Errors
    /// A message where it is too long.
    pub(super) fn new(node: &Node<SetId>, required: Vec<usize>, sets: &mut Gathering) -> Result<Self, String> {
        let mut compiler = Compiler { steps: vec![Step::Done], forks: 0 };
        let begin = compiler.compile(node, 0)?;
        let (steps, forks) = (compiler.steps, compiler.forks.into());
        let first = first(node, sets).ok_or("a pattern takes no symbol")?;
        let end = sets.of(&[Term::class(Class::End)]);
        let goes_on =
            |step: &Step| matches!(step, Step::Take(set, next) if sets.meet(*set, end) && takes(&steps, *next));
        let confined = !steps.iter().any(goes_on);
        let mut bits = Vec::new();
        for need in required {
            bits.resize(bits.len().max(need / 64 + 1), 0);
            bits[need / 64] |= 1 << (need % 64);
        }
        Ok(Self { steps, forks, begin, first, required: bits, confined })
    }

    /// Whether a row that holds letters of these sets can hold what the pattern needs.
    pub(super) fn can_fit(&self, held: &[u64]) -> bool {
        self.required.iter().zip(held).all(|(needed, held)| needed & !held == 0)
    }

    /// Calls `found` with every place where it fits that begins in `range`, from the left; the search goes on where
    /// `found` says.
    pub(super) fn search(
        &self,
        letters: &[u16],
        range: Range<usize>,
        sets: &Sets,
        notes: &mut Notes,
        mut found: impl FnMut(Fit) -> usize,
    ) {
        let width = self.forks.div_ceil(64);
        if notes.tried.len() < (letters.len() + 1) * width {
            notes.tried.resize((letters.len() + 1) * width, 0);
        }
        let mut at = range.start;
        // The first place that `tried` may hold anything of.
        let mut clean = at;
        notes.reach = at;
        while at < range.end {
            let fit = if sets.has(letters[at], self.first) { self.fit(at, letters, sets, notes, width) } else { None };
            let Some(fit) = fit else {
                at += 1;
                continue;
            };
            // What was on the way to a match did not lead nowhere.
            notes.tried[clean * width..notes.reach * width].fill(0);
            notes.reach = clean;
            at = found(fit).max(at + 1);
            clean = at.min(letters.len());
        }
        if notes.reach > clean {
            notes.tried[clean * width..notes.reach * width].fill(0);
        }
    }

    fn fit(&self, start: usize, letters: &[u16], sets: &Sets, notes: &mut Notes, width: usize) -> Option<Fit> {
        let mut fit = Fit { start, end: start, notes: [NONE; 2 * NAMES.len()] };
        let (mut step, mut at) = (self.begin, start);
        notes.waiting.clear();
        loop {
            let next = match self.steps[step as usize] {
                Step::Take(set, next) => {
                    let fits = letters.get(at).is_some_and(|letter| sets.has(*letter, set));
                    at += usize::from(fits);
                    fits.then_some(next)
                }
                Step::Fork(fork, first, second) => {
                    let tried = &mut notes.tried[at * width + fork as usize / 64];
                    let bit = 1 << (fork % 64);
                    let new = *tried & bit == 0;
                    *tried |= bit;
                    if new {
                        notes.reach = notes.reach.max(at + 1);
                        notes.waiting.push(Waiting::Way(second, at));
                    }
                    new.then_some(first)
                }
                Step::Note(note, next) => {
                    let old = std::mem::replace(&mut fit.notes[note as usize], at as u32);
                    notes.waiting.push(Waiting::Note(note, old));
                    Some(next)
                }
                Step::First(next) => (at == 0).then_some(next),
                Step::Last(next) => (at == letters.len()).then_some(next),
                Step::Done => {
                    fit.end = at;
                    return Some(fit);
                }
            };
            if let Some(next) = next {
                step = next;
                continue;
            }
            loop {
                match notes.waiting.pop()? {
                    Waiting::Way(way, place) => {
                        (step, at) = (way, place);
                        break;
                    }
                    Waiting::Note(note, old) => fit.notes[note as usize] = old,
                }
            }
        }
    }
}

/// Whether a symbol can be taken from this step on.
fn takes(steps: &[Step], from: Place) -> bool {
    let mut seen = vec![false; steps.len()];
    let mut waiting = vec![from];
    while let Some(step) = waiting.pop() {
        if std::mem::replace(&mut seen[step as usize], true) {
            continue;
        }
        match steps[step as usize] {
            Step::Take(..) => return true,
            Step::Fork(_, first, second) => waiting.extend([first, second]),
            Step::Note(_, next) | Step::First(next) | Step::Last(next) => waiting.push(next),
            Step::Done => {}
        }
    }
    false
}

struct Compiler {
    steps: Vec<Step>,
    forks: u16,
}

impl Compiler {
    /// Adds the steps of a node, after which `next` follows; gives where they begin.
    fn compile(&mut self, node: &Node<SetId>, next: Place) -> Result<Place, String> {
        match node {
            Node::Symbol(set) => self.push(Step::Take(*set, next)),
            Node::Row(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.compile(node, next)),
            Node::Either(nodes) => {
                let Some((last, before)) = nodes.split_last() else { return Ok(next) };
                let last = self.compile(last, next)?;
                before.iter().rev().try_fold(last, |other, node| {
                    let way = self.compile(node, next)?;
                    self.fork(way, other, false)
                })
            }
            Node::Repeat(node, Count { least, most, lazy }) => {
                let optional = match most {
                    None => {
                        // The fork stands before the node that leads back to it.
                        let fork = self.fork(next, next, *lazy)?;
                        let way = self.compile(node, fork)?;
                        if let Step::Fork(_, first, second) = &mut self.steps[fork as usize] {
                            *(if *lazy { second } else { first }) = way;
                        }
                        fork
                    }
                    Some(most) => (*least..*most).try_fold(next, |after, _| {
                        let way = self.compile(node, after)?;
                        self.fork(way, next, *lazy)
                    })?,
                };
                (0..*least).try_fold(optional, |next, _| self.compile(node, next))
            }
            Node::Capture(number, node) => {
                let end = self.push(Step::Note(2 * *number as u8 + 1, next))?;
                let inner = self.compile(node, end)?;
                self.push(Step::Note(2 * *number as u8, inner))
            }
            Node::First => self.push(Step::First(next)),
            Node::Last => self.push(Step::Last(next)),
        }
    }

    /// A fork that prefers the first place, or where it is lazy the second.
    fn fork(&mut self, first: Place, second: Place, lazy: bool) -> Result<Place, String> {
        let fork = self.forks;
        self.forks += 1;
        self.push(if lazy { Step::Fork(fork, second, first) } else { Step::Fork(fork, first, second) })
    }

    fn push(&mut self, step: Step) -> Result<Place, String> {
        let place = Place::try_from(self.steps.len()).map_err(|_| "the pattern is too long")?;
        self.steps.push(step);
        Ok(place)
    }
}

/// Sets of which a symbol must stand wherever a node fits; those of the fewest letters first.
pub(super) fn required(node: &Node<SetId>, sets: &mut Gathering) -> Vec<SetId> {
    let mut all = needed(node, sets);
    all.sort_unstable_by_key(|set| (sets.size(*set), *set));
    all.dedup();
    all
}

fn needed(node: &Node<SetId>, sets: &mut Gathering) -> Vec<SetId> {
    match node {
        Node::Symbol(set) => vec![*set],
        Node::Row(nodes) => nodes.iter().flat_map(|node| needed(node, sets)).collect(),
        Node::Either(nodes) => {
            // Of each branch the set of the fewest letters; one of these must be met.
            let mut all: Option<SetId> = None;
            for node in nodes {
                let of_branch = needed(node, sets);
                let Some(rarest) = of_branch.into_iter().min_by_key(|set| sets.size(*set)) else { return Vec::new() };
                all = Some(all.map_or(rarest, |all| sets.union(all, rarest)));
            }
            all.into_iter().collect()
        }
        Node::Repeat(node, count) if count.least > 0 => needed(node, sets),
        Node::Capture(_, node) => needed(node, sets),
        Node::Repeat(..) | Node::First | Node::Last => Vec::new(),
    }
}

/// The set of the symbols that a node can begin with, but for nothing.
fn first(node: &Node<SetId>, sets: &mut Gathering) -> Option<SetId> {
    match node {
        Node::Symbol(set) => Some(*set),
        Node::Row(nodes) => {
            let mut all: Option<SetId> = None;
            for node in nodes {
                if let Some(own) = first(node, sets) {
                    all = Some(all.map_or(own, |all| sets.union(all, own)));
                }
                if !node.can_be_empty() {
                    break;
                }
            }
            all
        }
        Node::Either(nodes) => {
            let firsts: Vec<SetId> = nodes.iter().filter_map(|node| first(node, sets)).collect();
            firsts.into_iter().reduce(|all, own| sets.union(all, own))
        }
        Node::Repeat(node, _) | Node::Capture(_, node) => first(node, sets),
        Node::First | Node::Last => None,
    }
}
