//! brat standoff: a zip of a folder with a `.txt` and an `.ann` for each article, and the configuration that shows them.
//!
//! Offsets are code points of the `.txt`, as brat counts. Its annotations must not reach over the end of a line, so a
//! claim is cut there into fragments; characters that brat or its readers take for an end of line or of a field are
//! replaced by spaces, one by one, so that every place stays the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::{BUFFER, Options, Sink, Writer};
use crate::article::Article;
use crate::label::{Act, Kind, Stance};
use crate::statement::Statement;

/// Longest name made from an article's id.
const LONGEST_NAME: usize = 60;
const VISUAL: &str = include_str!("brat_visual.conf");

struct Folder {
    zip: ZipWriter<StreamWriter<Once>>,
    articles: u64,
    /// Name of the pair and what is known of the article, parted by tabs.
    index: String,
}

pub(super) fn open(sink: Sink, _: &Options) -> io::Result<Box<dyn Writer>> {
    let out = BufWriter::with_capacity(BUFFER, sink);
    let zip = ZipWriter::new_stream(Once { out, is_broken: false });
    let mut folder = Folder { zip, articles: 0, index: "file\tarticle\ttitle\turl\tsource\tpublished\n".into() };
    folder.file("annotation.conf", &configuration())?;
    folder.file("visual.conf", VISUAL)?;
    Ok(Box::new(folder))
}

impl Folder {
    fn file(&mut self, name: &str, text: &str) -> io::Result<()> {
        // No clock: the same input gives the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(name, options).map_err(of_zip)?;
        self.zip.write_all(text.as_bytes())
    }
}

impl Writer for Folder {
    fn write(&mut self, article: &Article, rows: &[Statement]) -> io::Result<()> {
        self.articles += 1;
        let name = format!("{:04}-{}", self.articles, slug(&article.id));
        let published = article.published.map(|day| day.to_string());
        let known = [Some(&article.id), article.title.as_ref(), article.url.as_ref(), article.source.as_ref()];
        self.index += &name;
        for value in known.into_iter().chain([published.as_ref()]) {
            self.index.push('\t');
            self.index.extend(value.map_or("", String::as_str).chars().map(flat).map(no_break));
        }
        self.index.push('\n');
        let text: String = article.text.chars().map(flat).collect();
        self.file(&format!("{name}.txt"), &text)?;
        let letters: Vec<char> = text.chars().collect();
        self.file(&format!("{name}.ann"), &annotations(&letters, rows))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let index = std::mem::take(&mut self.index);
        self.file("articles.tsv", &index)?;
        self.zip.finish().map_err(of_zip)?.into_inner().flush()
    }
}

/// The system's own words, without those of the library.
fn of_zip(fault: ZipError) -> io::Error {
    match fault {
        ZipError::Io(cause) => cause,
        other => io::Error::other(other),
    }
}

/// What brat needs to know of the types.
fn configuration() -> String {
    let mut words = String::from(
        "[entities]\nClaim\nSpeaker\nCue\n\n[relations]\nSaidBy\tArg1:Claim, Arg2:Speaker\n\
         ReportedBy\tArg1:Claim, Arg2:Cue\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n\
         [attributes]\n",
    );
    let sets = [
        ("Kind", Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>()),
        ("Act", Act::ALL.iter().map(|act| act.as_str()).collect()),
        ("Stance", Stance::ALL.iter().map(|stance| stance.as_str()).collect()),
    ];
    for (name, values) in sets {
        words += &format!("{name}\tArg:Claim, Value:{}\n", values.join("|"));
    }
    words
}

/// The lines of an `.ann` file.
fn annotations(text: &[char], rows: &[Statement]) -> String {
    let mut lines = String::new();
    let mut next = [0; 4];
    let mut number = |of: usize| {
        next[of] += 1;
        next[of]
    };
    // A mention or cue of several statements is marked once.
    let mut known: BTreeMap<(&str, [usize; 2]), String> = BTreeMap::new();
    for row in rows {
        let Some((places, words)) = fragments(text, &row.parts) else { continue };
        let claim = format!("T{}", number(0));
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{claim}\tClaim {places}\t{words}");
        for (span, sort, relation) in [(row.mention_span, "Speaker", "SaidBy"), (row.cue_span, "Cue", "ReportedBy")] {
            let Some(span) = span else { continue };
            let Some((places, words)) = fragments(text, &[span]) else { continue };
            let id = known.entry((sort, span)).or_insert_with(|| {
                let id = format!("T{}", number(0));
                let _ = writeln!(lines, "{id}\t{sort} {places}\t{words}");
                id
            });
            let _ = writeln!(lines, "R{}\t{relation} Arg1:{claim} Arg2:{id}", number(1));
        }
        for (name, value) in [("Kind", row.kind.as_str()), ("Act", row.act.as_str()), ("Stance", row.stance.as_str())] {
            let _ = writeln!(lines, "A{}\t{name} {claim} {value}", number(2));
        }
        let note: String = note(row).chars().map(flat).map(no_break).collect();
        let _ = writeln!(lines, "#{}\tAnnotatorNotes {claim}\t{note}", number(3));
    }
    lines
}

/// What has no place of its own: `speaker: Ida Holm; date: 2017-09-12; …`
fn note(row: &Statement) -> String {
    let confidence = row.confidence.to_string();
    let fields = [
        ("speaker", row.speaker.as_str()),
        ("role", row.speaker_role.as_deref().unwrap_or("")),
        ("target", row.stance_target.as_deref().unwrap_or("")),
        ("date", &row.date),
        ("via", row.via.as_deref().unwrap_or("")),
        ("rule", &row.rule),
        ("confidence", &confidence),
        ("id", &row.id),
    ];
    let known = fields.iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
}

/// Spans as brat writes them (`0 5;8 12`), none over the end of a line, and the words in them, joined by spaces.
/// Nothing where no words are left.
fn fragments(text: &[char], spans: &[[usize; 2]]) -> Option<(String, String)> {
    let mut spans: Vec<[usize; 2]> = spans.to_vec();
    spans.sort_unstable();
    let (mut places, mut words) = (Vec::new(), Vec::new());
    let mut reached = 0;
    for [start, end] in spans {
        let end = end.min(text.len());
        let start = start.max(reached).min(end);
        reached = end;
        let mut from = start;
        for line in text[start..end].split(|letter| *letter == '\n') {
            let left = line.iter().take_while(|letter| letter.is_whitespace()).count();
            let right = line.iter().rev().take_while(|letter| letter.is_whitespace()).count();
            if left < line.len() {
                places.push(format!("{} {}", from + left, from + line.len() - right));
                words.push(line[left..line.len() - right].iter().collect::<String>());
            }
            from += line.len() + 1;
        }
    }
    (!places.is_empty()).then(|| (places.join(";"), words.join(" ")))
}

/// A space for whatever may end a line or field, but for the line feed.
fn flat(letter: char) -> char {
    let ends = letter.is_control() && letter != '\n' || matches!(letter, '\u{2028}' | '\u{2029}');
    if ends { ' ' } else { letter }
}

fn no_break(letter: char) -> char {
    if letter == '\n' { ' ' } else { letter }
}

/// A file name that every system and brat's own addresses can hold.
fn slug(id: &str) -> String {
    let id = id.strip_suffix(".txt").unwrap_or(id);
    let mut name = String::new();
    for letter in id.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => name.push(letter),
            'æ' | 'Æ' => name.push_str("ae"),
            'ø' | 'Ø' => name.push_str("oe"),
            'å' | 'Å' => name.push_str("aa"),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    // The end of a path or address tells more than its beginning.
    let name = name.trim_matches('-');
    let kept = name.len().saturating_sub(LONGEST_NAME);
    let name = name[kept..].trim_start_matches('-');
    if name.is_empty() { "article".into() } else { name.into() }
}

/// Reports its first fault and then takes everything: the archive is closed when it is dropped, and would tell of the
/// same fault again on standard error.
struct Once {
    out: BufWriter<Sink>,
    is_broken: bool,
}

impl Write for Once {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_broken {
            return Ok(bytes.len());
        }
        self.out.write(bytes).inspect_err(|fault| self.is_broken = fault.kind() != io::ErrorKind::Interrupted)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_broken {
            return Ok(());
        }
        self.out.flush().inspect_err(|fault| self.is_broken = fault.kind() != io::ErrorKind::Interrupted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, spans: &[[usize; 2]], expected: Option<(&str, &str)>) {
        let letters: Vec<char> = text.chars().collect();
        let expected = expected.map(|(places, words)| (places.to_owned(), words.to_owned()));
        assert_eq!(fragments(&letters, spans), expected);
    }

    #[test]
    fn fragments_end_with_their_line() {
        check("Åh nej.", &[[0, 2]], Some(("0 2", "Åh")));
        check("En to\n\n tre fire", &[[3, 11]], Some(("3 5;8 11", "to tre")));
        check("Ja, siger hun, nej", &[[15, 18], [0, 2]], Some(("0 2;15 18", "Ja nej")));
        // Spans that overlap or fit no text.
        check("abcdef", &[[0, 4], [2, 5]], Some(("0 4;4 5", "abcd e")));
        check("abc", &[[1, 90]], Some(("1 3", "bc")));
        check("a \n b", &[[1, 3], [9, 4]], None);
    }

    #[test]
    fn names_are_plain() {
        for (id, name) in [
            ("seeds/000.txt", "seeds-000"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\å\\ø.txt", "C-aa-oe"),
            ("https://avis.dk/Åse?x=1", "https-avis-dk-aase-x-1"),
            ("", "article"),
            ("日本", "article"),
        ] {
            assert_eq!(slug(id), name);
        }
        assert_eq!(slug(&"ab".repeat(500)).len(), LONGEST_NAME);
    }
}
