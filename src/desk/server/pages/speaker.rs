//! One speaker: its names and roles, what it said in order of time, and who else may be meant.

use maud::{Markup, html};

use super::charts::{Months, sides, timeline};
use super::frame::frame;
use super::list::short;
use super::parts::Shown;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::SpeakerEntry;

/// The page of a speaker.
pub(in super::super) fn speaker(tongue: &Tongue, entry: &SpeakerEntry) -> Markup {
    let words = tongue.words;
    let mut months = Months::default();
    for one in &entry.entries {
        let day = if one.row.date.is_empty() { one.row.published.as_deref().unwrap_or("") } else { &one.row.date };
        months.add(day, one.row.stance, 1);
    }
    let main = html! {
        div data-speaker=(entry.number) data-name=(Shown(&entry.name)) {
            h1 { (Shown(&entry.name)) }
            p .facts {
                a href={ "/?speaker=" (entry.number) } {
                    (words.count(entry.entries.len() as u64, "word.statement", "word.statements"))
                }
            }
            div .columns {
                section {
                    h2 { (words.say("speaker.names")) }
                    (counted(words, &entry.names))
                }
                @if !entry.roles.is_empty() {
                    section {
                        h2 { (words.say("speaker.roles")) }
                        (counted(words, &entry.roles))
                    }
                }
                section {
                    h2 { (words.say("speaker.stances")) }
                    (sides(words, &entry.stances))
                }
            }
            section {
                h2 { (words.say("speaker.timeline")) }
                (timeline(words, &months))
            }
            (merging(words, entry))
            section {
                h2 { (words.say("speaker.statements")) }
                @if entry.entries.len() > 1 { p .hint { (words.say("speaker.split-how")) } }
                form #split {
                    (short(words, &entry.entries, entry.entries.len() > 1))
                    @if entry.entries.len() > 1 {
                        p .buttons { button type="submit" disabled { (words.say("speaker.split")) } }
                    }
                }
            }
        }
    };
    frame(tongue, "speaker", &entry.name, &main)
}

fn counted(words: Words, names: &[(String, u64)]) -> Markup {
    html! {
        ul .counted {
            @for (name, count) in names { li { (Shown(name)) " " span .count { (words.number(*count)) } } }
        }
    }
}

/// Who else may be meant, and a search for others.
fn merging(words: Words, entry: &SpeakerEntry) -> Markup {
    html! {
        section {
            h2 { (words.say("speaker.perhaps")) }
            @if entry.perhaps.is_empty() {
                p .hint { (words.say("speaker.nobody-else")) }
            } @else {
                ul .perhaps {
                    @for (number, name, count) in &entry.perhaps {
                        li {
                            a href={ "/speaker/" (number) } { (Shown(name)) }
                            " " span .count { (words.count(*count, "word.statement", "word.statements")) } " "
                            button type="button" data-merge=(number)
                                aria-label={ (words.say("speaker.merge")) ": " (Shown(name)) } { (words.say("speaker.merge")) }
                        }
                    }
                }
            }
            form #merge role="search" autocomplete="off" {
                label { (words.say("speaker.find")) input name="words" type="search" maxlength="200" spellcheck="false"; }
                ul .perhaps #found aria-live="polite" {}
            }
        }
    }
}
