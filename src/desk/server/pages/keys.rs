//! The keys, which every page tells.

use maud::{Markup, html};

use crate::desk::server::wording::Words;

/// Keys, parted by a space, and the name of what they do.
const KEYS: [(&str, &str); 16] = [
    ("j k", "key.move"),
    ("Enter", "key.open"),
    ("e", "key.edit"),
    ("Esc", "key.leave"),
    ("c", "key.check"),
    ("x", "key.reject"),
    ("u", "key.undo"),
    ("a", "key.add"),
    ("s", "key.span"),
    ("S", "key.part"),
    ("/", "key.search"),
    ("g+l", "key.list"),
    ("g+a", "key.articles"),
    ("g+n", "key.new"),
    ("g+c", "key.charts"),
    ("?", "key.help"),
];

/// The keys as a table.
pub(super) fn keys(words: Words) -> Markup {
    html! {
        table .plain.keys {
            thead .sr { tr { th scope="col" { (words.say("help.key")) } th scope="col" { (words.say("help.does")) } } }
            tbody {
                @for (keys, name) in KEYS {
                    tr {
                        th scope="row" {
                            @for (place, key) in keys.split([' ', '+']).enumerate() {
                                @if place > 0 { " " }
                                kbd { (key) }
                            }
                        }
                        td { (words.say(name)) }
                    }
                }
            }
        }
    }
}
