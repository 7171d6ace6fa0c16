//! A word of no list → whether its form shows a verb: medtager, fraskrive, allierer, vanskeliggør.

use super::symbols::Symbol;
use crate::document::{Document, TokenKind};
use crate::lexicon::{Class, ClassSet};

/// Adverbs and prepositions that verbs are made with.
const PREFIXES: [&str; 31] = [
    "af", "an", "be", "bi", "bort", "efter", "er", "for", "fra", "frem", "gen", "gennem", "hen", "hjem", "imod", "ind",
    "istand", "med", "mis", "ned", "om", "op", "over", "på", "sammen", "til", "tilbage", "ud", "under", "ved",
    "videre",
];

/// Shortest verb that a prefix is taken from: longer than the endings that nouns share.
const STEM: usize = 4;

/// Verb forms that are nouns as well where a prefix stands before them: udgifter, udsigter, overskrifter.
const NOUNS: [&str; 16] = [
    "gaver", "gifter", "lyse", "lyser", "lægger", "løber", "rette", "retter", "sager", "satser", "sigte", "sigter",
    "skrifter", "stande", "tale", "taler",
];

/// The classes of the verb that the unknown word at `at` must be, if its form shows one.
pub fn unknown_verb(document: &Document, at: usize) -> Option<ClassSet> {
    let token = document.tokens()[at];
    if token.word != 0 || token.is_capitalised() {
        return None;
    }
    let folded = document.folded(at);
    let classes = |word: &str| document.lexicon.entry(document.lexicon.word(word)).classes;
    if is_passive(document, at) {
        return Some(ClassSet::of(&[Class::FiniteVerb]));
    }
    let ends = |endings: &[&str]| endings.iter().any(|end| folded.len() > end.len() + 1 && folded.ends_with(end));
    if ends(&["erer", "erede", "gør", "gjorde"]) {
        return Some(ClassSet::of(&[Class::FiniteVerb]));
    }
    if ends(&["gøre"]) {
        return Some(ClassSet::of(&[Class::OtherInfinitive]));
    }
    let verbal = ClassSet::of(&[Class::FiniteVerb, Class::OtherInfinitive, Class::OtherParticiple]);
    let stems = PREFIXES.iter().filter_map(|prefix| folded.strip_prefix(prefix));
    stems
        .filter(|stem| stem.chars().count() >= STEM && !NOUNS.contains(stem))
        .map(|stem| classes(stem).intersection(verbal))
        .find(|found| !found.is_empty())
}

/// ventes, skæres: whether a word is the passive of a listed infinitive, which is finite as often as not.
pub fn is_passive(document: &Document, at: usize) -> bool {
    document
        .folded(at)
        .strip_suffix('s')
        .is_some_and(|active| document.lexicon.entry(document.lexicon.word(active)).classes.has(Class::OtherInfinitive))
}

/// Whether a word of no list has the ending of a past, so that it is one right after a subject: forærede, troppede.
pub fn is_unknown_past(document: &Document, at: usize) -> bool {
    let token = document.tokens()[at];
    let folded = document.folded(at);
    token.word == 0 && !token.is_capitalised() && folded.len() > 4 && folded.ends_with("ede")
}

/// What patterns see of a verb of no list that governs an at-clause: present, past, participle.
pub const REPORTS: [ClassSet; 3] = [
    ClassSet::of(&[Class::That, Class::Finite, Class::Present]),
    ClassSet::of(&[Class::That, Class::Finite, Class::Past]),
    ClassSet::of(&[Class::That, Class::Participle]),
];

/// Verbs whose at-clause is what somebody perceives, brings about or puts up with.
const NO_REPORTS: [&str; 52] = [
    "afholde",
    "afstedkom",
    "afværg",
    "arranger",
    "begrib",
    "betin",
    "bevirk",
    "drøm",
    "erfar",
    "fatt",
    "fejr",
    "forbigå",
    "forebyg",
    "forhindr",
    "fornem",
    "fortræng",
    "forvold",
    "frembring",
    "fremtving",
    "følte",
    "garder",
    "gennemskue",
    "glem",
    "hindr",
    "iagttag",
    "ignorer",
    "koordiner",
    "kontroller",
    "medfør",
    "modvirk",
    "muliggør",
    "mærk",
    "nyd",
    "observer",
    "opdag",
    "opfang",
    "opnå",
    "ork",
    "overhør",
    "overse",
    "registrer",
    "resulter",
    "risiker",
    "sans",
    "sikr",
    "skyld",
    "spor",
    "tilstræb",
    "tillad",
    "tolerer",
    "tål",
    "udvirk",
];

/// Farthest place of the clause, in tokens after its verb.
const CLAUSE_REACH: usize = 8;

/// Whether the unknown word at `at` must be a verb that reports, since somebody stands beside it and an at-clause
/// follows: Ida Holm konkretiserer, at …; ironiserede hun over, at …; with the preposition that belongs to it.
pub fn unknown_report(document: &Document, at: usize, before: &[Symbol]) -> Option<(ClassSet, Option<usize>)> {
    let token = document.tokens()[at];
    if token.kind != TokenKind::Word || token.word != 0 || token.is_capitalised() {
        return None;
    }
    let folded = document.folded(at);
    let past = ["ede", "te"].iter().any(|ending| folded.ends_with(ending));
    let participle = folded.ends_with("et");
    if folded.chars().count() < 5 || !past && !participle && !folded.ends_with("er") {
        return None;
    }
    if NO_REPORTS.iter().any(|stem| folded.starts_with(stem)) {
        return None;
    }
    let end = document.sentence_of(at).end;
    let stop = (at + 1..end.min(at + CLAUSE_REACH)).find(|next| {
        document.is(*next, "at") || document.classes(*next).meets(ClassSet::FINITE) && !is_loose(document, *next)
    })?;
    if !document.is(stop, "at") {
        return None;
    }
    let comma = document.tokens()[stop - 1].kind == TokenKind::Comma;
    let last = stop - 1 - usize::from(comma);
    // larmer så, at; vænner sig til, at; profiterer af, at: what comes of something, not what is said.
    let other = |next: usize| ["sig", "så"].iter().any(|word| document.is(next, word));
    let governs = last > at && document.classes(last).has(Class::Preposition);
    let joined = (governs && ["om", "over"].iter().any(|word| document.is(last, word))).then_some(last);
    if (at + 1..stop).any(other) || governs && joined.is_none() && !document.classes(last).has(Class::Adverb) {
        return None;
    }
    // Holm drømte om at rejse: an infinitive tells no claim.
    if !comma || document.is(at + 1, "det") || document.is(at + 1, "der") {
        return None;
    }
    let start = before.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
    let clause = &before[start..];
    let somebody = |symbol: &Symbol| symbol.classes.has(Class::Source) && !symbol.classes.has(Class::Reporter);
    let loose = |symbol: &&Symbol| symbol.mention.is_none() && symbol.classes.has(Class::Adverb);
    let mut back = clause.iter().rev().filter(|symbol| !loose(symbol));
    let near = [back.next(), back.next()];
    let has = |symbol: Option<&Symbol>| {
        symbol.is_some_and(|symbol| {
            symbol.tokens.len() == 1 && ["har", "havde"].iter().any(|word| document.is(symbol.tokens.start, word))
        })
    };
    let first = near[0].is_some_and(somebody);
    if participle {
        // Ida Holm har konkretiseret, at …; I går har Ida Holm konkretiseret, at …
        let said = has(near[0]) && near[1].is_some_and(somebody) || first && has(near[1]);
        return said.then_some((REPORTS[2], joined));
    }
    let finite = clause.iter().any(|symbol| symbol.mention.is_none() && symbol.classes.meets(ClassSet::FINITE));
    let subject = at + 1 < stop
        && (document.tokens()[at + 1].is_capitalised() || document.classes(at + 1).has(Class::SubjectPronoun));
    (first || !finite && subject && clause.len() > 1).then(|| (REPORTS[usize::from(past)], joined))
}

fn is_loose(document: &Document, at: usize) -> bool {
    document.classes(at).meets(ClassSet::of(&[Class::Adverb, Class::Preposition, Class::Participle]))
}
