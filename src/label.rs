//! The closed sets of values that a row may hold: kind, act, stance, kind of speaker, section; and those of a store.

use serde::{Deserialize, Serialize};

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the guideline.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands in the row.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value that a word stands for.
            pub fn named(word: &str) -> Option<Self> {
                match word {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// How the claim stands in the text.
    Kind {
        /// The source's own words: in marks, after a quotation dash or after a speaker label.
        Direct = "direct",
        /// The reporter's sentence with a quoted piece in it.
        Mixed = "mixed",
        /// The content without marks, tied to a source by a reporting construction.
        Indirect = "indirect",
    }
}

labels! {
    /// What the source does by saying it.
    Act {
        /// Informs, explains, describes; holds an opinion without a side.
        State = "state",
        /// Confirms, admits, acknowledges, agrees.
        Confirm = "confirm",
        /// Denies, rejects, refutes.
        Deny = "deny",
        /// Blames, accuses, condemns, complains.
        Criticise = "criticise",
        /// Warns, worries, fears.
        Warn = "warn",
        /// Demands, urges, orders, recommends, proposes.
        Demand = "demand",
        /// Promises, commits to or announces its own action.
        Promise = "promise",
        /// Praises, welcomes, defends, thanks.
        Praise = "praise",
        /// Expects, estimates, forecasts.
        Predict = "predict",
        /// Asks, doubts.
        Ask = "ask",
    }
}

labels! {
    /// The side that the source takes.
    Stance {
        /// For the target.
        Support = "support",
        /// Against the target.
        Oppose = "oppose",
        /// No side.
        Neutral = "neutral",
    }
}

labels! {
    /// What sort of source speaks.
    SpeakerKind {
        /// One human being.
        Person = "person",
        /// A company, authority, association, party, medium.
        Organisation = "organisation",
        /// Several people: fem overlæger, de tilrejsende fans.
        Group = "group",
        /// A report, letter, analysis.
        Document = "document",
    }
}

labels! {
    /// Where in the article the claim stands.
    Section {
        /// The title.
        Headline = "headline",
        /// The paragraph that sums up, right under the title.
        Lede = "lede",
        /// Everything else.
        Body = "body",
        /// The text of a picture.
        Caption = "caption",
    }
}

labels! {
    /// Who found a statement.
    Origin {
        /// The rules.
        Machine = "machine",
        /// Somebody at the desk.
        Human = "human",
    }
}

labels! {
    /// How far people are with a statement.
    State {
        /// Nobody has decided.
        Open = "open",
        /// Somebody has checked it.
        Checked = "checked",
        /// It is no statement.
        Rejected = "rejected",
    }
}

labels! {
    /// What comes first in a list.
    #[derive(Default)]
    Order {
        /// The latest day of publication; within an article, the order of the text.
        #[default]
        Latest = "latest",
        /// The earliest day of publication.
        Earliest = "earliest",
        /// The least sure, for review.
        Doubtful = "doubtful",
    }
}
