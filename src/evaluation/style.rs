//! The house style of a quotation's marks, from the characters around its first part.

use serde::{Deserialize, Serialize};

macro_rules! styles {
    ($($(#[$doc:meta])* $variant:ident = $shown:literal),+ $(,)?) => {
        /// Marks that stand around a claim.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Style { $($(#[$doc])* #[serde(rename = $shown)] $variant),+ }

        impl Style {
            /// Every style.
            pub const ALL: &'static [Style] = &[$(Style::$variant),+];

            /// As it is shown: the marks, or a word.
            pub fn as_str(self) -> &'static str {
                match self { $(Style::$variant => $shown),+ }
            }
        }
    };
}

styles! {
    /// Guillemets that point inwards.
    Inward = "» «",
    /// Guillemets that point outwards.
    Outward = "« »",
    /// Two closing marks.
    Right = "” ”",
    /// An opening and a closing mark.
    LeftRight = "“ ”",
    /// A low and a high mark.
    Low = "„ “",
    /// Straight double marks.
    Straight = "\" \"",
    /// Single marks, straight or not.
    Single = "' '",
    /// A dash that opens the line.
    Dash = "dash",
    /// No marks.
    None = "none",
}

/// Marks that are never apostrophes.
const DOUBLE: [char; 6] = ['»', '«', '”', '“', '„', '"'];

impl Style {
    /// The style of a claim whose first part lies at `part`, in code points of `text`. The mark before it decides;
    /// where there is none, the mark after it; then a dash before it; then, for a claim that holds quoted words, the
    /// first mark in it.
    pub fn of(text: &[char], part: [usize; 2], holds_quotation: bool) -> Self {
        let (start, end) = (part[0].min(text.len()), part[1].min(text.len()));
        let before = text[..start].last().and_then(|mark| opened_by(*mark));
        let after = || text[end..].iter().find(|c| !",.?!".contains(**c)).and_then(|mark| closed_by(*mark));
        let dash = || follows_dash(&text[..start]).then_some(Style::Dash);
        let inside = || text[start..end.max(start)].iter().find(|c| DOUBLE.contains(c)).and_then(|c| opened_by(*c));
        let inside = || holds_quotation.then(inside).flatten();
        before.or_else(after).or_else(dash).or_else(inside).unwrap_or(Style::None)
    }
}

fn opened_by(mark: char) -> Option<Style> {
    Some(match mark {
        '»' => Style::Inward,
        '«' => Style::Outward,
        '”' => Style::Right,
        '“' => Style::LeftRight,
        '„' => Style::Low,
        '"' => Style::Straight,
        '\'' | '’' | '‘' | '‚' => Style::Single,
        _ => return None,
    })
}

/// Where the opening mark is lost.
fn closed_by(mark: char) -> Option<Style> {
    Some(match mark {
        '«' => Style::Inward,
        '»' => Style::Outward,
        '“' => Style::Low,
        '”' | '"' => opened_by(mark)?,
        _ => return None,
    })
}

fn follows_dash(before: &[char]) -> bool {
    let mut back = before.iter().rev().skip_while(|c| c.is_whitespace() && **c != '\n');
    let is_dash = back.next().is_some_and(|c| "-–—−".contains(*c));
    is_dash && back.find(|c| !c.is_whitespace() || **c == '\n').is_none_or(|c| *c == '\n')
}
