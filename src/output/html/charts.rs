//! Counts over all statements, drawn as bars.
//!
//! Widths are per cent and heights pixels, so a chart fills a phone as well as a screen and its words stay as large as
//! the others.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::escape::escaped;
use super::words::Words;
use crate::edtf::full_day;
use crate::label::{Act, Stance};
use crate::output::tally::{Tally, all, bar, column};
use crate::output::{Wording, columns};
use crate::statement::Statement;

/// So many speakers have a bar of their own.
const SPEAKERS: usize = 12;
/// Longest time that is drawn by day, in days, …
const DAYS: i64 = 92;
/// … and by month.
const MONTHS: i64 = 12 * 10;
/// Most columns; what lies before is left out.
const COLUMNS: i64 = 150;
/// Longest label, in code points: what the narrowest chart has room for.
const LABEL: usize = 38;

/// Counts what the page shows.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Articles so far.
    pub articles: u64,
    /// Statements so far.
    pub statements: u64,
    attributed: u64,
    speakers: BTreeMap<String, Tally>,
    days: BTreeMap<Date, Tally>,
    undated: u64,
    acts: [Tally; Act::ALL.len()],
}

impl Counts {
    /// Counts an article and its rows.
    pub(super) fn add(&mut self, rows: &[Statement]) {
        self.articles += 1;
        for row in rows {
            let stance = row.stance as usize;
            self.statements += 1;
            self.attributed += u64::from(!row.speaker.is_empty());
            self.acts[row.act as usize][stance] += 1;
            for speaker in row.speakers() {
                self.speakers.entry(speaker.to_owned()).or_default()[stance] += 1;
            }
            // Only a full day has a place on the axis.
            match full_day(&row.date) {
                Some(day) => self.days.entry(day).or_default()[stance] += 1,
                None => self.undated += 1,
            }
        }
    }

    /// The figures above the charts.
    pub(super) fn figures(&self, words: &Words) -> String {
        let share = (self.attributed * 100).checked_div(self.statements);
        let mut html = String::from("<ul class=\"figures\">");
        for (number, one, some) in [
            (self.articles, words.one_article, words.some_articles),
            (self.statements, words.one_statement, words.some_statements),
            (self.speakers.len() as u64, words.one_speaker, words.some_speakers),
        ] {
            html += &format!("<li><b>{number}</b> {}</li>", if number == 1 { one } else { some });
        }
        if let Some(share) = share {
            html += &format!("<li><b>{share} %</b> {}</li>", words.with_speaker);
        }
        html + "</ul>\n"
    }

    /// All charts, with the key of their colours.
    pub(super) fn charts(&self, words: &Words, values: Wording) -> String {
        let mut html = String::from("<p class=\"key\">");
        for stance in Stance::ALL {
            html += &format!("<span class=\"stance {stance}\">{}</span> ", columns::stance(*stance, values));
        }
        html += "</p>\n<div class=\"charts\">\n";
        html += &self.by_speaker(words, values);
        let acts = Act::ALL.iter().zip(self.acts).map(|(act, tally)| (columns::act(*act, values).to_owned(), tally));
        let mut acts: Vec<(String, Tally)> = acts.filter(|(_, tally)| all(tally) > 0).collect();
        acts.sort_by_key(|(_, tally)| std::cmp::Reverse(all(tally)));
        html += &figure(words.acts, "", &bars(words.acts, &acts, values));
        html += &self.by_time(words, values);
        html + "</div>\n"
    }

    fn by_speaker(&self, words: &Words, values: Wording) -> String {
        let mut speakers: Vec<(String, Tally)> =
            self.speakers.iter().map(|(name, tally)| (name.clone(), *tally)).collect();
        speakers.sort_by_key(|(_, tally)| std::cmp::Reverse(all(tally)));
        let others = speakers.split_off(speakers.len().min(SPEAKERS));
        let mut below = String::new();
        if !others.is_empty() {
            let sum: u64 = others.iter().map(|(_, tally)| all(tally)).sum();
            below = format!("{}: {sum} ({} {})", words.others, others.len(), words.some_speakers);
        }
        figure(words.per_speaker, &below, &bars(words.per_speaker, &speakers, values))
    }

    fn by_time(&self, words: &Words, values: Wording) -> String {
        let below = if self.undated > 0 { format!("{}: {}", words.undated, self.undated) } else { String::new() };
        let (Some((first, _)), Some((last, _))) = (self.days.first_key_value(), self.days.last_key_value()) else {
            return figure(words.per_day, &below, "");
        };
        let day = |date: &Date| i64::from(first.until(*date).map_or(0, |span| span.get_days()));
        let month = |date: &Date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
        // The title, the place of a date, and how much of it is the label.
        let (title, place, length): (_, &dyn Fn(&Date) -> i64, _) = if day(last) < DAYS {
            (words.per_day, &day, "2024-03-05".len())
        } else if month(last) - month(first) < MONTHS {
            (words.per_month, &month, "2024-03".len())
        } else {
            (words.per_year, &|date| i64::from(date.year()), "2024".len())
        };
        let label = |date: &Date| date.to_string().get(..length).unwrap_or_default().to_owned();
        let from = place(first).max(place(last) - COLUMNS + 1);
        let mut columns: BTreeMap<i64, (String, Tally)> = BTreeMap::new();
        for (date, tally) in &self.days {
            if place(date) >= from {
                let (_, sum) = columns.entry(place(date) - from).or_insert_with(|| (label(date), Tally::default()));
                sum.iter_mut().zip(tally).for_each(|(sum, count)| *sum += count);
            }
        }
        figure(title, &below, &over_time(title, &columns, place(last) - from + 1, values))
    }
}

fn figure(title: &str, below: &str, chart: &str) -> String {
    format!("<figure><figcaption>{title}</figcaption>\n{chart}<p>{below}</p></figure>\n")
}

/// `Ida Holm: 3 (imod 2, neutral 1)`
fn told(label: &str, tally: &Tally, values: Wording) -> String {
    let parts = Stance::ALL.iter().zip(tally).filter(|(_, count)| **count > 0);
    let parts: Vec<String> = parts.map(|(s, count)| format!("{} {count}", columns::stance(*s, values))).collect();
    escaped(&format!("{label}: {} ({})", all(tally), parts.join(", ")))
}

/// A bar for each, its label above it.
fn bars(title: &str, tallies: &[(String, Tally)], values: Wording) -> String {
    const ROW: usize = 34;
    let most = tallies.iter().map(|(_, tally)| all(tally)).max().unwrap_or(0);
    let named: Vec<String> = tallies.iter().map(|(label, tally)| told(label, tally, values)).collect();
    let mut svg = format!(
        "<svg role=\"img\" width=\"100%\" height=\"{}\" aria-label=\"{title}. {}\">",
        tallies.len() * ROW,
        named.join("; ")
    );
    for (place, (label, tally)) in tallies.iter().enumerate() {
        let y = place * ROW;
        // A picture in the picture cuts off what is too long.
        svg += &format!(
            "<g><title>{}</title><svg y=\"{y}\" width=\"88%\" height=\"20\"><text y=\"15\">{}</text></svg>\
             <text x=\"100%\" y=\"{}\" text-anchor=\"end\" class=\"count\">{}</text>",
            named[place],
            escaped(&shortened(label)),
            y + 15,
            all(tally)
        );
        svg += &bar(tally, most, y + 20, 9);
        svg += "</g>";
    }
    svg + "</svg>\n"
}

/// A column for each place on an axis of so many.
fn over_time(title: &str, columns: &BTreeMap<i64, (String, Tally)>, places: i64, values: Wording) -> String {
    const HEIGHT: f64 = 140.0;
    const TOP: f64 = 20.0;
    let most = columns.values().map(|(_, tally)| all(tally)).max().unwrap_or(0);
    let named: Vec<String> = columns.values().map(|(label, tally)| told(label, tally, values)).collect();
    let mut svg = format!(
        "<svg role=\"img\" width=\"100%\" height=\"{}\" aria-label=\"{title}. {}\">\
         <line x1=\"0\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/><text x=\"0\" y=\"13\" class=\"count\">{most}</text>",
        TOP + HEIGHT + 22.0,
        named.join("; "),
        TOP + HEIGHT,
        TOP + HEIGHT
    );
    // Few columns must not be as wide as the page.
    let step = 100.0 / places.max(8) as f64;
    let left = (100.0 - step * places as f64) / 2.0;
    for ((place, (_, tally)), named) in columns.iter().zip(&named) {
        let x = left + step * (*place as f64 + 0.1);
        let drawn = column(tally, most, [x, step * 0.8], TOP + HEIGHT, HEIGHT);
        svg += &format!("<g><title>{named}</title>{drawn}</g>");
    }
    let label = |x: &str, anchor: &str, label: &str| {
        format!("<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>", TOP + HEIGHT + 16.0, escaped(label))
    };
    let first = columns.values().next().map_or("", |(label, _)| label);
    let last = columns.values().next_back().map_or("", |(label, _)| label);
    if first == last {
        svg += &label("50%", "middle", first);
    } else if places < 8 {
        let middle = |place: i64| format!("{:.2}%", left + step * (place as f64 + 0.5));
        svg += &label(&middle(0), "middle", first);
        svg += &label(&middle(places - 1), "middle", last);
    } else {
        svg += &label("0", "start", first);
        svg += &label("100%", "end", last);
    }
    svg + "</svg>\n"
}

/// A label, cut where a chart has no room for it.
fn shortened(label: &str) -> String {
    match label.char_indices().nth(LABEL) {
        Some(_) => label.chars().take(LABEL - 1).chain(['…']).collect(),
        None => label.to_owned(),
    }
}
