//! A block's tokens, quotations and mentions → the row of symbols that constructions are matched against.
//!
//! Takes a block with its quotation pieces and times, gives its row and its mentions; knows no construction.

mod idioms;
mod unknown_verbs;

use std::ops::Range;

use super::mentions::{Head, Mention, MentionReader};
use super::pieces::{self, Piece};
use super::times::Time;
use crate::document::{Block, Document, TokenKind};
use crate::grammar::Alphabet;
use crate::lexicon::{Case, Class, ClassSet, Ending, List, Noun, NounKind, Number};
use idioms::{Marked, marked_verbs};
use unknown_verbs::{is_unknown_past, unknown_report};

/// One symbol: a word, a mark of punctuation, a quotation, a mention, a time, a sentence's edge.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// What patterns see.
    pub classes: ClassSet,
    /// The tokens it stands for; none, at the token that follows, for a sentence's edge.
    pub tokens: Range<usize>,
    /// Place of its mention.
    pub mention: Option<usize>,
    /// Place of its quotation piece.
    pub piece: Option<usize>,
    /// Place of the idiom that its verb makes with a particle phrase.
    pub idiom: Option<usize>,
}

/// A block as constructions see it.
#[derive(Debug, Default)]
pub struct Row {
    /// In order of the text.
    pub symbols: Vec<Symbol>,
    /// One letter of the grammar's alphabet a symbol.
    pub letters: Vec<u16>,
}

impl Row {
    /// The symbols that begin at this token or after it.
    pub fn from(&self, token: usize) -> &[Symbol] {
        &self.symbols[self.place_of(token)..]
    }

    /// The tokens that a range of symbols stands for; `0..0` where for none.
    pub fn tokens(&self, symbols: Range<usize>) -> Range<usize> {
        let mut inside = self.symbols[symbols].iter().filter(|symbol| !symbol.tokens.is_empty());
        let Some(first) = inside.next() else { return 0..0 };
        first.tokens.start..inside.next_back().unwrap_or(first).tokens.end
    }

    /// The place of the first symbol that begins at this token or after it.
    pub fn place_of(&self, token: usize) -> usize {
        self.symbols.partition_point(|symbol| symbol.tokens.start < token)
    }
}

/// The classes of symbols other than words that can occur; the grammar makes room for them.
pub fn combinations() -> Vec<ClassSet> {
    let mut sets: Vec<ClassSet> = [
        Class::Start,
        Class::End,
        Class::Comma,
        Class::Stop,
        Class::Colon,
        Class::Cry,
        Class::Break,
        Class::Number,
        Class::Quote,
        Class::Time,
        Class::VerbParticle,
        Class::Adverb,
        Class::Fixed,
    ]
    .iter()
    .map(|class| ClassSet::of(&[*class]))
    .collect();
    sets.push(ClassSet::of(&[Class::Quote, Class::Parted]));
    sets.extend(unknown_verbs::REPORTS);
    for case in [Class::Source, Class::Oblique, Class::Genitive] {
        for head in HEADS {
            let set = ClassSet::of(head).union(ClassSet::of(&[case]));
            sets.push(set);
            sets.push(set.union(ClassSet::of(&[Class::SpeechNoun])));
        }
    }
    sets
}

const HEADS: [&[Class]; 8] = [
    &[Class::Named],
    &[Class::Role],
    &[Class::Organisation],
    &[Class::Group],
    &[Class::Written],
    &[Class::Phrase],
    &[Class::Pronoun],
    &[Class::Pronoun, Class::Reporter],
];

/// Longest sentence, in symbols; longer ones are cut, so that matching stays linear.
const LONGEST_SENTENCE: usize = 400;

/// Builds the row of a block. New mentions are appended to `mentions`.
pub fn row(
    document: &Document,
    block: &Block,
    pieces: &[Piece],
    times: &[Time],
    reader: &MentionReader,
    alphabet: &Alphabet,
    mentions: &mut Vec<Mention>,
) -> Row {
    let room = block.tokens().len() + 2 * document.sentences(block).count();
    let (mut at, end) = (block.tokens().start, block.tokens().end);
    let mut builder = Builder {
        document,
        end,
        pieces,
        times: &times[times.partition_point(|time| time.tokens.start < at)..],
        marked: &marked_verbs(document, block, pieces),
        reader,
        alphabet,
        mentions,
        row: Row { symbols: Vec::with_capacity(room), letters: Vec::with_capacity(room) },
        since_start: 0,
        next_mark: 0,
        hypothetical: false,
        joined: None,
        whose: None,
    };
    while at < end {
        builder.begin(at);
        at = builder
            .quotation(at)
            .or_else(|| builder.stray_mark(at))
            .or_else(|| builder.time(at))
            .or_else(|| builder.set_phrase(at))
            .or_else(|| builder.idiom(at))
            .unwrap_or_else(|| builder.mention_or_word(at));
    }
    builder.close(end);
    builder.row
}

/// Reads a block from left to right. Each of its readers takes the token that comes next, pushes the symbol that begins
/// there and gives the token behind it; nothing where no symbol of its sort does.
struct Builder<'b, 'a> {
    document: &'b Document<'a>,
    /// End of the block.
    end: usize,
    pieces: &'b [Piece],
    /// Those that are still to come.
    times: &'b [Time],
    marked: &'b [Marked],
    reader: &'b MentionReader<'b, 'a>,
    alphabet: &'b Alphabet,
    mentions: &'b mut Vec<Mention>,
    row: Row,
    since_start: usize,
    /// Place of the next of those marked.
    next_mark: usize,
    /// Whether a clause has begun that supposes something: hvis hun siger.
    hypothetical: bool,
    /// The preposition with which a verb of no list governs its clause.
    joined: Option<usize>,
    /// Where the subject of a relative clause must begin that tells of what its noun owns: kommunen, hvis borgmester.
    whose: Option<usize>,
}

impl Builder<'_, '_> {
    /// Puts the edges of sentences, and of what is too long for one.
    fn begin(&mut self, at: usize) {
        let starts = self.document.sentence_of(at).start == at;
        if starts || self.row.symbols.is_empty() || self.since_start > LONGEST_SENTENCE {
            self.close(at);
            self.push(ClassSet::of(&[Class::Start]), at..at, None, None);
            self.since_start = 0;
            self.hypothetical = false;
        }
    }

    fn close(&mut self, at: usize) {
        if !self.row.symbols.is_empty() {
            self.push(ClassSet::of(&[Class::End]), at..at, None, None);
        }
    }

    fn push(&mut self, classes: ClassSet, tokens: Range<usize>, mention: Option<usize>, piece: Option<usize>) {
        let literal = if tokens.len() == 1 && piece.is_none() {
            self.alphabet.literal_place(self.document.tokens()[tokens.start].hash, self.document.folded(tokens.start))
        } else {
            0
        };
        self.row.letters.push(self.alphabet.letter(classes, literal));
        self.row.symbols.push(Symbol { classes, tokens, mention, piece, idiom: None });
        self.since_start += 1;
    }

    /// A piece of a quotation, or the name of something in marks.
    fn quotation(&mut self, at: usize) -> Option<usize> {
        let place = pieces::at(self.pieces, at)?;
        let piece = &self.pieces[place];
        let tokens = at..piece.outer.end;
        let next = tokens.end.max(at + 1);
        if piece.name {
            self.push(ClassSet::EMPTY, tokens, None, None);
            return Some(next);
        }
        // "Nej," siger hun: the comma stands inside the marks.
        let all = self.document.tokens();
        let last = piece.outer.clone().rfind(|token| all[*token].kind != TokenKind::Mark);
        let parted = last.is_some_and(|token| all[token].kind == TokenKind::Comma);
        let classes = if parted { &[Class::Quote, Class::Parted][..] } else { &[Class::Quote] };
        self.push(ClassSet::of(classes), tokens, None, Some(place));
        Some(next)
    }

    /// "John" fortæller: marks of no quotation are no part of the sentence.
    fn stray_mark(&self, at: usize) -> Option<usize> {
        (self.document.tokens()[at].kind == TokenKind::Mark).then_some(at + 1)
    }

    fn time(&mut self, at: usize) -> Option<usize> {
        while self.times.first().is_some_and(|time| time.tokens.start < at) {
            self.times = &self.times[1..];
        }
        let time = self.times.first().filter(|time| time.tokens.start == at)?;
        self.push(ClassSet::of(&[Class::Time]), time.tokens.clone(), None, None);
        Some(time.tokens.end.max(at + 1))
    }

    fn set_phrase(&mut self, at: usize) -> Option<usize> {
        let (document, end) = (self.document, self.end);
        document.form(at).filter(|form| form.begins_set_phrase)?;
        let word = |i| (at + i < end).then(|| document.folded(at + i));
        let (length, class) = document.lexicon.set_phrase(word)?;
        self.push(ClassSet::of(&[class]), at..at + length, None, None);
        Some(at + length)
    }

    /// A verb whose particle phrase was found, or that phrase.
    fn idiom(&mut self, at: usize) -> Option<usize> {
        while self.marked.get(self.next_mark).is_some_and(|mark| mark.tokens.start < at) {
            self.next_mark += 1;
        }
        let mark = self.marked.get(self.next_mark).filter(|mark| mark.tokens.start == at)?;
        let classes = if self.hypothetical { ClassSet::of(&[Class::Fixed]) } else { mark.classes };
        self.hypothetical &= !mark.classes.meets(ClassSet::REPORTING);
        self.push(classes, mark.tokens.clone(), None, None);
        if let Some(symbol) = self.row.symbols.last_mut() {
            symbol.idiom = mark.idiom;
        }
        Some(mark.tokens.end)
    }

    fn mention_or_word(&mut self, at: usize) -> usize {
        let document = self.document;
        let mut before = self.row.symbols.last().map_or(ClassSet::EMPTY, |symbol| symbol.classes);
        // selv om ministeren siger …: a conjunction, and a subject behind it.
        let though = at >= 2 && document.is(at - 1, List::Whether) && document.is(at - 2, List::OwnSelf);
        if though {
            before.remove(Class::Preposition);
        }
        // at love, at mene, at udbetale: a verb, whatever noun it looks like.
        // Hun tør love, at …: so after a modal verb.
        let infinitive = (before.has(Class::At) || before.has(Class::Modal) && !before.has(Class::OtherInfinitive))
            && (document.classes(at).has(Class::SayInfinitive) || is_infinitive_noun(document, at));
        // det oplyses, det bekræftes: no noun follows.
        let passive = document.is(at, List::It) && at + 1 < self.end && document.classes(at + 1).has(Class::Passive);
        let nominal = !infinitive && !passive;
        let mention = if nominal { self.mention(at, before) } else { None };
        mention.unwrap_or_else(|| self.word(at, before, infinitive))
    }

    fn mention(&mut self, at: usize, before: ClassSet) -> Option<usize> {
        let document = self.document;
        let slot = before.meets(ClassSet::REPORTING) || before.has(Class::Preposition) || self.whose == Some(at);
        let limit = limit(document, at, self.end, self.pieces, self.marked);
        let mention = self.reader.read(at, limit, slot)?;
        let tokens = mention.tokens.clone();
        let mut classes = mention_classes(&mention, before, slot, is_copula(document, at));
        // har flere gange sagt: a measure of time is nobody.
        if mention.head == Head::Phrase && !mention.genitive && is_span_of_time(document, mention.tokens.end - 1) {
            classes = ClassSet::of(&[Class::Time]);
        }
        // et bud, Ledelsens vurdering: the phrase's head is a word for what is said.
        let head = mention.noun.map_or_else(|| phrase_head(document, &mention.core), |(token, _)| token);
        if mention.names.is_empty() && document.classes(head).has(Class::SpeechNoun) {
            classes.insert(Class::SpeechNoun);
        }
        let mut next = tokens.end.max(at + 1);
        // Formanden, Ida Holm, siger: the comma that closes the apposition belongs to it.
        let comma = |token: usize| document.tokens()[token].kind == TokenKind::Comma;
        let parted = tokens.clone().any(comma);
        let verb_next = next + 1 < limit
            && comma(next)
            && document.classes(next + 1).meets(ClassSet::FINITE.union(ClassSet::of(&[Class::Participle])));
        let closing = next + 1 < self.end
            && comma(next)
            && self.marked.binary_search_by_key(&(next + 1), |mark| mark.tokens.start).is_ok();
        if parted && (verb_next || closing) {
            next += 1;
        }
        self.mentions.push(mention);
        self.push(classes, tokens.start..next, Some(self.mentions.len() - 1), None);
        Some(next)
    }

    fn word(&mut self, at: usize, before: ClassSet, infinitive: bool) -> usize {
        let document = self.document;
        let mut classes = token_classes(document, at);
        if infinitive && classes.is_empty() {
            classes = ClassSet::of(&[Class::OtherInfinitive]);
        }
        if document.is(at, List::Knows)
            && before.has(Class::Source)
            && at + 1 < self.end
            && is_what_one_knows(document, at + 1)
        {
            classes = ClassSet::of(&[Class::FiniteVerb]);
        }
        // Vi forærede dem det hele: a past of no list after its subject.
        if before.has(Class::Source) && is_unknown_past(document, at) {
            classes = ClassSet::of(&[Class::FiniteVerb]);
        }
        if let Some((verb, particle)) = unknown_report(document, at, &self.row.symbols) {
            classes = verb;
            self.joined = particle;
        } else if self.joined == Some(at) {
            classes = ClassSet::of(&[Class::VerbParticle]);
        }
        if classes.meets(ClassSet::REPORTING) && classes.meets(ClassSet::of(&[Class::Finite, Class::Participle])) {
            // Siger flertallet ja, … : a verb in the first place asks or supposes.
            let first = before.has(Class::Start) && classes.has(Class::Finite);
            if first || self.hypothetical {
                classes = ClassSet::of(&[Class::Fixed]);
                self.hypothetical = false;
            }
        }
        if document.tokens()[at].kind == TokenKind::Comma {
            self.hypothetical = false;
        }
        let whose = self.is_whose(at);
        self.whose = whose.then_some(at + 1);
        self.hypothetical |= document.is(at, List::Condition) && !whose || self.asks_indirectly(at, before);
        self.push(classes, at..at + 1, None, None);
        at + 1
    }

    /// Hvor langt hun er parat til at gå, ville hun ikke sige: a question in other words, whose verb comes after its
    /// subject.
    fn asks_indirectly(&self, at: usize, before: ClassSet) -> bool {
        let document = self.document;
        let asks = document.classes(at).has(Class::Question) || document.is(at, List::Whether);
        asks && before.has(Class::Start)
            && at + 2 < self.end
            && !document.classes(at + 1).meets(ClassSet::FINITE)
            && !document.classes(at + 2).meets(ClassSet::FINITE)
    }

    /// Whether »hvis« belongs to the noun before it: kommunen, hvis borgmester siger; not: kommer, hvis borgmesteren
    /// siger.
    fn is_whose(&self, at: usize) -> bool {
        let document = self.document;
        if !document.is(at, List::Whose) || at + 1 >= self.end {
            return false;
        }
        let behind_noun = matches!(&self.row.symbols[..], [.., noun, comma]
            if comma.classes.has(Class::Comma) && noun.mention.is_some());
        let adjectives = (at + 1..self.end)
            .take_while(|next| document.noun(*next).is_none() && document.classes(*next).has(Class::Adjective));
        let head = at + 1 + adjectives.count();
        behind_noun && document.noun(head).is_some_and(|noun| !noun.definite)
    }
}

/// Where a mention that begins at `at` must end: its sentence, a quotation, a marked verb.
fn limit(document: &Document, at: usize, end: usize, pieces: &[Piece], marked: &[Marked]) -> usize {
    let limit = document.sentence_of(at).end.min(end);
    let piece = pieces.partition_point(|piece| piece.outer.start <= at);
    let mark = marked.partition_point(|mark| mark.tokens.start <= at);
    let next_piece = pieces.get(piece).map_or(limit, |piece| piece.outer.start);
    let next_mark = marked.get(mark).map_or(limit, |mark| mark.tokens.start);
    limit.min(next_piece).min(next_mark)
}

/// What patterns see of a token by itself.
pub fn token_classes(document: &Document, at: usize) -> ClassSet {
    let token = document.tokens()[at];
    let class = match token.kind {
        TokenKind::Word => {
            return document.form(at).map_or(ClassSet::EMPTY, |form| form.classes);
        }
        TokenKind::Number => Class::Number,
        TokenKind::Comma => Class::Comma,
        TokenKind::Colon => Class::Colon,
        TokenKind::Question | TokenKind::Exclamation => Class::Cry,
        TokenKind::Dash | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close => Class::Break,
        TokenKind::Stop | TokenKind::Ellipsis => Class::Stop,
        TokenKind::Mark | TokenKind::Other => return ClassSet::EMPTY,
    };
    ClassSet::of(&[class])
}

fn is_span_of_time(document: &Document, at: usize) -> bool {
    document.is(at, List::SpanOfTime)
}

/// The last token of a phrase before what is attached to it: en bebudelse fra kommunen.
fn phrase_head(document: &Document, core: &Range<usize>) -> usize {
    let attached = core.clone().skip(1).find(|at| document.classes(*at).has(Class::Preposition));
    attached.unwrap_or(core.end).saturating_sub(1)
}

/// Whether the word before `at` says what somebody is: er, blev, som.
fn is_copula(document: &Document, at: usize) -> bool {
    at > 0 && document.is(at - 1, List::CopulaForm)
}

fn mention_classes(mention: &Mention, before: ClassSet, slot: bool, copula: bool) -> ClassSet {
    let object = mention.pronoun.is_some_and(|pronoun| pronoun.case == Case::Object);
    // Hun er formand: a bare role inside a sentence says what somebody is.
    let bare = mention.bare && matches!(mention.head, Head::Noun(NounKind::Role | NounKind::Person));
    // da Ida Holms advokat oplyste: an owned role is somebody, but after er.
    let predicate = bare && !slot && !before.has(Class::Start) && (mention.owner.is_none() || copula);
    let case = if mention.genitive {
        Class::Genitive
    } else if before.has(Class::Preposition) || object || predicate || mention.measure && !slot {
        Class::Oblique
    } else {
        Class::Source
    };
    let head = match mention.head {
        _ if mention.anyone => HEADS[7],
        Head::Name => HEADS[0],
        Head::Noun(NounKind::Role | NounKind::Person | NounKind::None) => HEADS[1],
        Head::Noun(NounKind::Organisation) => HEADS[2],
        Head::Noun(NounKind::Group) => HEADS[3],
        Head::Noun(NounKind::Document) => HEADS[4],
        Head::Phrase => HEADS[5],
        Head::Pronoun if mention.pronoun.is_some_and(|pronoun| pronoun.person != 3) => HEADS[7],
        Head::Pronoun => HEADS[6],
    };
    ClassSet::of(head).union(ClassSet::of(&[case]))
}

/// Whether a word after »at« that only its end makes a noun is an infinitive: udbetale is no kind of tale.
fn is_infinitive_noun(document: &Document, at: usize) -> bool {
    let folded = document.folded(at);
    let listed = document.lexicon.word(folded) != 0;
    // at tale, at klage: a word for what is said besides.
    let said = |noun: &Noun| noun.kind == NounKind::Document && !document.lexicon.ends(Ending::AbstractNoun, folded);
    let noun = document.noun(at).filter(|noun| !listed || said(noun));
    noun.is_some_and(|noun| !noun.definite && noun.number == Number::Singular) && folded.ends_with('e')
}

/// Whether a word after »ved« shows that somebody knows: kommunen ved ikke, lægerne ved for lidt.
fn is_what_one_knows(document: &Document, at: usize) -> bool {
    let degree = document.is(at, List::All) && document.is(at + 1, List::For);
    let quantity = document.is(at, List::For) && !document.is(at + 1, List::Little) && !document.is(at + 1, List::Much);
    degree || !quantity && document.is(at, List::KnownThing)
}
