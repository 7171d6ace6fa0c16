//! Proper names: where one begins and ends, and whether it stands in the genitive.

use super::*;

impl MentionReader<'_, '_> {
    /// A proper name at `at`: its tokens without a genitive's owner role, and whether it is a genitive.
    pub(super) fn name(&self, at: usize, end: usize) -> Option<(Range<usize>, bool)> {
        if !self.starts_name(at, end) {
            return None;
        }
        let tokens = self.document.tokens();
        let mut stop = at + 1;
        if let Some((after, genitive)) = self.listed(at, end) {
            if genitive || !self.is_name_word(after, end) || self.proper(after).has(Class::GivenName) {
                return Some((at..after, genitive));
            }
            stop = after;
        }
        // Danske Bagere af Rugbrød, Foreningen for Børn: a word for a body, or what only a body is named by.
        let described = self.classes(at).has(Class::Adjective) && !self.proper(at).has(Class::GivenName);
        loop {
            let body = (at..stop).any(|at| self.is_body_noun(at)) || described && stop > at + 1;
            if self.is_genitive_at(stop - 1, end) {
                // FN's Flygtningehøjkommissariat: a body named by its owner.
                if !self.is_owned_body(stop, end) {
                    return Some((at..stop, true));
                }
                stop += 1;
                continue;
            }
            if stop >= end {
                break;
            }
            let next = tokens[stop];
            if let Some(after) = self.after_nickname(stop, end).or_else(|| self.after_particles(at, stop, body, end)) {
                stop = after;
                continue;
            }
            if let Some(after) = self.after_reign(stop, end) {
                stop = after;
                if !self.is_name_word(stop, end) {
                    break;
                }
                stop += 1;
                continue;
            }
            if next.kind == TokenKind::Word && next.is_capitalised() && !self.times.contains(&stop) {
                if tokens[stop - 1].is_wordlike() || tokens[stop - 1].kind == TokenKind::Other {
                    stop += 1;
                    continue;
                }
                break;
            }
            // Aarhus kommune, Roskilde byrets dommer
            if self.is_lower_word(stop, end)
                && self.document.lexicon.has(List::BodyHead, strip_genitive(self.document.folded(stop)))
                && !(at..stop).any(|place| self.proper(place).has(Class::GivenName))
            {
                return Some((at..stop + 1, self.is_genitive_at(stop, end)));
            }
            let capital_after = tokens
                .get(stop + 1)
                .is_some_and(|after| stop + 1 < end && after.is_capitalised() && after.kind == TokenKind::Word);
            // Bundesamt für Sicherheit in der Informationstechnik
            if self.is(stop, end, List::ForeignIn)
                && self.is(stop + 1, end, List::ForeignThe)
                && tokens.get(stop + 2).is_some_and(|after| stop + 2 < end && after.is_capitalised())
            {
                stop += 3;
                continue;
            }
            if !capital_after {
                // TV 2, P 3
                let station = next.kind == TokenKind::Number
                    && tokens[stop - 1].is_upper()
                    && self.document.word(stop).len() == 1;
                if station {
                    stop += 1;
                    continue;
                }
                break;
            }
            let joined = self.document.word(stop) == "&"
                || stop == at + 1 && self.is(stop, end, List::And) && self.is_joined_name(at, end)
                || self.document.word(stop - 1).ends_with('-')
                || (self.is(stop, end, List::ForeignJoint))
                || (body && self.is(stop, end, List::NameJoint) && !self.proper(stop + 1).has(Class::GivenName));
            if !joined {
                break;
            }
            stop += 2;
        }
        Some((at..stop, false))
    }

    /// The end of a name of several words that a list holds whole, and whether it is a genitive: Læger uden Grænser.
    fn listed(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        let tokens = self.document.tokens();
        if !tokens[at].is_capitalised() || !self.document.form(at).is_some_and(|form| form.begins_listed) {
            return None;
        }
        let names = ClassSet::of(&[Class::OrganisationName, Class::Medium, Class::Place]);
        let lexicon = self.document.lexicon;
        let known = |text: &str| lexicon.entry(lexicon.proper(text)).classes.meets(names);
        (at + 2..=end.min(at + LONGEST_LISTED)).rev().filter(|stop| tokens[stop - 1].is_wordlike()).find_map(|stop| {
            let text = self.document.span(at..stop).of(self.document.text);
            let base = strip_genitive(text);
            if known(text) {
                return Some((stop, false));
            }
            (base != text && known(base)).then(|| (stop, self.is_genitive_at(stop - 1, end)))
        })
    }

    /// Ursula von der Leyen, Luis de la Cruz, Karim al-Basri: the place after the particles at `at` and the name that
    /// goes on from them.
    fn after_particles(&self, start: usize, at: usize, body: bool, end: usize) -> Option<usize> {
        if body || at - start >= 4 {
            return None;
        }
        let written = self.document.word(at);
        let joined = self.document.lexicon.behind(List::ForeignArticle, written);
        if self.kind(at, end) == Some(TokenKind::Word)
            && joined.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        {
            return Some(at + 1);
        }
        let foreign = self.is(at, end, List::ForeignParticle);
        let particle =
            |place: usize| self.is(place, end, List::ForeignParticle) || self.is(place, end, List::NameParticle);
        // Luz Marina Ospina de Vargas: after three names.
        let many = at - start == 3 && self.is(at, end, List::ArticlePlural);
        let begins = foreign || many || self.proper(start).has(Class::GivenName) && particle(at);
        if !begins {
            return None;
        }
        let mut name = at + 1;
        while name < at + 3 && particle(name) {
            name += 1;
        }
        self.is_name_word(name, end).then_some(name + 1)
    }

    /// Christian 4., Karl 16. Gustav: the place after the number and its stop.
    fn after_reign(&self, at: usize, end: usize) -> Option<usize> {
        let tokens = self.document.tokens();
        let number = self.kind(at, end) == Some(TokenKind::Number) && self.document.word(at).len() <= 2;
        let stop = number && self.kind(at + 1, end) == Some(TokenKind::Stop) && !tokens[at + 1].has_space_before();
        let king = self.proper(at - 1).has(Class::GivenName);
        // An age or date follows a comma or month, a chapter the end of a sentence.
        let goes_on = self.is_lower_word(at + 2, end) || self.is_name_word(at + 2, end);
        (stop && king && goes_on).then_some(at + 2)
    }

    /// A body's name with an article of its own: Det Etiske Råd, De Konservative; and whether it is a genitive.
    pub(super) fn article_name(&self, at: usize, end: usize) -> Option<(Range<usize>, bool)> {
        let tokens = self.document.tokens();
        let capital = |at: usize| at < end && tokens[at].kind == TokenKind::Word && tokens[at].is_capitalised();
        let article = at < end && self.document.lexicon.has(List::NameArticle, self.document.word(at));
        let adjective = capital(at + 1)
            && self.document.folded(at + 1).ends_with(['e', 's'])
            && self.classes(at + 1).has(Class::Adjective)
            && !self.proper(at + 1).has(Class::GivenName)
            && !self.times.contains(&(at + 1));
        if !article || !adjective {
            return None;
        }
        let mut stop = at + 2;
        while !self.is_genitive_at(stop - 1, end) {
            if capital(stop) && !self.times.contains(&stop) {
                stop += 1;
            } else if stop > at + 2 && self.is(stop, end, List::ArticleNameTie) && capital(stop + 1) {
                stop += 2;
            } else {
                return Some((at..stop, false));
            }
        }
        Some((at..stop, true))
    }

    /// Emil "Tanken" Rørbech: the place after a nickname in marks at `at` and the name that goes on from it.
    fn after_nickname(&self, at: usize, end: usize) -> Option<usize> {
        let mark = |at: usize| self.kind(at, end) == Some(TokenKind::Mark);
        let close = [at + 2, at + 3].into_iter().find(|close| mark(*close)).filter(|_| mark(at))?;
        let after = self.document.tokens().get(close + 1).filter(|_| close + 1 < end)?;
        (after.kind == TokenKind::Word && after.is_capitalised()).then_some(close + 2)
    }

    pub(super) fn is_body_noun(&self, at: usize) -> bool {
        let noun = self.document.noun(at);
        noun.is_some_and(|noun| noun.kind == NounKind::Organisation) || self.proper(at).has(Class::OrganisationEnding)
    }

    pub(super) fn starts_name(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return false;
        }
        let token = self.document.tokens()[at];
        let proper = self.proper(at);
        if token.kind == TokenKind::Word && token.has_digits() {
            // 3F, 7-Eleven
            return proper.meets(ClassSet::of(&[Class::OrganisationName, Class::Medium]));
        }
        if token.kind != TokenKind::Word || !token.is_capitalised() {
            return false;
        }
        if self.listed(at, end).is_some() || self.is_joined_name(at, end) {
            return true;
        }
        let classes = self.classes(at);
        let member = self.ends(Ending::PartyMember, self.document.word(at));
        // LIVE: …, Faktatjek: …
        if classes.has(Class::Calendar) || member || self.is_rubric(at) || self.is_title(at, end) {
            return false;
        }
        // Danisco-ejede, EU-venlige: an adjective.
        let hyphened = self.document.word(at).rsplit('-').next().unwrap_or("");
        if hyphened.len() < self.document.word(at).len()
            && hyphened.starts_with(char::is_lowercase)
            && self.ends(Ending::HyphenedAdjective, hyphened)
        {
            return false;
        }
        let next_capital = self
            .document
            .tokens()
            .get(at + 1)
            .is_some_and(|next| at + 1 < end && next.kind == TokenKind::Word && next.is_capitalised());
        let initial = at == 0
            || self.document.sentence_of(at).start == at
            || !self.document.tokens()[at - 1].is_wordlike() && self.document.tokens()[at - 1].kind != TokenKind::Comma;
        let known =
            proper.meets(ClassSet::of(&[Class::GivenName, Class::OrganisationName, Class::Medium, Class::Place]));
        let folded = self.document.folded(at);
        let noun = self.document.noun(at);
        // Lønmodtagernes Pensionsfond
        let body = || {
            let next = self.document.folded(at + 1);
            self.document.lexicon.has_organisation_suffix(next) || self.is_body_noun(at + 1)
        };
        // Fagbevægelsens Fællesråd: nobody is called by a noun, so that the genitive is part of the name.
        let noun_next = || {
            self.proper(at + 1).is_empty()
                && self.document.word(at + 1).chars().all(char::is_alphabetic)
                && !self.next_upper(at, end)
        };
        if next_capital
            && (self.ends(Ending::PluralGenitive, folded) && body()
                || self.ends(Ending::SingularGenitive, folded) && body() && noun_next())
        {
            return true;
        }
        // Kristen Højsager: a given name that is a noun besides.
        if proper.has(Class::GivenName) && next_capital {
            return true;
        }
        if let Some(noun) = noun.filter(|_| !known || token.word != 0) {
            // Direktør Claus Winge: a title; Region Midtjylland, Center for Kystdynamik: part of the name.
            let bodylike = noun.kind == NounKind::Organisation;
            if !bodylike {
                return known && !next_capital && !initial;
            }
            let joint = self.is(at + 1, end, List::BodyJoint)
                && self.document.tokens().get(at + 2).is_some_and(|after| at + 2 < end && after.is_capitalised());
            let person = next_capital
                && self.document.lexicon.entry(self.document.tokens()[at + 1].proper).classes.has(Class::GivenName);
            // Rederiet Nordhav: noun and name; Retten i Næstved: one name.
            if next_capital && !person && !noun.definite || joint {
                return true;
            }
            return !initial || known && token.word == 0;
        }
        if !initial {
            return true;
        }
        if known && (token.word == 0 || next_capital || classes.is_empty() || token.is_dotted()) {
            return true;
        }
        // DA siger: the employers, not »da«.
        if token.is_upper() && (known || token.word == 0 || next_capital) && !self.next_upper(at, end) {
            return true;
        }
        let function = classes.meets(NO_NOUN);
        if next_capital && !function && !classes.has(Class::Adjective) && token.word == 0 {
            return true;
        }
        if next_capital && classes.has(Class::Adjective) && !self.proper(at + 1).has(Class::GivenName) {
            return true;
        }
        if token.is_dotted() && next_capital {
            return true;
        }
        let written = self.document.word(at);
        // SpaceX, OpenAI
        let mixed = written.chars().skip(1).any(char::is_uppercase) && written.chars().any(char::is_lowercase);
        if token.word == 0 && (mixed && !written.contains('-') || noun.is_none() && self.is_lone_subject(at, end)) {
            return true;
        }
        token.word == 0 && (self.names.contains(written) || self.names.contains(strip_genitive(written)))
            || token.is_genitive() && known
    }

    /// Whether a body's name of one word follows an owner.
    fn is_owned_body(&self, at: usize, end: usize) -> bool {
        let word = || self.document.word(at);
        self.is_name_word(at, end)
            && !self.is_name_word(at + 1, end)
            && self.proper(at).is_empty()
            && word().chars().count() >= 8
            && word().chars().all(char::is_alphabetic)
            && !word().ends_with('s')
    }

    /// Whether an unknown capitalised word that begins a sentence is its subject, since a report's verb and its
    /// content follow: Pandora oplyser, at …
    fn is_lone_subject(&self, at: usize, end: usize) -> bool {
        let written = self.document.word(at);
        // A verb that its particle follows is marked already, and ends what can be a mention.
        let last = self.document.sentence_of(at).end.max(end);
        let classes = |at: usize| if at < last { self.classes(at) } else { ClassSet::EMPTY };
        let reports = ClassSet::REPORTING;
        let next = classes(at + 1);
        let has = self.is(at + 1, last, List::Have);
        let participle = |at: usize| classes(at).has(Class::Participle) && classes(at).meets(reports);
        let verb = next.has(Class::Finite) && next.meets(reports)
            || next.has(Class::Carrier) && !next.has(Class::Participle)
            || has && (at + 2..last.min(at + 6)).any(participle);
        // Zerbinox har over for avisen bekræftet, at …: no subject follows the verb, and the content does.
        let pronoun = |at: usize| classes(at).has(Class::SubjectPronoun) && !classes(at).has(Class::Preposition);
        let subject = pronoun(at + 2) || self.is_name_word(at + 2, last);
        let ends = |at: &usize| {
            matches!(self.kind(*at, last), Some(TokenKind::Comma | TokenKind::Colon)) || classes(*at).has(Class::At)
        };
        let reach = if next.has(Class::Finite) && !next.has(Class::Carrier) && !has { 7 } else { 12 };
        let stop = (at + 2..last.min(at + reach)).find(ends);
        let content = !subject
            && stop.is_some_and(|stop| {
                let opens = self.is(stop + 1, last, List::ThatWhether) || classes(stop + 1).has(Class::Question);
                let clause = classes(stop).has(Class::At) || opens || stop == at + 2;
                clause && !(at + 2..stop).any(pronoun)
            });
        // Fjernsynet oplyste, at …; Uventet oplyste kommunen, at …: an adverb has the subject after its verb.
        let adverb = self.ends(Ending::Adverb, written)
            || self.ends(Ending::DefiniteForm, written) && (stop != Some(at + 2) || !next.has(Class::Finite));
        let plain = written.chars().all(char::is_alphabetic) && written.chars().count() > 2;
        verb && content && plain && !adverb
    }

    /// Whether what follows a capitalised word makes it the first part of a name: TV 2, Nord- og Midtjyllands Politi,
    /// Holm & Juul.
    fn is_joined_name(&self, at: usize, end: usize) -> bool {
        let written = self.document.word(at);
        let station = self.is(at, end, List::Station)
            && self.kind(at + 1, end) == Some(TokenKind::Number)
            && self.document.word(at + 1).len() == 1;
        let joint = written.ends_with('-') && self.is(at + 1, end, List::AndOr)
            || at + 1 < end && self.document.word(at + 1) == "&";
        let role = || {
            let noun = self.document.noun(at + 2);
            noun.is_some_and(|noun| matches!(noun.kind, NounKind::Role | NounKind::Person))
        };
        // Sydsjællands og Lolland-Falsters Politi: one body of two places.
        let owner = |at: usize| self.document.word(at).ends_with('s') && self.is_name_word(at, end);
        let shared = owner(at)
            && self.is(at + 1, end, List::And)
            && owner(at + 2)
            && self.is_name_word(at + 3, end)
            && self.document.is(at + 3, List::SharedBody);
        station || shared || joint && self.is_name_word(at + 2, end) && !role()
    }

    pub(super) fn next_upper(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.document.tokens()[at + 1].is_upper()
    }

    /// Whether the name's last token is a genitive: an -s that is not the name's own, before a word that can be owned.
    pub(super) fn is_genitive_at(&self, at: usize, end: usize) -> bool {
        let word = self.document.word(at);
        let token = self.document.tokens()[at];
        let apostrophe = word.ends_with("'s") || word.ends_with("’s");
        // Det Hvide Hus' talskvinde
        let alone = word.ends_with(['s', 'x', 'z'])
            && self.kind(at + 1, end) == Some(TokenKind::Mark)
            && ["'", "’"].contains(&self.document.word(at + 1))
            && !self.document.tokens()[at + 1].has_space_before()
            && self.is_lower_word(at + 2, end)
            && self.document.tokens()[at + 2].has_space_before();
        if apostrophe || alone {
            return true;
        }
        if !word.ends_with(['s', 'S'])
            || token.is_upper()
            || self.proper(at).meets(ClassSet::of(&[
                Class::GivenName,
                Class::Place,
                Class::OrganisationName,
                Class::Medium,
            ])) && !token.is_genitive()
        {
            return false;
        }
        let Some(next) = self.document.tokens().get(at + 1).filter(|_| at + 1 < end) else {
            return false;
        };
        match next.kind {
            // Egnsavisens Birgitte Juul
            TokenKind::Word if self.proper(at + 1).has(Class::GivenName) && next.word == 0 => {
                self.document.noun(at).is_some_and(|noun| noun.definite)
                    || self.is_owner_noun(at)
                    || token.is_genitive() && !self.proper(at).has(Class::GivenName)
            }
            TokenKind::Word if !next.is_capitalised() => {
                let classes = self.classes(at + 1);
                let said = classes.meets(ClassSet::of(&[Class::SpeechNoun, Class::OpinionNoun]));
                // beskylder Lassenius bestyrelsen for: what is owned is never definite.
                if self.document.noun(at + 1).is_some_and(|noun| noun.definite) {
                    return false;
                }
                let verb = !said && classes.meets(NO_NOUN) && !classes.meets(ClassSet::of(&[Class::Adjective]));
                !verb
                    || self.document.lexicon.entry(next.word).noun.is_some()
                        && !classes.meets(ClassSet::of(&[Class::Finite, Class::Preposition]))
            }
            // Danmarks Fiskeriråd: a genitive inside a name goes on.
            _ => false,
        }
    }

    /// A definite noun in the genitive: avisens, foreningens.
    fn is_owner_noun(&self, at: usize) -> bool {
        let folded = self.document.folded(at);
        folded.strip_suffix('s').and_then(|base| self.document.lexicon.noun(base)).is_some_and(|noun| noun.definite)
    }

    /// Natural gender by the first given name.
    pub(super) fn gender_of(&self, name: &Range<usize>) -> Gender {
        let entry = self.document.lexicon.entry(self.document.tokens()[name.start].proper);
        entry.gender.unwrap_or(Gender::Common)
    }

    /// Natural gender by what one is addressed as: fru, hr.
    pub(super) fn gender_of_title(&self, before: Range<usize>) -> Gender {
        let is = |list: List| before.clone().any(|at| self.is(at, before.end, list));
        match (is(List::AddressFemale), is(List::AddressMale)) {
            (true, false) => Gender::Female,
            (false, true) => Gender::Male,
            _ => Gender::Common,
        }
    }

    /// Whether a list of names from `at` on reaches an »og«: A, B og C.
    pub(super) fn leads_to_and(&self, at: usize, end: usize) -> bool {
        let Some((name, false)) = self.name(at, end) else {
            return false;
        };
        self.is(name.end, end, List::And)
    }

    /// Hans Peter Lund: the given name, not the possessive.
    pub(super) fn is_hans(&self, at: usize, end: usize) -> bool {
        let tokens = self.document.tokens();
        let name = tokens[at].is_capitalised() && self.proper(at).has(Class::GivenName);
        let capital = at + 1 < end && tokens[at + 1].is_capitalised() && tokens[at + 1].kind == TokenKind::Word;
        name && (capital || self.is_couple(at, end) || self.document.sentence_of(at).start != at)
    }

    /// Hans og Ida Lund
    pub(super) fn is_couple(&self, at: usize, end: usize) -> bool {
        self.proper(at).has(Class::GivenName)
            && self.document.tokens()[at].is_capitalised()
            && self.is(at + 1, end, List::And)
            && self.is_name_word(at + 2, end)
            && self.proper(at + 2).has(Class::GivenName)
    }
}
