//! One statement: the claim in its context, why the rules found it, what people made of it, where it stands too.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::changes::record;
use super::frame::frame;
use super::list::{all_same, short};
use super::parts::{Shown, act, badges, data, kind, outside, speaker, speaker_name, stance, stance_text, state, title};
use crate::desk::server::Desk;
use crate::desk::server::answer::Refusal;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::{Change, Entry, Filter, StatementNumber};
use crate::label::State;
use crate::output::Wording;
use crate::statement::Statement;

/// Other places of a claim that are shown, and changes.
const MOST: u64 = 50;

/// The page of a statement.
pub(in super::super) fn statement(desk: &Desk, tongue: &Tongue, number: StatementNumber) -> Result<Markup, Refusal> {
    let words = tongue.words;
    let entry = desk.store.statement(number)?.ok_or(Refusal::Missing)?;
    let changes = desk.store.changes(Some(number), MOST)?;
    let same = match &entry.same {
        Some(same) => {
            let filter = Filter { same: Some(same.group), ..Filter::default() };
            let mut others = desk.store.list(&filter, 0, MOST)?.entries;
            others.retain(|other| other.number != number);
            others
        }
        None => Vec::new(),
    };
    let grammar = desk.analysers.first().grammar();
    let note = grammar.constructions().iter().find(|one| one.id == entry.row.rule).map(|one| one.note.as_str());
    let main = html! {
        div .sheet data-statement=(number) data-entry=(data(&entry)) {
            p .way { a href={ "/article/" (entry.article) "#n" (number) } { (Shown(title(&entry))) } }
            h1 { (words.say("statement.of")) " " (speaker(words, &entry)) }
            blockquote .the-claim lang=(entry.row.language) { (Shown(&entry.row.claim)) }
            (facts(words, &entry))
            (actions(words, &entry, true))
            (checked(words, &entry))
        }
        section {
            h2 { (words.say("statement.context")) }
            p .context lang=(entry.row.language) { (context(&entry.row)) }
        }
        (why(words, &entry, note))
        (against(words, &entry))
        @if let Some(group) = entry.same.as_ref().map(|same| same.group).filter(|_| !same.is_empty()) {
            section {
                h2 { (words.say("statement.same")) }
                p .hint { (words.say("statement.same-how")) }
                (first(words, &entry))
                (short(words, &same, false))
                (all_same(words, group))
            }
        }
        (history(words, &changes))
    };
    let title = format!("{} {}", words.say("statement.of"), speaker_name(words, &entry));
    Ok(frame(tongue, "statement", &title, &main))
}

/// The statement in focus beside its article.
pub(in super::super) fn panel(tongue: &Tongue, entry: &Entry) -> Markup {
    let words = tongue.words;
    html! {
        h2 { (speaker(words, entry)) }
        blockquote lang=(entry.row.language) { (Shown(&entry.row.claim)) }
        (facts(words, entry))
        (actions(words, entry, false))
        @if let Some(steps) = &entry.row.resolution { div .found { p .hint { (words.say("statement.resolution")) } (chain(words, steps)) } }
        (warnings(words, &entry.row))
        p { a href={ "/statement/" (entry.number) } { (words.say("statement.more")) } " " kbd { "Enter" } }
    }
}

fn facts(words: Words, entry: &Entry) -> Markup {
    let row = &entry.row;
    let fact = |name: &str, content: Markup| html! { div { dt { (words.say(name)) } dd { (content) } } };
    let role = row.speaker_role.as_ref().map(|role| fact("field.role", html! { (Shown(role)) }));
    let target = row.stance_target.as_deref().filter(|target| !target.is_empty());
    let date_text = row.date_text.as_deref().map(|words| html! { " (" q { (Shown(words)) } ")" });
    let date = html! { @if row.date.is_empty() { (words.say("word.unknown")) } @else { (Shown(&row.date)) (date_text.unwrap_or_default()) } };
    html! {
        dl .facts-list {
            (role.unwrap_or_default())
            (fact("field.stance", html! { (stance(words, row.stance)) @if let Some(target) = target { ": " (Shown(target)) } }))
            (fact("field.act", html! { (act(words, row.act)) }))
            (fact("field.kind", html! { (kind(words, row.kind)) }))
            (fact("field.date", date))
            @if let Some(via) = &row.via { (fact("field.via", html! { (Shown(via)) })) }
            (fact("field.confidence", html! { (words.share(row.confidence)) }))
            (fact("field.state", html! { (state(words, entry.state)) " " span .badges { (badges(words, entry)) } }))
        }
    }
}

/// What can be done with a statement; the keys do the same.
fn actions(words: Words, entry: &Entry, is_whole: bool) -> Markup {
    let check = if entry.state == State::Checked { words.say("do.uncheck") } else { words.say("do.check") };
    let reject = if entry.state == State::Rejected { words.say("do.unreject") } else { words.say("do.reject") };
    html! {
        p .buttons {
            button .main type="button" data-do="edit" { (words.say("do.edit")) " " kbd { "e" } }
            button type="button" data-do="check" { (check) " " kbd { "c" } }
            button type="button" data-do="reject" { (reject) " " kbd { "x" } }
            @if is_whole {
                a .button href={ "/article/" (entry.article) "#n" (entry.number) } { (words.say("statement.in-article")) }
            }
        }
    }
}

/// The note and address of whoever checked it.
fn checked(words: Words, entry: &Entry) -> Markup {
    html! {
        @if !entry.note.is_empty() || !entry.evidence.is_empty() {
            div .checked-note {
                @if !entry.note.is_empty() { p { strong { (words.say("field.note")) ": " } (Shown(&entry.note)) } }
                @if !entry.evidence.is_empty() {
                    p { strong { (words.say("field.evidence")) ": " } (outside(&entry.evidence, &entry.evidence)) }
                }
            }
        }
        @if let Some(link) = &entry.row.link { p .facts { (outside(link, words.say("statement.on-web"))) } }
    }
}

/// The paragraph with the claim marked in it.
fn context(row: &Statement) -> Markup {
    let mut rest = row.context.as_str();
    let mut pieces = Vec::new();
    for part in row.claim_parts() {
        let Some((before, after)) = rest.split_once(part) else { continue };
        pieces.push((before, part));
        rest = after;
    }
    html! {
        @for (before, part) in pieces { (Shown(before)) mark { (Shown(part)) } }
        (Shown(rest))
    }
}

/// What a rule is: in words, or on Danish pages by the example that the words end with, since rules are described in English.
fn rule_note(words: Words, note: &str) -> Markup {
    match (words.wording, note.split_once(": ")) {
        (Wording::Danish, Some((_, example))) => {
            html! { p .hint { (words.say("statement.as-in")) " " (example) } }
        }
        _ => html! { p .hint lang="en" { (note) } },
    }
}

fn why(words: Words, entry: &Entry, note: Option<&str>) -> Markup {
    let row = entry.found.as_ref().unwrap_or(&entry.row);
    let fact = |name: &str, content: Markup| html! { div { dt { (words.say(name)) } dd { (content) } } };
    html! {
        section {
            h2 { (words.say("statement.why")) }
            @if entry.found.is_none() {
                p { (words.say("statement.by-hand")) }
            } @else {
                dl .facts-list.wide {
                    (fact("field.rule", html! { code { (Shown(&row.rule)) } @if let Some(note) = note { (rule_note(words, note)) } }))
                    @if let Some(cue) = &row.cue { (fact("field.cue", html! { (Shown(cue)) })) }
                    @if let Some(mention) = &row.mention { (fact("field.mention", html! { (Shown(mention)) })) }
                    @if let Some(resolution) = &row.resolution { (fact("statement.resolution", chain(words, resolution))) }
                }
                (warnings(words, row))
            }
        }
    }
}

/// `han → Leif Jensen (pronoun)` as steps.
fn chain(words: Words, resolution: &str) -> Markup {
    let (steps, how) = match resolution.rsplit_once(" (") {
        Some((steps, how)) => (steps, how.strip_suffix(')')),
        None => (resolution, None),
    };
    html! {
        ol .chain {
            @for step in steps.split(" → ") { li { (Shown(step)) } }
            @if let Some(how) = how { li .how { (Shown(words.of_program("how", how))) } }
        }
    }
}

fn warnings(words: Words, row: &Statement) -> Markup {
    html! {
        @if !row.warnings.is_empty() {
            ul .warnings aria-label=(words.say("statement.warnings")) {
                @for warning in &row.warnings { li { (Shown(words.of_program("warning", warning))) } }
            }
        }
    }
}

/// What the rules found beside what people made of it, where that is another.
fn against(words: Words, entry: &Entry) -> Markup {
    let Some(found) = &entry.found else { return html! {} };
    let row = &entry.row;
    let both = |name: &'static str, old: String, new: String| (name, old, new);
    let rows = [
        both("field.claim", found.claim.clone(), row.claim.clone()),
        both("field.speaker", found.speaker.clone(), row.speaker.clone()),
        both("field.stance", stance_text(words, found.stance), stance_text(words, row.stance)),
        both("field.act", act(words, found.act).to_owned(), act(words, row.act).to_owned()),
        both("field.kind", kind(words, found.kind).to_owned(), kind(words, row.kind).to_owned()),
        both("field.date", found.date.clone(), row.date.clone()),
    ];
    let changed: Vec<_> = rows.into_iter().filter(|(_, old, new)| old != new).collect();
    html! {
        @if !changed.is_empty() {
            section {
                h2 { (words.say("statement.against")) }
                table .plain {
                    thead { tr {
                        th scope="col" { (words.say("statement.field")) }
                        th scope="col" { (words.say("statement.found")) }
                        th scope="col" { (words.say("statement.corrected")) }
                    } }
                    tbody { @for (name, old, new) in &changed {
                        tr { th scope="row" { (words.say(name)) } td { (or_nothing(old)) } td { (or_nothing(new)) } }
                    } }
                }
            }
        }
    }
}

fn or_nothing(words: &str) -> Markup {
    html! { @if words.is_empty() { "–" } @else { (Shown(words)) } }
}

/// Where the claim stood first.
fn first(words: Words, entry: &Entry) -> Markup {
    let Some(same) = &entry.same else { return html! {} };
    html! {
        p {
            (words.say("statement.first")) ": "
            strong { (Shown(&same.first_source)) }
            @if !same.first_day.is_empty() { ", " (same.first_day) }
            " · " (words.count(same.appearances.into(), "word.appearance", "word.appearances"))
        }
    }
}

fn history(words: Words, changes: &[Change]) -> Markup {
    html! {
        section {
            h2 { (words.say("statement.history")) }
            @if changes.is_empty() { p .hint { (words.say("statement.no-history")) } } @else { (record(words, changes, &BTreeMap::new())) }
        }
    }
}
