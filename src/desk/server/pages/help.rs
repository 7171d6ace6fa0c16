//! What the keys do, and what words mean.

use maud::{Markup, html};

use super::frame::frame;
use super::keys::keys;
use crate::desk::server::tongue::Tongue;

/// The page of keys and words.
pub(in super::super) fn help(tongue: &Tongue) -> Markup {
    let words = tongue.words;
    let terms = ["stance", "act", "kind", "confidence", "same"];
    let main = html! {
        h1 { (words.say("menu.help")) }
        p { (words.say("help.what")) }
        section {
            h2 { (words.say("help.keys")) }
            (keys(words))
        }
        section {
            h2 { (words.say("help.terms")) }
            dl .terms {
                @for term in terms {
                    dt { (words.say(&format!("field.{term}"))) }
                    dd { (words.say(&format!("told.about-{term}"))) }
                }
            }
        }
    };
    frame(tongue, "help", words.say("menu.help"), &main)
}
