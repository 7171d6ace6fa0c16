//! Statements of an article as a document that people can read.

use std::fmt::Write;

use udsagn::article::Article;
use udsagn::statement::Statement;

/// The paragraphs of `article` that hold a claim, the claims between `⟦n⟧` and `⟦/n⟧`, under each paragraph what the
/// rows say; other paragraphs are `…`.
pub fn render(article: &Article, statements: &[Statement]) -> String {
    let mut out = String::new();
    let mut start = 0;
    let mut left_out = false;
    for line in article.text.split_inclusive('\n') {
        let letters: Vec<char> = line.chars().collect();
        let place = [start, start + letters.len()];
        start = place[1];
        // A claim with parts in two paragraphs is told under its first.
        let begun = |row: &Statement| row.parts.first().is_some_and(|part| inside(part[0], place));
        let touched =
            statements.iter().any(|row| row.parts.iter().any(|part| part[0] < place[1] && place[0] < part[1]));
        if !touched {
            left_out |= !line.trim().is_empty();
            continue;
        }
        gap(&mut out, left_out);
        left_out = false;
        out += marked(&letters, place[0], statements).trim_end();
        out.push('\n');
        for (number, row) in (1..).zip(statements).filter(|(_, row)| begun(row)) {
            out.push('\n');
            describe(&mut out, number, row);
        }
    }
    gap(&mut out, left_out);
    out
}

fn inside(at: usize, place: [usize; 2]) -> bool {
    (place[0]..place[1]).contains(&at)
}

fn gap(out: &mut String, left_out: bool) {
    if !out.is_empty() {
        out.push('\n');
    }
    if left_out {
        out.push_str("…\n\n");
    }
}

/// A paragraph that begins at code point `start`, with its claims between marks.
fn marked(letters: &[char], start: usize, statements: &[Statement]) -> String {
    let mut out = String::new();
    for (at, letter) in (start..).zip(letters.iter().map(Some).chain([None])) {
        let parts = || (1..).zip(statements).flat_map(|(n, row)| row.parts.iter().map(move |part| (n, part)));
        for (number, _) in parts().filter(|(_, part)| part[1] == at && part[0] >= start) {
            let _: std::fmt::Result = write!(out, "⟦/{number}⟧");
        }
        let Some(letter) = letter else { break };
        for (number, _) in parts().filter(|(_, part)| part[0] == at) {
            let _: std::fmt::Result = write!(out, "⟦{number}⟧");
        }
        out.push(*letter);
    }
    out
}

/// What a row says, indented; empty fields are left out.
fn describe(out: &mut String, number: usize, row: &Statement) {
    let role = row.speaker_role.as_ref().map(|role| format!(" ({role})"));
    let speaker = match row.speaker.as_str() {
        "" => "–".to_owned(),
        name => format!("{name}{}", role.unwrap_or_default()),
    };
    let target = row.stance_target.as_ref().map(|target| format!(" → {target}"));
    let date_text = row.date_text.as_ref().map(|words| format!(" ({words})"));
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = [
        ("speaker", speaker),
        ("mention", optional(&row.mention)),
        ("cue", optional(&row.cue)),
        ("via", optional(&row.via)),
        ("act", format!("{}, {}{}", row.act, row.stance, target.unwrap_or_default())),
        ("date", format!("{}{}", row.date, date_text.unwrap_or_default())),
        ("rule", row.rule.clone()),
        ("resolution", optional(&row.resolution)),
        ("confidence", format!("{:.2}", row.confidence)),
        ("warnings", row.warnings.join("; ")),
    ];
    let _: std::fmt::Result = writeln!(out, "    {number}. {}, {}", row.kind, row.section);
    for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        let _: std::fmt::Result = writeln!(out, "       {name:<12}{value}");
    }
}
