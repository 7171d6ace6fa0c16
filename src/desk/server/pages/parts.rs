//! Pieces that several pages hold: words of articles, labels, speakers, what a script needs of a statement.

use maud::{Markup, Render, html};
use serde_json::{Value, json};

use crate::address;
use crate::desk::server::asked::Asked;
use crate::desk::server::wording::Words;
use crate::desk::store::{Entry, Filter};
use crate::label::{Act, Kind, Origin, Stance, State};
use crate::output::{act_word, kind_word, stance_word};
use crate::spaces::is_order;

/// Words of an article: never markup, and without marks that would change the direction of what stands beside them. Each
/// letter stays one letter, so that places in the text can be counted on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'w>(pub &'w str);

impl Render for Shown<'_> {
    fn render_to(&self, page: &mut String) {
        if !self.0.contains(is_hidden) {
            return self.0.render_to(page);
        }
        let harmless = |letter| match letter {
            '\r' => ' ',
            letter if is_hidden(letter) => char::REPLACEMENT_CHARACTER,
            letter => letter,
        };
        self.0.chars().map(harmless).collect::<String>().render_to(page);
    }
}

/// Whether a letter is neither written nor white space of a page.
fn is_hidden(letter: char) -> bool {
    is_order(letter) && !matches!(letter, '\n' | '\t')
}

/// A value as JSON for an attribute; what [`Shown`] replaces is escaped, so that a script gets it as it is.
pub(super) fn json(value: &Value) -> String {
    let mut written = String::new();
    for letter in value.to_string().chars() {
        if is_hidden(letter) {
            written += &format!("\\u{:04x}", u32::from(letter));
        } else {
            written.push(letter);
        }
    }
    written
}

/// What the scripts need of a statement.
pub(super) fn data(entry: &Entry) -> String {
    let row = &entry.row;
    json(&json!({
        "speaker": row.speaker, "parts": row.parts, "kind": row.kind, "stance": row.stance, "act": row.act,
        "date": row.date, "state": entry.state, "note": entry.note, "evidence": entry.evidence,
    }))
}

/// A side, as a word and a sign.
pub(super) fn stance(words: Words, stance: Stance) -> Markup {
    html! { span class={ "stance " (stance.as_str()) } { (stance_word(stance, words.wording)) } }
}

/// The word of a side.
pub(super) fn stance_text(words: Words, stance: Stance) -> String {
    stance_word(stance, words.wording).to_owned()
}

/// The word of an act.
pub(super) fn act(words: Words, act: Act) -> &'static str {
    act_word(act, words.wording)
}

/// The word of a kind.
pub(super) fn kind(words: Words, kind: Kind) -> &'static str {
    kind_word(kind, words.wording)
}

/// The word of a state.
pub(super) fn state_word(words: Words, state: State) -> &'static str {
    match state {
        State::Open => words.say("state.open"),
        State::Checked => words.say("state.checked"),
        State::Rejected => words.say("state.rejected"),
    }
}

/// How far people are, as a word and a sign.
pub(super) fn state(words: Words, state: State) -> Markup {
    html! { span class={ "state " (state.as_str()) } { (state_word(words, state)) } }
}

/// Who said it, with the way to its page.
pub(super) fn speaker(words: Words, entry: &Entry) -> Markup {
    html! {
        @if entry.row.speaker.is_empty() {
            span .nobody { (words.say("word.nobody")) }
        } @else if let Some(number) = entry.speaker {
            a .name href={ "/speaker/" (number) } { (Shown(&entry.row.speaker)) }
        } @else {
            span .name { (Shown(&entry.row.speaker)) }
        }
    }
}

/// The name of who said it, for labels.
pub(super) fn speaker_name(words: Words, entry: &Entry) -> &str {
    if entry.row.speaker.is_empty() { words.say("word.nobody") } else { &entry.row.speaker }
}

/// What sets a statement apart: that somebody added it, that its words moved, that the claim stands elsewhere too.
pub(super) fn badges(words: Words, entry: &Entry) -> Markup {
    let others = entry.same.as_ref().map(|same| (same.group, u64::from(same.appearances).saturating_sub(1)));
    html! {
        @if entry.origin == Origin::Human { span .badge { (words.say("badge.added")) } }
        @if entry.doubtful { span .badge.doubt { (words.say("badge.doubtful")) } }
        @if !entry.note.is_empty() { span .badge { (words.say("badge.note")) } }
        @if let Some((group, others)) = others.filter(|(_, others)| *others > 0) {
            a .badge href={ "/?" (same_query(group)) } {
                (words.say_of(if others == 1 { "badge.same-one" } else { "badge.same-some" }, words.number(others)))
            }
        }
    }
}

/// The query that lists the same claim.
pub(super) fn same_query(group: i64) -> String {
    Asked { filter: Filter { same: Some(group), ..Filter::default() }, page: 1 }.query(&[])
}

/// The title of a statement's article, or else its id.
pub(super) fn title(entry: &Entry) -> &str {
    entry.row.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&entry.row.article)
}

/// A way out to the web; nothing where the address is none of it.
pub(super) fn outside(address: &str, shown: &str) -> Markup {
    html! {
        @match address::iri(Some(address)) {
            Some(address) => a href=(address) rel="noreferrer noopener" target="_blank" { (Shown(shown)) },
            None => (Shown(address)),
        }
    }
}

/// Buttons to leaf through a list; `at` writes the address of a page.
pub(super) fn leaves(words: Words, page: u64, pages: u64, at: impl Fn(u64) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav .leaves aria-label=(words.say("list.pages")) {
                @if page > 1 { a rel="prev" href=(at(page - 1)) { (words.say("list.previous")) } }
                span { (words.say("list.page")) " " (words.number(page)) " / " (words.number(pages)) }
                @if page < pages { a rel="next" href=(at(page + 1)) { (words.say("list.next")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup_and_keep_their_length() {
        for (words, shown) in [
            ("<b a=\"1\">&", "&lt;b a=&quot;1&quot;&gt;&amp;"),
            ("a\r\nb", "a \nb"),
            ("\u{202e}x\u{0}", "\u{fffd}x\u{fffd}"),
        ] {
            assert_eq!(Shown(words).render().0, shown);
        }
    }

    #[test]
    fn json_gives_the_words_back() {
        let value = json!({"name": "\u{202e}\"<å>\u{85}\n"});
        let written = json(&value);
        assert!(!written.contains(is_hidden), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).expect("JSON"), value);
    }
}
