//! Candidates in one another's words → those that stay.

use super::*;
use crate::label::Kind;

/// Where a claim is another whole report, only the inner one stays; its outer source is noted. A report in a clause that
/// hangs on a claim's words is a part of that claim: på et tidspunkt, hvor Syrien mener, at … Where two claims are the
/// same words, the one of higher priority stays.
pub(super) fn drop_covered<'g>(
    document: &Document,
    view: &BlockReading,
    mut found: Vec<Candidate<'g>>,
) -> Vec<Candidate<'g>> {
    let symbols = &view.row.symbols;
    let hangs = |outer: &Candidate, inner: &Candidate| {
        let start = inner.found.speaker.as_ref().map_or(inner.found.whole.start, |speaker| speaker.start);
        let first = outer.content.ranges.first().map_or(0, |range| range.start);
        let before = start.checked_sub(1).map(|at| &symbols[at]).filter(|before| !before.tokens.is_empty());
        before.is_some_and(|before| before.tokens.start > first && document.is(before.tokens.start, List::OpensClause))
    };
    let near = Neighbours::new(&found, &view.pieces);
    let mut keep = vec![true; found.len()];
    for a in 0..found.len() {
        for b in near.of(a) {
            if a == b || !keep[a] || !keep[b] {
                continue;
            }
            let (outer, inner) = (&found[a], &found[b]);
            let same_piece = outer.content.pieces.iter().any(|piece| inner.content.pieces.contains(piece));
            if same_piece {
                let loses = (inner.construction.priority, std::cmp::Reverse(b))
                    < (outer.construction.priority, std::cmp::Reverse(a));
                keep[if loses { b } else { a }] = false;
                continue;
            }
            let Some(cue) = &inner.cue else { continue };
            // »…«, siger Ida Holm ifølge Ritzau; Det oplyser Ida Holm ifølge Ritzau: her report is no claim of the agency.
            let around = outer.construction.claim == ClaimPlace::Around;
            let report = !inner.content.pieces.is_empty() || inner.construction.claim == ClaimPlace::Previous;
            if around && outer.content.holds(cue.start) && report {
                keep[a] = false;
                found[b].outer = found[a].speaker;
                continue;
            }
            // …, at klubben havde fundet »en mand«: what reports now and then does not inside a claim.
            let weak = outer.content.holds(cue.start)
                && !inner.content.pieces.is_empty()
                && document.classes(cue.start).has(Class::Weak)
                && inner.construction.kind == Some(Kind::Mixed);
            if weak {
                keep[b] = false;
                continue;
            }
            if outer.content.holds(cue.start)
                && !inner.content.ranges.is_empty()
                && inner.construction.speaker == SpeakerPlace::Captured
            {
                // Content that is weak inside stays with the outer report.
                if hangs(outer, inner) {
                    keep[b] = false;
                    continue;
                }
                let overlap =
                    outer.content.ranges.iter().any(|o| inner.content.ranges.iter().any(|i| o.contains(&i.start)));
                if overlap {
                    // Hun mener, at broen er dyr, og hun venter, at …: a second report and no part of the first.
                    if let Some(comma) = next_report(document, symbols, inner) {
                        found[a].content.end_at(comma);
                        continue;
                    }
                    keep[a] = false;
                    found[b].outer = found[a].speaker;
                }
                continue;
            }
            let begins = |candidate: &Candidate| candidate.content.ranges.first().map(|range| range.start);
            let same = begins(outer).is_some() && begins(outer) == begins(inner);
            if same && outer.construction.priority < inner.construction.priority {
                keep[a] = false;
            }
        }
    }
    let mut keep = keep.into_iter();
    found.into_iter().filter(|_| keep.next().unwrap_or(true)).collect()
}

/// Which candidates of a block touch each other: in a long block far fewer than all pairs.
struct Neighbours {
    /// The tokens from the first to the last of each candidate's cue and content; empty ones at the end of all.
    extents: Vec<Range<usize>>,
    /// Candidates by where they begin.
    order: Vec<usize>,
    /// In the same order, how far any candidate up to this one reaches.
    reach: Vec<usize>,
}

impl Neighbours {
    fn new(found: &[Candidate], pieces: &[Piece]) -> Self {
        let extent = |candidate: &Candidate| {
            let quoted = candidate.content.pieces.iter().map(|piece| &pieces[*piece].outer);
            let all = quoted.chain(&candidate.content.ranges).chain(&candidate.cue);
            all.cloned()
                .reduce(|all, own| all.start.min(own.start)..all.end.max(own.end))
                .unwrap_or(usize::MAX..usize::MAX)
        };
        let extents: Vec<Range<usize>> = found.iter().map(extent).collect();
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|place| extents[*place].start);
        let mut last = 0;
        let reach = order.iter().map(|place| {
            last = extents[*place].end.max(last);
            last
        });
        let reach = reach.collect();
        Self { extents, order, reach }
    }

    /// The candidates that touch one, itself too, in the order of candidates.
    fn of(&self, place: usize) -> Vec<usize> {
        let own = &self.extents[place];
        let first = self.reach.partition_point(|reach| *reach < own.start);
        let last = self.order.partition_point(|place| self.extents[*place].start <= own.end);
        let mut near = self.order[first.min(last)..last].to_vec();
        near.sort_unstable();
        near
    }
}

/// The comma before »og« or »men« that joins a report, by its own subject, to what stands before.
fn next_report(document: &Document, symbols: &[Symbol], report: &Candidate) -> Option<usize> {
    let start = report.found.speaker.as_ref()?.start.min(report.found.cue.as_ref()?.start);
    let joint = &symbols[start.checked_sub(2)?..start];
    let joined = joint[0].classes.has(Class::Comma)
        && document.is(joint[1].tokens.start, List::AndBut)
        && joint[1].tokens.len() == 1;
    joined.then_some(joint[0].tokens.start)
}
