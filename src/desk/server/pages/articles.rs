//! The list of articles.

use maud::{Markup, html};

use super::frame::frame;
use super::parts::{Shown, leaves};
use crate::desk::server::answer::Refusal;
use crate::desk::server::asked::Asked;
use crate::desk::server::tongue::Tongue;
use crate::desk::store::Store;

/// Articles on a page.
const ROWS: u64 = 50;

/// The articles whose title or id holds some words.
pub(in super::super) fn articles(store: &Store, tongue: &Tongue, asked: &Asked) -> Result<Markup, Refusal> {
    let words = tongue.words;
    let sought = &asked.filter.words;
    let (lines, total) = store.articles(sought, (asked.page - 1) * ROWS, ROWS)?;
    let head = |name: &str, class: &str| html! { th role="columnheader" scope="col" class={ "c-" (class) } { (words.say(name)) } };
    let cell = |name: &str, class: &str, content: Markup| {
        html! {
            td role="cell" class={ "c-" (class) } data-head=(words.say(name)) { (content) }
        }
    };
    let main = html! {
        h1 { (words.say("menu.articles")) }
        form .filters method="get" action="/articles" role="search" {
            div .search {
                label .sr for="words" { (words.say("articles.search")) }
                input #words type="search" name="words" value=(Shown(sought)) placeholder=(words.say("articles.search")) maxlength="500";
                button .main { (words.say("list.search-button")) }
            }
        }
        div .above { p #count { (words.count(total, "word.article", "word.articles")) } }
        @if lines.is_empty() {
            div .empty {
                @if sought.is_empty() {
                    p { (words.say("articles.none-yet")) }
                    p { a .button href="/new" { (words.say("menu.new")) } }
                } @else {
                    p { (words.say("articles.none-fit")) }
                    p { a href="/articles" { (words.say("list.clear")) } }
                }
            }
        } @else {
            table .articles-table role="table" aria-describedby="count" {
                thead role="rowgroup" { tr role="row" {
                    (head("field.title", "claim")) (head("field.source", "speaker")) (head("field.published", "date"))
                    (head("menu.list", "count")) (head("articles.done", "count"))
                } }
                tbody role="rowgroup" {
                    @for line in &lines {
                        tr role="row" data-row="" {
                            (cell("field.title", "claim", html! { a .go href={ "/article/" (line.number) } { (Shown(&line.title)) } }))
                            (cell("field.source", "speaker", html! { (Shown(&line.source)) }))
                            (cell("field.published", "date", html! { (line.published) }))
                            (cell("menu.list", "count", html! {
                                a href={ "/?article=" (line.number) } { (words.count(line.statements, "word.statement", "word.statements")) }
                            }))
                            (cell("articles.done", "count", html! { (words.number(line.done)) " / " (words.number(line.statements)) }))
                        }
                    }
                }
            }
            (leaves(words, asked.page, total.div_ceil(ROWS), |page| {
                format!("/articles?{}", asked.query(&[("page", &page.to_string())]))
            }))
        }
    };
    Ok(frame(tongue, "articles", words.say("menu.articles"), &main))
}
