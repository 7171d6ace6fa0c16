//! Who a headline quotes: the person whom the article then names.

use super::*;

/// Words that tell how a sentence is built and not what is spoken of.
const FUNCTION: ClassSet = ClassSet::of(&[
    Class::Auxiliary,
    Class::Modal,
    Class::Adverb,
    Class::Particle,
    Class::Preposition,
    Class::Determiner,
    Class::Subordinator,
    Class::Coordinator,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::Question,
    Class::Negation,
]);

impl Resolver<'_, '_, '_> {
    /// Finds the speakers of a headline's drafts.
    pub(super) fn headline(&mut self, at: usize) {
        for draft in self.drafts_of(at) {
            let mention = match self.drafts[draft].speaker {
                SpeakerLink::Mention(mention) => Some(&self.mentions[mention]),
                _ => None,
            };
            self.repeats[draft] = self.same_words(draft);
            let found = self.headline_speaker(at, draft, mention);
            self.list[draft] = found.or(self.list[draft]);
        }
    }

    fn headline_speaker(&mut self, at: usize, draft: usize, mention: Option<&Mention>) -> Option<Speaker> {
        let place = Place { block: at, sentence: 0, subject: true, speaking: true, asker: None };
        let here =
            |found: Option<(usize, Link)>| found.map(|(entity, link)| Speaker { entity, by: Route::Mention(link) });
        let mut named = None;
        if let Some(mention) = mention.filter(|mention| mention.head == Head::Name && !mention.names.is_empty()) {
            named = here(self.entities.resolve(mention, place));
            let body =
                named.is_some_and(|speaker| self.entities.get(speaker.entity).kind == Some(SpeakerKind::Organisation));
            // Storm flåede taget af skolen: »…«: who says nothing in the text is no person of it.
            let silent = named.is_some_and(|named| {
                !self.list.iter().flatten().any(|speaker| speaker.entity == named.entity)
                    && matches!(&mention.names[..], [name] if name.len() <= 2)
            });
            // A body speaks through somebody whom the article may quote with the same words.
            if !body && !silent {
                return named;
            }
        }
        // 43-årig nægter: an age tells who it is.
        let aged = mention.filter(|mention| mention.tokens.clone().any(|at| self.document.tokens()[at].has_digits()));
        if let Some(found) = aged.and_then(|mention| self.entities.resolve(mention, Place { speaking: false, ..place }))
        {
            return here(Some(found));
        }
        let noun = mention.and_then(|mention| mention.noun).map(|(token, noun)| {
            let lexicon = self.document.lexicon;
            lexicon.base_form(self.document.folded(token)).unwrap_or_else(|| lexicon.lemma(noun).to_owned())
        });
        let several = mention.is_some_and(|mention| mention.number == Number::Plural);
        let by_noun = noun.map(|noun| self.entities.with_noun(&noun)).unwrap_or_default();
        let same = self.repeats[draft].and_then(|same| self.list[same]);
        let same = same.filter(|speaker| by_noun.is_empty() || several || by_noun.contains(&speaker.entity));
        if let Some(speaker) = same {
            return Some(Speaker { entity: speaker.entity, by: Route::SameWords });
        }
        if named.is_some() {
            return named;
        }
        if let Some(&entity) = by_noun.first() {
            return Some(Speaker { entity, by: Route::HeadlineRole });
        }
        let first = self.list.iter().enumerate().find_map(|(other, speaker)| {
            let own = self.drafts[other].block == self.blocks[at].place;
            let speaker = speaker.filter(|_| !own && self.drafts[other].kind == Kind::Direct)?;
            let written = self.entities.get(speaker.entity).kind == Some(SpeakerKind::Document);
            (!written).then_some(speaker)
        });
        if let Some(first) = first.filter(|_| self.drafts[draft].kind == Kind::Direct) {
            return Some(Speaker { entity: first.entity, by: Route::FirstSpeaker });
        }
        mention.and_then(|mention| here(self.entities.resolve(mention, place)))
    }

    /// The body's statement that shares most words with a headline's, where they share enough.
    fn same_words(&self, draft: usize) -> Option<usize> {
        let own = self.content_words(draft);
        let mut best: Option<(usize, usize)> = None;
        for other in 0..self.drafts.len() {
            if self.drafts[other].block == self.drafts[draft].block || self.list[other].is_none() {
                continue;
            }
            let shared = self.content_words(other).intersection(&own).count();
            let enough = shared * 2 >= own.len() && (shared >= 2 || shared == own.len() && shared > 0);
            if enough && best.is_none_or(|(top, _)| shared > top) {
                best = Some((shared, other));
            }
        }
        best.map(|(_, other)| other)
    }

    /// The words of a claim that tell of what is spoken.
    fn content_words(&self, draft: usize) -> BTreeSet<String> {
        let lexicon = self.document.lexicon;
        let content = |word: &String| {
            let classes = lexicon.entry(lexicon.word(word)).classes;
            word.chars().count() > 1 && !classes.meets(FUNCTION) && !lexicon.has(List::BeenForm, word)
        };
        let parts = self.drafts[draft].parts.iter();
        let words = parts.flat_map(|part| part.of(self.document.text).split(|c: char| !c.is_alphanumeric()));
        words.map(fold).filter(content).collect()
    }
}
