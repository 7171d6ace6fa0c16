//! Titles before a name: borgmester Ida Holm, fru Holm, isenkræmmer Ida Holm, forfatter og foredragsholder Ida Holm.

use super::*;

impl MentionReader<'_, '_> {
    /// A noun phrase before a name: borgmester Per Aabling (S).
    pub(super) fn titled(&self, mut mention: Mention, name: Range<usize>, genitive: bool, end: usize) -> Mention {
        // partilederen Holms stab
        if genitive && mention.noun.is_some_and(|(_, noun)| noun.kind != NounKind::Document) {
            let start = mention.tokens.start;
            let mut whole = self.owned(start, name.clone(), end);
            if !whole.genitive && !matches!(whole.head, Head::Noun(NounKind::Document)) {
                whole.owner = Some(start..name.end);
                return whole;
            }
        }
        mention.role = Some(mention.tokens.clone());
        mention.bare = false;
        mention.tokens.end = name.end;
        let body =
            mention.noun.is_some_and(|(_, noun)| matches!(noun.kind, NounKind::Organisation | NounKind::Document));
        if !body && mention.gender == Gender::Common {
            mention.gender = self.gender_of(&name);
        }
        // familien Holm: the noun is part of what they are called.
        let house = mention.noun.is_some_and(|(token, noun)| noun.definite && self.document.is(token, List::House));
        if house && name.len() == 1 && !self.proper(name.start).has(Class::GivenName) {
            let noun = mention.noun.map_or(name.start, |(token, _)| token);
            mention.names.push(noun..name.end);
            mention.role = None;
        } else {
            mention.names.push(name);
        }
        if mention.noun.is_some_and(|(_, noun)| noun.kind == NounKind::Document) {
            // programmet Scout, mailen fra: the name names the document.
            mention.core = mention.tokens.clone();
            return mention;
        }
        mention.head = Head::Name;
        mention.definite = true;
        mention.genitive = genitive;
        if !genitive {
            self.after_name(&mut mention, end);
        }
        mention
    }

    /// forfatter og foredragsholder Ida Holm: a second title between the first and the name.
    pub(super) fn second_title(&self, mention: &Mention, end: usize) -> Option<Mention> {
        let at = mention.tokens.end;
        if !mention.bare || !self.is(at, end, List::And) || !self.is_lower_word(at + 1, end) {
            return None;
        }
        let mut person = self.noun_phrase(at + 1, end, false)?;
        let role = person.role.clone().filter(|role| role.start == at + 1 && person.names.len() == 1)?;
        if person.head != Head::Name || person.noun.is_none_or(|(_, noun)| noun.number != Number::Singular) {
            return None;
        }
        person.tokens.start = mention.tokens.start;
        person.core.start = mention.tokens.start;
        person.role = Some(mention.tokens.start..role.end);
        Some(person)
    }

    /// isenkræmmer Ejgil Toft: a word that no list knows before a person's name is a title.
    pub(super) fn unknown_title(&self, start: usize, at: usize, end: usize) -> Option<Mention> {
        let token = self.document.tokens()[at];
        let folded = self.document.folded(at);
        let verbal = self.ends(Ending::Past, folded) || folded.chars().count() < 4;
        if token.kind != TokenKind::Word
            || self.classes(at).meets(NO_NOUN)
            || verbal
            || self.document.noun(at).is_some()
        {
            return None;
        }
        if token.is_capitalised() && (self.document.sentence_of(at).start != at || token.proper != 0) {
            return None;
        }
        // den danske charge d'affaires Joachim Rehder
        let two = at > start && self.is_lower_word(at + 1, end) && !self.classes(at + 1).meets(NO_NOUN);
        let (name, genitive) = self.name(at + 1 + usize::from(two), end)?;
        let given = self.proper(name.start).has(Class::GivenName);
        if name.len() < 2 || !given {
            return None;
        }
        let mut mention = self.named(start, name.start, name, end)?;
        mention.genitive = genitive;
        Some(mention)
    }

    /// Vejrappen Frøsla, Skibsbygger Frode Elling at a sentence's beginning: a word that the article never writes with
    /// a capital elsewhere, before one that it does, is the noun before a name.
    pub(super) fn title_by_rest(&self, start: usize, at: usize, end: usize) -> Option<Mention> {
        let token = self.document.tokens()[at];
        let first = self.document.sentence_of(at).start == at;
        let written = self.document.word(at);
        let unknown = token.word == 0 && token.proper == 0 && !self.names.contains(written);
        if !first || !token.is_capitalised() || !unknown || written.contains('-') || written.len() < 7 {
            return None;
        }
        let folded = self.document.folded(at);
        let definite = self.ends_definite(folded) && !self.ends(Ending::PersonalName, folded);
        if !definite && !self.titlelike(at) {
            return None;
        }
        let (name, genitive) = self.name(at + 1, end)?;
        let last = self.document.word(name.end - 1);
        let seen = self.names.contains(last) || self.names.contains(strip_genitive(last));
        // Orgelbygger Vejrik Maal: a trade by its last part, before a full name.
        let trade = self.ends(Ending::Trade, folded) && name.len() > 1;
        if !trade && !seen || !definite && name.len() < 2 {
            return None;
        }
        let mut mention = self.named(start, name.start, name, end)?;
        mention.genitive = genitive;
        Some(mention)
    }

    /// Whether a word ends as titles do.
    pub(super) fn titlelike(&self, at: usize) -> bool {
        let folded = self.document.folded(at);
        self.ends(Ending::TitleNoun, folded)
    }

    /// Whether a form of address stands at `at`.
    pub(super) fn is_address(&self, at: usize) -> bool {
        self.document.is(at, List::Address)
    }

    /// Whether a form of address or a degree stands at `at`, before a name: fru Holm, cand.psych. Ida Holm.
    pub(super) fn is_title(&self, at: usize, end: usize) -> bool {
        let degree = || {
            let folded = self.document.folded(at);
            self.document.tokens()[at].is_dotted() && self.document.lexicon.behind(List::Degree, folded).is_some()
        };
        at < end && (self.is_address(at) || degree()) && self.is_name_word(at + 1, end)
    }
}
