//! Where an article is pasted or dropped.

use maud::{Markup, html};

use super::frame::frame;
use crate::article::FORMATS;
use crate::desk::server::tongue::Tongue;

/// The page that takes an article.
pub(in super::super) fn new(tongue: &Tongue) -> Markup {
    let words = tongue.words;
    let endings = FORMATS.iter().flat_map(|format| format.endings).filter(|ending| !ending.is_empty());
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    let main = html! {
        h1 { (words.say("menu.new")) }
        p .hint { (words.say("new.what")) }
        form #arrival autocomplete="off" {
            div .drop {
                label .file {
                    (words.say("new.file"))
                    input type="file" name="file" multiple accept=(endings.join(",")) aria-describedby="endings";
                }
                p #endings .hint { (words.say("new.drop")) " " (endings.join(" ")) }
            }
            label .wide { (words.say("new.text")) textarea name="text" rows="14" lang="" {} }
            fieldset {
                legend { (words.say("new.known-of-it")) }
                div .fields {
                    label { (words.say("field.title")) input name="title" maxlength="500"; }
                    label { (words.say("field.source")) input name="source" maxlength="200"; }
                    label { (words.say("field.published")) input type="date" name="published"; }
                    label { (words.say("field.url")) input type="url" name="url" maxlength="2000" placeholder="https://"; }
                }
            }
            p .fault role="alert" {}
            p .buttons { button .main type="submit" { (words.say("new.analyse")) } }
        }
    };
    frame(tongue, "new", words.say("menu.new"), &main)
}
