//! Counts drawn as bars, each with a table that says the same.
//!
//! Widths are per cent and heights pixels, so a chart fills a phone as well as a screen and its words stay as large as
//! the others.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::frame::frame;
use super::parts::{Shown, stance, stance_text};
use crate::desk::server::answer::Refusal;
use crate::desk::server::asked::Asked;
use crate::desk::server::tongue::Tongue;
use crate::desk::server::wording::Words;
use crate::desk::store::{Sides, SpeakerNumber, Store};
use crate::label::Stance;
use crate::output::tally::{self, all};

/// So many speakers have a bar.
const SPEAKERS: usize = 15;
/// Most months that have a column; what lies before is left out.
const COLUMNS: i64 = 120;
/// Height of the columns, in pixels.
const HEIGHT: u64 = 140;
/// Most labels under the columns.
const LABELS: i64 = 6;

/// The charts of a filter.
pub(in super::super) fn charts(store: &Store, tongue: &Tongue, asked: &Asked) -> Result<Markup, Refusal> {
    let words = tongue.words;
    let facets = store.facets(&asked.filter)?;
    let mut months = Months::default();
    for (month, sides) in &facets.months {
        Stance::ALL.iter().zip(sides).for_each(|(side, count)| months.add(month, *side, *count));
    }
    let speakers = &facets.speakers[..facets.speakers.len().min(SPEAKERS)];
    let main = html! {
        h1 { (words.say("menu.charts")) }
        @if asked.is_narrow() {
            p .narrowed { (words.say("charts.of-filter")) " " a href={ "/?" (asked.query(&[])) } { (words.say("charts.to-list")) }
                " " a href="/charts" { (words.say("list.clear")) } }
        }
        (key(words))
        @if speakers.is_empty() && months.0.is_empty() {
            p .empty { (words.say("list.none-yet")) }
        }
        section {
            h2 { (words.say("charts.months")) }
            (timeline(words, &months))
        }
        section {
            h2 { (words.say("charts.speakers")) }
            (bars(words, speakers))
        }
    };
    Ok(frame(tongue, "charts", words.say("menu.charts"), &main))
}

fn key(words: Words) -> Markup {
    html! { p .key { @for side in Stance::ALL { (stance(words, *side)) } } }
}

/// A bar of pieces, one for each side.
fn bar(tally: &Sides, most: u64) -> Markup {
    html! {
        svg .bar width="100%" height="14" aria-hidden="true" focusable="false" { (PreEscaped(tally::bar(tally, most, 1, 12))) }
    }
}

/// How many statements take each side.
pub(super) fn sides(words: Words, stances: &[(Stance, u64)]) -> Markup {
    let most = stances.iter().map(|(_, count)| *count).max().unwrap_or(0);
    html! {
        table .plain.bars {
            thead .sr { tr { th scope="col" { (words.say("field.stance")) } th scope="col" { (words.say("menu.list")) } } }
            tbody {
                @for (side, count) in stances {
                    @let tally = Stance::ALL.iter().map(|one| if one == side { *count } else { 0 });
                    @let tally: Vec<u64> = tally.collect();
                    tr {
                        th scope="row" { (stance(words, *side)) }
                        td .drawn { @if let Ok(tally) = Sides::try_from(tally) { (bar(&tally, most)) } span { (words.number(*count)) } }
                    }
                }
            }
        }
    }
}

/// Speakers with their statements by stance: a table whose cells are drawn.
fn bars(words: Words, speakers: &[(SpeakerNumber, String, Sides)]) -> Markup {
    let most = speakers.iter().map(|(_, _, tally)| all(tally)).max().unwrap_or(0);
    html! {
        table .plain.bars {
            thead { tr {
                th scope="col" { (words.say("field.speaker")) }
                th scope="col" { (words.say("menu.list")) }
                @for side in Stance::ALL { th scope="col" .count { (stance_text(words, *side)) } }
            } }
            tbody {
                @for (number, name, tally) in speakers {
                    tr {
                        th scope="row" { a href={ "/speaker/" (number) } { (Shown(name)) } }
                        td .drawn { (bar(tally, most)) span { (words.number(all(tally))) } }
                        @for count in tally { td .count { (words.number(*count)) } }
                    }
                }
            }
        }
    }
}

/// Statements by month and stance.
#[derive(Debug, Default)]
pub(super) struct Months(BTreeMap<i64, Sides>);

impl Months {
    /// Counts statements of a day or month, ISO 8601 or EDTF; one without a month is not counted.
    pub(super) fn add(&mut self, day: &str, side: Stance, count: u64) {
        let year = day.get(..4).and_then(|year| year.parse::<i64>().ok());
        let month = day.get(5..7).and_then(|month| month.parse::<i64>().ok()).filter(|month| (1..=12).contains(month));
        if let Some((year, month)) = year.zip(month) {
            self.0.entry(year * 12 + month - 1).or_default()[side as usize] += count;
        }
    }
}

/// `24205` → `2017-02`
fn month(place: i64) -> String {
    format!("{:04}-{:02}", place.div_euclid(12), place.rem_euclid(12) + 1)
}

/// A column for each month, and a table that says the same.
pub(super) fn timeline(words: Words, months: &Months) -> Markup {
    let (Some((first, _)), Some((last, _))) = (months.0.first_key_value(), months.0.last_key_value()) else {
        return html! { p .hint { (words.say("charts.no-days")) } };
    };
    let first = (*first).max(last - COLUMNS + 1);
    let shown: Vec<(i64, &Sides)> =
        months.0.iter().filter(|(place, _)| **place >= first).map(|(at, t)| (*at, t)).collect();
    let sum: u64 = shown.iter().map(|(_, tally)| all(tally)).sum();
    let label = format!("{} {} – {}: {sum}", words.say("charts.months"), month(first), month(*last));
    html! {
        figure {
            (columns(&label, &shown, first, *last))
            details {
                summary { (words.say("charts.as-table")) }
                table .plain {
                    thead { tr {
                        th scope="col" { (words.say("charts.month")) }
                        @for side in Stance::ALL { th scope="col" .count { (stance_text(words, *side)) } }
                    } }
                    tbody { @for (place, tally) in &shown {
                        tr { th scope="row" { (month(*place)) } @for count in *tally { td .count { (words.number(*count)) } } }
                    } }
                }
            }
        }
    }
}

fn columns(label: &str, shown: &[(i64, &Sides)], first: i64, last: i64) -> Markup {
    const TOP: u64 = 20;
    let places = last - first + 1;
    let most = shown.iter().map(|(_, tally)| all(tally)).max().unwrap_or(0);
    // Few columns must not be as wide as the page.
    let step = 100.0 / places.max(LABELS) as f64;
    let foot = (TOP + HEIGHT) as f64;
    let mut svg = format!(
        "<svg role=\"img\" aria-label=\"{label}\" width=\"100%\" height=\"{}\"><line x1=\"0\" x2=\"100%\" y1=\"{foot}\" \
         y2=\"{foot}\"/><text x=\"0\" y=\"13\">{most}</text>",
        TOP + HEIGHT + 24
    );
    for (place, tally) in shown {
        let x = step * ((place - first) as f64 + 0.1);
        svg += &tally::column(tally, most, [x, step * 0.8], foot, HEIGHT as f64);
    }
    // On a phone there is room for few labels.
    let gap = (places + LABELS - 1) / LABELS;
    for place in (0..places).step_by(usize::try_from(gap).unwrap_or(1)) {
        let x = step * (place as f64 + 0.1);
        svg += &format!("<text x=\"{x:.2}%\" y=\"{}\">{}</text>", foot + 18.0, month(first + place));
    }
    PreEscaped(svg + "</svg>")
}
