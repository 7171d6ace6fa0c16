//! The list of statements: search, filters, and a row for each.

use maud::{Markup, html};

use super::frame::frame;
use super::parts::{Shown, act, badges, data, kind, leaves, same_query, speaker, stance, state, state_word, title};
use crate::desk::server::answer::Refusal;
use crate::desk::server::asked::Asked;
use crate::desk::server::export;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::{Entry, Facets, MOST_SPEAKERS, Store};
use crate::label::{Act, Kind, Order, Stance, State};
use crate::output::stance_word;

/// Statements on a page.
const ROWS: u64 = 50;

/// Shares that a confidence can be asked to have.
const SHARES: [f64; 6] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// The list, as far as it is asked for.
pub(in super::super) fn list(store: &Store, tongue: &Tongue, asked: &Asked) -> Result<Markup, Refusal> {
    let words = tongue.words;
    let page = store.list(&asked.filter, (asked.page - 1) * ROWS, ROWS)?;
    let facets = store.facets(&asked.filter)?;
    let pages = page.total.div_ceil(ROWS).max(1);
    let narrowed = narrowed(store, words, asked)?;
    let main = html! {
        h1 { (words.say("menu.list")) }
        (filters(words, asked, &facets))
        @if let Some((what, name, without)) = &narrowed {
            p .narrowed { (what) " " strong { (Shown(name)) } " " a href={ "/?" (without) } { (words.say("list.take-away")) } }
        }
        div .above {
            p #count { (words.count(page.total, "word.statement", "word.statements")) }
            @if page.total > 0 {
                div .ways {
                    a href={ "/charts?" (asked.query(&[])) } { (words.say("charts.show")) }
                    (exports(words, asked))
                }
            }
        }
        @if page.entries.is_empty() {
            (empty(words, asked))
        } @else {
            (rows(words, &page.entries))
            (leaves(words, asked.page, pages, |page| format!("/?{}", asked.query(&[("page", &page.to_string())]))))
        }
    };
    Ok(frame(tongue, "list", words.say("menu.list"), &main))
}

/// What the list is of, where no field of the form says it: an article or one claim.
fn narrowed(store: &Store, words: Words, asked: &Asked) -> Result<Option<(String, String, String)>, Refusal> {
    if let Some(number) = asked.filter.article {
        let entry = store.article(number)?.ok_or(Refusal::Missing)?.article;
        let name = entry.title.filter(|title| !title.is_empty()).unwrap_or(entry.id);
        return Ok(Some((words.say("list.of-article").to_owned(), name, asked.query(&[("article", "")]))));
    }
    let Some(group) = asked.filter.same else { return Ok(None) };
    let name = format!("{group}");
    Ok(Some((words.say("list.of-same").to_owned(), name, asked.query(&[("same", "")]))))
}

fn empty(words: Words, asked: &Asked) -> Markup {
    html! {
        div .empty {
            @if asked.is_narrow() || asked.page > 1 {
                p { (words.say("list.none-fit")) }
                p { a href="/" { (words.say("list.clear")) } }
            } @else {
                p { (words.say("list.none-yet")) }
                p { a .button href="/new" { (words.say("menu.new")) } }
            }
        }
    }
}

/// A choice of a field: value, word, how many statements have it.
type Choice = (String, String, Option<u64>);

fn choices<T: Copy + PartialEq>(
    all: &[T],
    value: impl Fn(T) -> &'static str,
    word: impl Fn(T) -> String,
    counts: &[(T, u64)],
) -> Vec<Choice> {
    let count = |one: T| counts.iter().find(|(other, _)| *other == one).map(|(_, count)| *count);
    all.iter().map(|one| (value(*one).to_owned(), word(*one), count(*one))).collect()
}

/// A field of choices.
fn select(words: Words, name: &str, any: &str, chosen: &str, choices: &[Choice]) -> Markup {
    html! {
        label {
            (words.say(&format!("field.{name}")))
            select name=(name) {
                @if !any.is_empty() { option value="" { (any) } }
                @for (value, word, count) in choices {
                    option value=(value) selected[value == chosen] {
                        (Shown(word)) @if let Some(count) = count { " (" (words.number(*count)) ")" }
                    }
                }
            }
        }
    }
}

fn filters(words: Words, asked: &Asked, facets: &Facets) -> Markup {
    let filter = &asked.filter;
    let stances =
        choices(Stance::ALL, Stance::as_str, |one| stance_word(one, words.wording).to_owned(), &facets.stances);
    let acts = choices(Act::ALL, Act::as_str, |one| act(words, one).to_owned(), &facets.acts);
    let kinds = choices(Kind::ALL, Kind::as_str, |one| kind(words, one).to_owned(), &facets.kinds);
    let states = choices(State::ALL, State::as_str, |one| state_word(words, one).to_owned(), &facets.states);
    let mut speakers: Vec<Choice> = facets
        .speakers
        .iter()
        .map(|(number, name, sides)| (number.to_string(), name.clone(), Some(sides.iter().sum())))
        .collect();
    let chosen = filter.speaker.map(|number| number.to_string()).unwrap_or_default();
    if !chosen.is_empty() && !speakers.iter().any(|(number, ..)| *number == chosen) {
        speakers.push((chosen.clone(), format!("{} {chosen}", words.say("field.speaker")), None));
    }
    let share = |share: Option<f64>| share.map(|share| share.to_string()).unwrap_or_default();
    let shares = |chosen: Option<f64>| -> Vec<Choice> {
        let mut shares: Vec<f64> = SHARES.into_iter().chain(chosen).collect();
        shares.sort_by(f64::total_cmp);
        shares.dedup();
        shares.into_iter().map(|share| (share.to_string(), words.share(share), None)).collect()
    };
    let order_word = |order| match order {
        Order::Latest => words.say("list.latest").to_owned(),
        Order::Earliest => words.say("list.earliest").to_owned(),
        Order::Doubtful => words.say("list.doubtful").to_owned(),
    };
    let any = words.say("list.any");
    html! {
        form .filters method="get" action="/" role="search" {
            div .search {
                label .sr for="words" { (words.say("list.search")) }
                input #words type="search" name="words" value=(Shown(&filter.words)) placeholder=(words.say("list.search"))
                    aria-describedby="search-help" maxlength="500";
                button .main { (words.say("list.search-button")) }
                p #search-help .hint { (words.say("list.search-help")) }
            }
            @if let Some(article) = filter.article { input type="hidden" name="article" value=(article); }
            @if let Some(same) = filter.same { input type="hidden" name="same" value=(same); }
            details .more open {
                summary { (words.say("list.filters")) }
                div .fields {
                    (select(words, "speaker", if speakers.len() < MOST_SPEAKERS { any } else { words.say("list.any-speaker") },
                        &chosen, &speakers))
                    (select(words, "stance", any, filter.stance.map_or("", Stance::as_str), &stances))
                    (select(words, "act", any, filter.act.map_or("", Act::as_str), &acts))
                    (select(words, "kind", any, filter.kind.map_or("", Kind::as_str), &kinds))
                    (select(words, "state", words.say("list.not-rejected"), filter.state.map_or("", State::as_str), &states))
                    label { (words.say("field.from")) input type="date" name="from" value=(filter.from); }
                    label { (words.say("field.to")) input type="date" name="to" value=(filter.to); }
                    (select(words, "least", any, &share(filter.least), &shares(filter.least)))
                    (select(words, "most", any, &share(filter.most), &shares(filter.most)))
                    (select(words, "order", "", filter.order.as_str(), &choices(Order::ALL, Order::as_str, order_word, &[])))
                    p .buttons {
                        button { (words.say("list.apply")) }
                        @if asked.is_narrow() { a href="/" { (words.say("list.clear")) } }
                    }
                }
            }
        }
    }
}

fn exports(words: Words, asked: &Asked) -> Markup {
    html! {
        details .exports {
            summary { (words.say("list.export")) }
            ul {
                @for name in export::names() {
                    li { a href={ "/export?" (asked.query(&[("format", name)])) } download {
                        (words.say(&format!("export.{name}")))
                    } }
                }
            }
        }
    }
}

/// Head and class of each column.
const HEADS: [(&str, &str); 9] = [
    ("field.claim", "claim"),
    ("field.speaker", "speaker"),
    ("field.stance", "stance"),
    ("field.act", "act"),
    ("field.date", "date"),
    ("field.kind", "kind"),
    ("field.article", "article"),
    ("field.confidence", "confidence"),
    ("field.state", "state"),
];

/// Statements as a table, which a narrow window shows as cards; its roles must outlive that.
fn rows(words: Words, entries: &[Entry]) -> Markup {
    html! {
        table .statements role="table" aria-describedby="count" {
            thead role="rowgroup" {
                tr role="row" {
                    @for (name, class) in HEADS { th role="columnheader" scope="col" class={ "c-" (class) } { (words.say(name)) } }
                }
            }
            tbody role="rowgroup" { @for entry in entries { (row(words, entry)) } }
        }
    }
}

fn row(words: Words, entry: &Entry) -> Markup {
    let row = &entry.row;
    let number = entry.number;
    let cell = |class: &str, name: &str, content: Markup| {
        html! {
            td role="cell" class={ "c-" (class) } data-head=(words.say(name)) { (content) }
        }
    };
    html! {
        tr role="row" .(entry.state.as_str()) data-statement=(number) data-entry=(data(entry)) {
            (cell("claim", "field.claim", html! {
                a .go href={ "/statement/" (number) } lang=(row.language) { (Shown(&row.claim)) }
                span .badges { (badges(words, entry)) }
            }))
            (cell("speaker", "field.speaker", html! {
                (speaker(words, entry))
                @if let Some(role) = &row.speaker_role { span .role { (Shown(role)) } }
            }))
            (cell("stance", "field.stance", stance(words, row.stance)))
            (cell("act", "field.act", html! { (act(words, row.act)) }))
            (cell("date", "field.date", html! { (Shown(&row.date)) }))
            (cell("kind", "field.kind", html! { (kind(words, row.kind)) }))
            (cell("article", "field.article", html! {
                a href={ "/article/" (entry.article) "#n" (number) } { (Shown(title(entry))) }
                @if let Some(source) = &row.source { span .role { (Shown(source)) } }
            }))
            (cell("confidence", "field.confidence", html! { (words.share(row.confidence)) }))
            (cell("state", "field.state", state(words, entry.state)))
        }
    }
}

/// Statements under a heading, short: on pages that are of something else.
pub(super) fn short(words: Words, entries: &[Entry], ticks: bool) -> Markup {
    html! {
        ol .short {
            @for entry in entries {
                li .(entry.state.as_str()) data-statement=(entry.number) data-entry=(data(entry)) {
                    @if ticks {
                        input type="checkbox" name="statement" value=(entry.number)
                            aria-label={ (words.say("speaker.tick")) " " (entry.number) };
                    }
                    div {
                        p { a .go href={ "/statement/" (entry.number) } lang=(entry.row.language) { (Shown(&entry.row.claim)) } }
                        p .facts {
                            @if !entry.row.date.is_empty() { span { (Shown(&entry.row.date)) } }
                            (stance(words, entry.row.stance))
                            span { (act(words, entry.row.act)) }
                            span { (speaker(words, entry)) }
                            a href={ "/article/" (entry.article) "#n" (entry.number) } { (Shown(title(entry))) }
                            (state(words, entry.state))
                            (badges(words, entry))
                        }
                    }
                }
            }
        }
    }
}

/// The way to the whole list of one claim.
pub(super) fn all_same(words: Words, group: i64) -> Markup {
    html! { p { a href={ "/?" (same_query(group)) } { (words.say("statement.all-same")) } } }
}
