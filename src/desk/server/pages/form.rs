//! The form that corrects a statement. A script fills it with what stands there, and sends what was changed.

use maud::{Markup, html};

use super::parts::{act, kind, state_word};
use crate::desk::server::wording::Words;
use crate::desk::store::LONGEST;
use crate::label::{Act, Kind, Stance, State};
use crate::output::stance_word;

/// The form in a window of its own.
pub(super) fn editor(words: Words) -> Markup {
    html! {
        dialog #editor aria-labelledby="editor-title" {
            form method="dialog" autocomplete="off" {
                h2 #editor-title { (words.say("form.title")) }
                p .claim-shown {}
                label .wide {
                    (words.say("field.speaker"))
                    input name="speaker" list="names" maxlength=(LONGEST) spellcheck="false";
                }
                datalist #names {}
                div .fields {
                    label { (words.say("field.stance"))
                        select name="stance" {
                            @for one in Stance::ALL { option value=(one.as_str()) { (stance_word(*one, words.wording)) } }
                        }
                    }
                    label { (words.say("field.act"))
                        select name="act" {
                            @for one in Act::ALL { option value=(one.as_str()) { (act(words, *one)) } }
                        }
                    }
                    label { (words.say("field.kind"))
                        select name="kind" {
                            @for one in Kind::ALL { option value=(one.as_str()) { (kind(words, *one)) } }
                        }
                    }
                    label { (words.say("field.date"))
                        input name="date" maxlength="40" placeholder=(words.say("form.date-form")) spellcheck="false";
                    }
                    label { (words.say("field.state"))
                        select name="state" {
                            @for one in State::ALL { option value=(one.as_str()) { (state_word(words, *one)) } }
                        }
                    }
                }
                label .wide { (words.say("field.note")) textarea name="note" rows="2" maxlength=(LONGEST) {} }
                label .wide { (words.say("field.evidence"))
                    input name="evidence" type="url" maxlength=(LONGEST) placeholder="https://" inputmode="url";
                }
                p .fault role="alert" {}
                p .buttons {
                    button .main type="submit" value="save" { (words.say("form.save")) }
                    button type="button" value="leave" { (words.say("form.leave")) }
                }
            }
        }
    }
}
