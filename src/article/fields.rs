//! Which column of a table, or key of a JSON object, holds which field of an article.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The whole text.
    Text,
    /// The title.
    Title,
    /// The day of publication.
    Published,
    /// The article's own id.
    Id,
    /// Its address on the web.
    Url,
    /// The medium that published it.
    Source,
    /// Who wrote it.
    Author,
}

/// A column that the user says holds a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The field.
    pub field: Field,
    /// The column's heading or the key.
    pub name: String,
}

/// Names by which columns are known, the surest first. Written as [`squeeze`] gives them.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Text,
        &[
            "text",
            "body",
            "brødtekst",
            "tekst",
            "artikeltekst",
            "fulltext",
            "articlebody",
            "articletext",
            "indhold",
            "content",
        ],
    ),
    (Field::Title, &["title", "overskrift", "headline", "rubrik", "titel", "tittel"]),
    (
        Field::Published,
        &[
            "published",
            "date",
            "dato",
            "publisheddate",
            "publishedat",
            "datepublished",
            "publicationdate",
            "publiceret",
            "udgivet",
            "udgivelsesdato",
            "pubdate",
            "publisert",
        ],
    ),
    (Field::Id, &["id", "articleid", "artikelid", "guid", "uuid"]),
    (Field::Url, &["url", "link", "permalink", "webadresse"]),
    (Field::Source, &["source", "medie", "medium", "kilde", "avis", "publisher", "publikation", "publication"]),
    (Field::Author, &["author", "forfatter", "byline", "journalist"]),
];

impl Field {
    /// Every field of an article.
    pub fn all() -> impl Iterator<Item = Field> {
        NAMES.iter().map(|(field, _)| *field)
    }

    /// The field of this name, as given to `--column`.
    pub fn named(name: &str) -> Option<Field> {
        Field::all().find(|field| field.name() == name)
    }

    /// Its own name: `text`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The field that a column of this heading holds, and how sure that is: the least number is the surest.
///
/// What the user says of a column is surest; a field that the user gave a column is held by no other.
pub(super) fn of_name(name: &str, said: &[Named]) -> Option<(Field, usize)> {
    let name = squeeze(name);
    if let Some(column) = said.iter().find(|column| squeeze(&column.name) == name) {
        return Some((column.field, 0));
    }
    NAMES.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        said.iter().all(|column| column.field != *field).then_some((*field, rank + 1))
    })
}

/// Letters and digits of a heading, composed and in lower case: `Published-at` → `publishedat`.
fn squeeze(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, said: &[Named], expected: Option<(Field, usize)>) {
        assert_eq!(of_name(name, said), expected, "{name}");
    }

    #[test]
    fn names_are_compared_without_case_signs_and_composition() {
        check("text", &[], Some((Field::Text, 1)));
        check(" Bro\u{308}dtekst", &[], None);
        check("Brødtekst", &[], Some((Field::Text, 3)));
        check("\u{feff}Date Published", &[], Some((Field::Published, 6)));
        check("published_at", &[], Some((Field::Published, 5)));
        check("Medie", &[], Some((Field::Source, 2)));
        check("Publisert", &[], Some((Field::Published, 12)));
        check("Tittel", &[], Some((Field::Title, 6)));
        check("", &[], None);
    }

    #[test]
    fn what_the_user_says_is_surest() {
        let said = [Named { field: Field::Text, name: "Ra\u{30a} tekst".into() }];
        check("rå tekst", &said, Some((Field::Text, 0)));
        check("text", &said, None);
        check("title", &said, Some((Field::Title, 1)));
        check("-", &[Named { field: Field::Id, name: "nr".into() }], None);
    }

    #[test]
    fn every_name_is_written_squeezed_and_once() {
        let mut names: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        assert!(names.iter().all(|name| squeeze(name) == *name));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
