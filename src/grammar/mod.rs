//! Construction files → one matcher.
//!
//! Takes the constructions of a language pack and the lexicon, gives the places where a construction fits a row of symbols;
//! knows nothing of texts, speakers or rows.

mod alphabet;
mod construction;
mod pattern;
mod program;
mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;

pub use alphabet::Alphabet;
pub(crate) use construction::OwnConstruction;
pub use construction::{ClaimPlace, Construction, SpeakerPlace};

use crate::error::{Error, Result};
use crate::languages::Language;
use crate::lexicon::{Class, ClassSet, Lexicon};

/// Every construction of a language, ready to match.
#[derive(Debug)]
pub struct Grammar {
    constructions: Vec<Construction>,
    macros: pattern::Macros,
    /// Their patterns, in the same order.
    programs: Vec<program::Program>,
    /// The set of what ends a sentence.
    end: sets::SetId,
    sets: sets::Sets,
    alphabet: Alphabet,
}

/// A construction found in a row of symbols; ranges are places of symbols.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Place of the construction in [`Grammar::construction`].
    pub construction: usize,
    /// Everything that it took.
    pub whole: Range<usize>,
    /// The reporting word.
    pub cue: Option<Range<usize>>,
    /// The source.
    pub speaker: Option<Range<usize>>,
    /// The claim, or where it begins.
    pub claim: Option<Range<usize>>,
    /// A second piece of the claim.
    pub more: Option<Range<usize>>,
}

#[derive(Deserialize)]
struct MacroFile {
    macros: pattern::Macros,
}

impl Grammar {
    /// Loads the constructions of a language. `combinations` are the classes of symbols other than words that can occur; own
    /// constructions and macros of a user take the place of those of their names.
    ///
    /// # Errors
    /// [`Error::Data`] where a file is not in its form; the message names file and place.
    pub(crate) fn load(
        language: Language,
        lexicon: &Lexicon,
        combinations: &[ClassSet],
        own: &[OwnConstruction],
        own_macros: &BTreeMap<String, String>,
    ) -> Result<Self> {
        let wrong = |file: &str, message: String| Error::Data { file: file.to_owned(), message };
        let mut macros: MacroFile = language.macros().read()?;
        macros.macros.extend(own_macros.clone());
        // By file name, each with where its pattern stands.
        let file_of = |construction: &Construction| format!("{}.toml", construction.id);
        let mut by_file = BTreeMap::new();
        for (_, source) in language.constructions() {
            let construction: Construction = source.read()?;
            by_file.insert(file_of(&construction), (construction, source.file));
        }
        for OwnConstruction { construction, place } in own {
            by_file.insert(file_of(construction), (construction.clone(), place.clone()));
        }
        let (constructions, files): (Vec<Construction>, Vec<String>) = by_file.into_values().unzip();
        let bodies = constructions.iter().map(|c| &c.pattern).chain(macros.macros.values());
        let literals: BTreeSet<String> = bodies.clone().flat_map(|body| pattern::literals(body)).collect();
        let names = pattern::names();
        let used = bodies.map(|body| pattern::classes(body, &names)).fold(ClassSet::EMPTY, ClassSet::union);
        let mut alphabet = Alphabet::new(&literals, used);
        let places: Vec<(&String, u16)> = literals.iter().zip(1..).collect();
        for &classes in combinations {
            alphabet.add(classes, 0);
            for (word, place) in &places {
                if classes.has(Class::Pronoun) && lexicon.entry(lexicon.word(word)).pronoun.is_some() {
                    alphabet.add(classes, *place);
                }
            }
        }
        for entry in lexicon.entries() {
            lexicon.variants(entry).into_iter().for_each(|classes| alphabet.add(classes, 0));
        }
        for (word, place) in &places {
            let entry = lexicon.entry(lexicon.word(word));
            lexicon.variants(entry).into_iter().for_each(|classes| alphabet.add(classes, *place));
            // Spørger man hende, … : a verb that does not report where it stands is still that word.
            if entry.classes.meets(ClassSet::REPORTING) {
                alphabet.add(ClassSet::of(&[Class::Fixed]), *place);
            }
        }
        let mut sets = sets::Gathering::new(&alphabet);
        let mut reader = pattern::Reader::new(&macros.macros, &names, &alphabet);
        let mut nodes = Vec::new();
        for (construction, file) in constructions.iter().zip(&files) {
            let node = reader.read(&construction.pattern).map_err(|message| wrong(file, message))?;
            nodes.push(node.map(&mut |terms| sets.of(&terms)));
        }
        let required: Vec<_> = nodes.iter().map(|node| program::required(node, &mut sets)).collect();
        let needs: Vec<_> = required.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let mut programs = Vec::new();
        for ((node, required), file) in nodes.iter().zip(required).zip(&files) {
            let required = required.iter().filter_map(|set| needs.binary_search(set).ok()).collect();
            programs.push(program::Program::new(node, required, &mut sets).map_err(|message| wrong(file, message))?);
        }
        let end = sets.of(&[alphabet::Term::class(Class::End)]);
        let sets = sets.finish(&needs);
        Ok(Self { constructions, macros: macros.macros, programs, end, sets, alphabet })
    }

    /// The constructions that can fit where a row holds these needed sets, in order.
    fn candidates(&self, held: &[u64]) -> impl Iterator<Item = (usize, &program::Program)> {
        self.programs.iter().enumerate().filter(|(_, program)| program.can_fit(held))
    }

    /// Every construction, in the order of the file names.
    pub fn constructions(&self) -> &[Construction] {
        &self.constructions
    }

    /// The macros that patterns can use, by name.
    pub fn macros(&self) -> &BTreeMap<String, String> {
        &self.macros
    }

    /// A construction by its place.
    pub fn construction(&self, place: usize) -> &Construction {
        &self.constructions[place]
    }

    /// The letters that stand for symbols.
    pub fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Every place where a construction fits, in the order of constructions, then of places. `letters` are a row of
    /// the alphabet's letters.
    pub fn matches(&self, letters: &[u16]) -> Vec<Match> {
        let mut found = Vec::new();
        let mut notes = program::Notes::default();
        // Most constructions stay within a sentence; they are tried in those that hold what they need.
        let mut sentences = Vec::new();
        let mut all = vec![0; self.sets.needs()];
        let mut start = 0;
        for end in (1..=letters.len()).filter(|end| *end == letters.len() || self.sets.has(letters[end - 1], self.end))
        {
            let held = self.sets.any(&letters[start..end]);
            all.iter_mut().zip(&held).for_each(|(all, held)| *all |= held);
            sentences.push((start..end, held));
            start = end;
        }
        let whole = [(0..letters.len(), all)];
        for (construction, program) in self.candidates(&whole[0].1) {
            let ranges = if program.confined { &sentences[..] } else { &whole };
            for (range, _) in ranges.iter().filter(|(_, held)| program.can_fit(held)) {
                program.search(letters, range.clone(), &self.sets, &mut notes, |fit| {
                    let [cue, speaker, claim, more] = std::array::from_fn(|number| fit.capture(number));
                    // Go on right after the cue, so that the next report may share symbols with this one.
                    let next = cue.as_ref().map_or(fit.end, |cue| cue.end);
                    found.push(Match { construction, whole: fit.start..fit.end, cue, speaker, claim, more });
                    next.max(fit.start + 1)
                });
            }
        }
        found
    }
}
