//! The table of all statements. Sorting and filtering are the script's.

use super::escape::{escape, escaped};
use super::words::Words;
use crate::address;
use crate::output::{Column, Options, Wording};
use crate::statement::Statement;

/// What is shown where the user picked no columns: what one line can hold.
const SHOWN: [&str; 8] = ["claim", "speaker", "speaker_role", "stance", "act", "kind", "date", "title"];
/// Columns whose values can be picked from a list.
const PICKED: [&str; 6] = ["speaker", "stance", "act", "kind", "title", "source"];

/// How rows become those of the table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<&'static Column>,
    headers: Wording,
    values: Wording,
}

impl Table {
    /// The table with the columns that the user picked, or else those that one line can hold.
    pub(super) fn new(options: &Options) -> Self {
        let columns = match options.after_all() {
            Some(further) => {
                SHOWN.iter().filter_map(|name| Column::named(name)).chain(further.iter().copied()).collect()
            }
            None => options.columns.clone(),
        };
        Self { columns, headers: options.headers, values: options.values }
    }

    /// All before the rows.
    pub(super) fn head(&self, words: &Words, statements: u64) -> String {
        let mut html = format!(
            "<section id=\"table\" aria-labelledby=\"table-h\"><h2 id=\"table-h\">{}</h2>\n\
             <div class=\"tools\" hidden><label>{} <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n",
            words.table, words.search
        );
        for (place, column) in self.columns.iter().enumerate() {
            if PICKED.contains(&column.name) {
                html += &format!(
                    "<label>{} <select data-column=\"{}\"><option value=\"\">{}</option></select></label>\n",
                    heading(column, self.headers),
                    place + 1,
                    words.all
                );
            }
        }
        html += &format!(
            "<button type=\"button\" id=\"clear\">{}</button> <output id=\"count\" aria-live=\"polite\" \
             data-of=\"{}\" data-shown=\"{}\">{statements}</output></div>\n\
             <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table-h\"><table>\n<thead><tr data-sort=\"{}\">\
             <th scope=\"col\" class=\"number\"><button type=\"button\" title=\"{} {}\">{}</button></th>",
            words.clear, words.of, words.shown, words.sort_by, words.sort_by, words.number, words.number
        );
        for column in &self.columns {
            let name = heading(column, self.headers);
            html += &format!(
                "<th scope=\"col\" class=\"c-{}\"><button type=\"button\" title=\"{} {name}\">{name}</button></th>",
                column.name, words.sort_by
            );
        }
        html + "</tr></thead>\n<tbody>\n"
    }

    /// The rows of one article, numbered from `first`.
    pub(super) fn rows(&self, rows: &[Statement], first: u64, article: u64) -> String {
        let mut html = String::new();
        let mut cell = String::new();
        for (row, number) in rows.iter().zip(first..) {
            html += &format!(
                "<tr id=\"r{number}\" lang=\"{}\"><td class=\"number\"><a href=\"#c{number}\">{number}</a></td>",
                escaped(&row.language)
            );
            for column in &self.columns {
                cell.clear();
                column.fill(row, self.values, &mut cell);
                self.cell(column, row, &cell, article, &mut html);
            }
            html += "</tr>\n";
        }
        html
    }

    fn cell(&self, column: &Column, row: &Statement, words: &str, article: u64, html: &mut String) {
        *html += &format!("<td class=\"c-{}\" data-h=\"{}\">", column.name, heading(column, self.headers));
        match column.name {
            "stance" => *html += &format!("<span class=\"stance {}\">{}</span>", row.stance.as_str(), escaped(words)),
            "title" | "article" => {
                let title = if words.is_empty() { &row.article } else { words };
                *html += &format!("<a href=\"#a{article}\">{}</a>", escaped(title));
            }
            "url" | "link" => match address::iri(Some(words)) {
                Some(address) => {
                    let shown = escaped(words);
                    *html += &format!("<a href=\"{}\" rel=\"noopener noreferrer\">{shown}</a>", escaped(&address));
                }
                None => escape(words, html),
            },
            _ => escape(words, html),
        }
        *html += "</td>";
    }

    /// All after the rows.
    pub(super) fn foot(&self) -> &'static str {
        "</tbody></table></div></section>\n"
    }
}

/// `speaker_role` → `Speaker role`
fn heading(column: &Column, language: Wording) -> String {
    let name = column.heading(language).replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
