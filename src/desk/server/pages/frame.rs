//! What stands around every page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::parts::{Shown, json};
use super::{form, keys};
use crate::desk::server::assets::address;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;

/// The entries of the menu: address and name of the word.
const MENU: [(&str, &str); 5] = [
    ("/", "menu.list"),
    ("/articles", "menu.articles"),
    ("/charts", "menu.charts"),
    ("/changes", "menu.changes"),
    ("/new", "menu.new"),
];

/// What the scripts say.
const SCRIPT_WORDS: [&str; 11] = [
    "told.undo-button",
    "told.no-answer",
    "told.no-selection",
    "told.no-statement",
    "told.nothing",
    "new.reading",
    "speaker.nobody-found",
    "speaker.merge-into",
    "state.open",
    "state.checked",
    "state.rejected",
];

/// A page with its title. `class` tells style sheet and scripts which it is.
pub(super) fn frame(tongue: &Tongue, class: &str, title: &str, main: &Markup) -> Markup {
    let words = tongue.words;
    html! {
        (head(words, title))
        body class=(class) data-words=(script_words(words)) {
            a .skip href="#main" { (words.say("frame.skip")) }
            header .top {
                a .brand href="/" { "udsagn" }
                nav aria-label=(words.say("frame.menu")) {
                    ul {
                        @for (path, name) in MENU {
                            li { a href=(path) aria-current=[(path == tongue.path).then_some("page")] { (words.say(name)) } }
                        }
                    }
                }
                p .side {
                    a href="/help" aria-current=[(tongue.path == "/help").then_some("page")] { (words.say("menu.help")) }
                    " "
                    (language(tongue))
                }
            }
            main #main tabindex="-1" { (main) }
            div #told .told {
                p role="status" aria-live="polite" {}
                button type="button" hidden { (words.say("told.undo-button")) }
            }
            (form::editor(words))
            dialog #keys aria-labelledby="keys-title" {
                h2 #keys-title { (words.say("help.keys")) }
                (keys::keys(words))
                form method="dialog" { button { (words.say("form.close")) } }
            }
        }
    }
}

/// A page of which nothing can be asked further.
pub(super) fn bare(tongue: &Tongue, title: &str, main: &Markup) -> Markup {
    html! {
        (head(tongue.words, title))
        body .bare {
            main #main { (main) }
        }
    }
}

fn head(words: Words, title: &str) -> Markup {
    html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{}\">", words.code())))
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (Shown(title)) " – udsagn" }
            link rel="icon" href="data:,";
            link rel="stylesheet" href=(address("desk.css"));
            link rel="stylesheet" href=(address("pages.css"));
            script type="module" src=(address("desk.js")) {}
        }
    }
}

/// The way to the other language.
fn language(tongue: &Tongue) -> Markup {
    let (code, name) = if tongue.words.code() == "da" { ("en", "English") } else { ("da", "Dansk") };
    html! { a href=(tongue.in_language(code)) lang=(code) hreflang=(code) { (name) } }
}

fn script_words(words: Words) -> String {
    let said = SCRIPT_WORDS.iter().map(|name| ((*name).to_owned(), words.say(name).into()));
    json(&serde_json::Value::Object(said.collect()))
}
