//! How sure a row is: the share of such rows that were right in span and speaker on the annotated articles.
//!
//! A row is told by the way its speaker was found and by whether marks had to be repaired; the shares are rounded down,
//! since articles that nobody has read are harder.

use super::entities::Link;
use super::speakers::Route;
use crate::label::Kind;

/// The confidence of a row, 0 to 1.
pub fn confidence(kind: Kind, route: Option<Route>, repaired: bool) -> f64 {
    let sure = match route {
        Some(Route::Mention(Link::Name | Link::ShortName)) => 0.97,
        Some(Route::Mention(Link::Pronoun)) => 0.94,
        Some(Route::Mention(Link::Role | Link::Owner)) => 0.95,
        Some(Route::Carried | Route::SameWords) => 0.92,
        // A noun phrase that stands for itself: in indirect claims mostly a source, in quotations often a misreading.
        Some(Route::Mention(Link::Itself)) if kind == Kind::Indirect => 0.87,
        Some(Route::Mention(Link::Itself)) => 0.70,
        Some(Route::Mention(Link::Salience)) => 0.78,
        Some(Route::HeadlineRole | Route::FirstSpeaker) => 0.85,
        Some(Route::Narration | Route::Run | Route::Turn) => 0.77,
        None => 0.60,
    };
    // A lost or stray mark leaves the claim's edge in doubt.
    if repaired { sure - 0.05 } else { sure }
}
