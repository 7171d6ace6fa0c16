//! The cheapest reading of a paragraph's marks.
//!
//! A small automaton runs over the marks: outside, inside a quotation, inside a quotation in a quotation.
//! Viterbi's algorithm keeps the cheapest way into each state, so that a paragraph costs a fixed amount a mark.

use super::style::{Family, Mark};

/// What a mark does in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Belongs to no quotation.
    Stray,
    /// Opens a quotation.
    Open,
    /// Closes it.
    Close,
    /// Opens a quotation in a quotation.
    OpenInner,
    /// Closes that.
    CloseInner,
    /// Closes both.
    CloseBoth,
    /// Closes a quotation whose opening mark is lost.
    CloseUnopened,
    /// Opens a quotation although the one before was not closed.
    Reopen,
}

/// What the paragraph's surroundings say of a quotation that began before its first mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// It begins with a speaker's name and a colon.
    Label,
    /// The paragraph before left a quotation open.
    Open,
    /// A paragraph left a quotation open, and paragraphs without marks followed.
    OpenFarther,
}

/// A reading: one action a mark.
#[derive(Debug)]
pub(super) struct Reading {
    /// In the order of the marks.
    pub actions: Vec<Action>,
    /// A quotation without an opening mark begins with the paragraph.
    pub begins_inside: bool,
}

impl Reading {
    /// Whether it finds no quotation at all.
    pub(super) fn is_empty(&self) -> bool {
        !self.begins_inside && self.actions.iter().all(|action| *action == Action::Stray)
    }
}

/// Outer quotations: three families, each with or without whole sentences, and one without opening mark.
const KINDS: usize = 7;
const MISSING: usize = 6;
const STATES: usize = 1 + KINDS + KINDS * 3;
const OUTSIDE: usize = 0;
const INFINITE: i32 = i32::MAX / 4;

/// Cost of an unclosed quotation.
const UNCLOSED: i32 = 24;
/// Cost of a reporting clause within a quotation.
const NARRATED: i32 = 8;
/// Cost of closing with a mark of another family.
const MISMATCH: i32 = 16;

const FAMILIES: [Family; 3] = [Family::Angle, Family::Double, Family::Single];

fn outer(kind: usize) -> usize {
    1 + kind
}

fn inner(kind: usize, family: usize) -> usize {
    1 + KINDS + kind * 3 + family
}

fn kind_of(mark: &Mark) -> usize {
    mark.family as usize * 2 + usize::from(mark.full)
}

/// Family of an outer kind; none where its opening mark is missing.
fn family_of(kind: usize) -> Option<Family> {
    FAMILIES.get(kind / 2).copied().filter(|_| kind != MISSING)
}

fn is_full(kind: usize) -> bool {
    kind != MISSING && kind % 2 == 1
}

/// What closing a quotation of `family` with this mark costs above the mark's own cost.
fn mismatch(family: Option<Family>, mark: &Mark) -> i32 {
    let Some(family) = family else {
        return if mark.family == Family::Single { MISMATCH } else { 0 };
    };
    if family == mark.family {
        0
    } else if mark.family == Family::Single && !mark.ends {
        // An apostrophe rather than a mistaken mark.
        MISMATCH + 25
    } else {
        MISMATCH
    }
}

fn close_cost(kind: usize, mark: &Mark, before: Before) -> i32 {
    let mut cost = mark.close + mismatch(family_of(kind), mark);
    if is_full(kind) && mark.inside_clause {
        cost += 8;
    }
    if kind == MISSING && before == Before::Nothing && mark.reports {
        cost -= 24;
    }
    cost
}

/// The cheapest ways so far into each state.
struct Lattice {
    costs: [i32; STATES],
    next: [i32; STATES],
    from: [(u8, Action); STATES],
}

impl Lattice {
    fn go(&mut self, state: usize, target: usize, action: Action, cost: i32) {
        let total = self.costs[state] + cost;
        if total < self.next[target] {
            self.next[target] = total;
            self.from[target] = (state as u8, action);
        }
    }

    fn outside(&mut self, mark: &Mark) {
        self.go(OUTSIDE, OUTSIDE, Action::Stray, mark.stray);
        self.go(OUTSIDE, outer(kind_of(mark)), Action::Open, mark.open);
        self.go(OUTSIDE, OUTSIDE, Action::CloseUnopened, mark.close + mark.unopened);
    }

    fn inside(&mut self, kind: usize, mark: &Mark, before: Before) {
        let state = outer(kind);
        self.go(state, OUTSIDE, Action::Close, close_cost(kind, mark, before));
        self.go(state, state, Action::Stray, mark.stray.max(if mark.sign || mark.doubled { 0 } else { 32 }));
        let same = family_of(kind) == Some(mark.family);
        let nest = mark.open + if same { 6 } else { 2 } + if same && mark.doubled { 12 } else { 0 };
        self.go(state, inner(kind, mark.family as usize), Action::OpenInner, nest);
        if kind != MISSING {
            let reopen = mark.open + if mark.narrated { 18 } else { 45 };
            self.go(state, outer(kind_of(mark)), Action::Reopen, reopen);
        }
    }

    fn nested(&mut self, kind: usize, family: usize, mark: &Mark, before: Before) {
        let state = inner(kind, family);
        let close = mark.close + mismatch(Some(FAMILIES[family]), mark);
        self.go(state, outer(kind), Action::CloseInner, close);
        let other = FAMILIES[family] != mark.family;
        let both = close_cost(kind, mark, before) + if other { 20 } else { 26 };
        self.go(state, OUTSIDE, Action::CloseBoth, both);
        self.go(state, state, Action::Stray, mark.stray.max(if mark.sign || mark.doubled { 0 } else { 32 }));
    }
}

/// Reads a paragraph's marks; `narrated_tail` tells whether a reporting clause stands behind the last one.
pub(super) fn read(marks: &[Mark], before: Before, narrated_tail: bool) -> Reading {
    let mut lattice =
        Lattice { costs: [INFINITE; STATES], next: [INFINITE; STATES], from: [(0, Action::Stray); STATES] };
    lattice.costs[OUTSIDE] = 0;
    lattice.costs[outer(MISSING)] = match before {
        Before::Nothing => 38,
        Before::Label => 20,
        Before::Open => 6,
        Before::OpenFarther => 14,
    };
    let mut steps: Vec<[(u8, Action); STATES]> = Vec::with_capacity(marks.len());
    for mark in marks {
        lattice.next = [INFINITE; STATES];
        if mark.narrated {
            for cost in &mut lattice.costs[1..] {
                *cost += NARRATED;
            }
        }
        lattice.outside(mark);
        for kind in 0..KINDS {
            if lattice.costs[outer(kind)] < INFINITE {
                lattice.inside(kind, mark, before);
            }
            for family in 0..FAMILIES.len() {
                if lattice.costs[inner(kind, family)] < INFINITE {
                    lattice.nested(kind, family, mark, before);
                }
            }
        }
        // Only differences matter; the cheapest stays near nought however long the paragraph.
        let least = lattice.next.iter().copied().min().unwrap_or(0);
        for (cost, next) in lattice.costs.iter_mut().zip(lattice.next) {
            *cost = if next >= INFINITE { INFINITE } else { next - least };
        }
        steps.push(lattice.from);
    }
    let tail = UNCLOSED - if narrated_tail { NARRATED } else { 0 };
    for kind in 0..KINDS {
        let mut cost = tail;
        if kind == MISSING {
            cost += 10;
        } else if family_of(kind) == Some(Family::Single) && !is_full(kind) {
            cost += 14;
        }
        lattice.costs[outer(kind)] += cost;
        for family in 0..FAMILIES.len() {
            lattice.costs[inner(kind, family)] += cost + UNCLOSED;
        }
    }
    let mut state = (0..STATES).min_by_key(|state| lattice.costs[*state]).unwrap_or(OUTSIDE);
    let mut actions = vec![Action::Stray; marks.len()];
    for (action, step) in actions.iter_mut().zip(&steps).rev() {
        let (from, taken) = step[state];
        *action = taken;
        state = from as usize;
    }
    Reading { actions, begins_inside: state == outer(MISSING) }
}
