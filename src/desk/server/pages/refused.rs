//! Pages that say what could not be done.

use maud::{Markup, html};

use super::frame::{bare, frame};
use super::parts::Shown;
use crate::desk::server::tongue::Tongue;

/// What went wrong with an address.
pub(in super::super) fn refused(tongue: &Tongue, status: u16, message: &str) -> Markup {
    let words = tongue.words;
    let title = match status {
        404 => words.say("refused.missing-title"),
        422 => words.say("refused.wrong-title"),
        _ => words.say("refused.broken-title"),
    };
    let main = html! {
        h1 { (title) }
        p { (Shown(message)) }
        p { a href="/" { (words.say("refused.back")) } }
    };
    frame(tongue, "refused", title, &main)
}

/// How the desk is opened, which is called `host` with its port.
pub(in super::super) fn closed(tongue: &Tongue, host: &str) -> Markup {
    let words = tongue.words;
    let title = words.say("refused.closed-title");
    let main = html! {
        h1 { (title) }
        p { (words.say("refused.closed")) }
        p { (words.say("refused.closed-how")) }
        pre { "http://" (Shown(host)) "/?token=…" }
    };
    bare(tongue, title, &main)
}
