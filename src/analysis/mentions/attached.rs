//! What stands around a name or noun and belongs to it: title, age, party, affiliation, apposition, further names.

use super::adjective::Tightness;
use super::*;

/// Nouns for somebody near, tied with »til« to the one whom they are near.
const RELATIVES: [&str; 21] = [
    "bror",
    "datter",
    "enke",
    "far",
    "forlovede",
    "forælder",
    "forældre",
    "fætter",
    "kusine",
    "kæreste",
    "mor",
    "moder",
    "nabo",
    "niece",
    "nevø",
    "onkel",
    "søn",
    "søster",
    "tante",
    "ven",
    "veninde",
];
/// Nouns for what somebody has to do with a thing: med kendskab til sagen.
const KNOWLEDGE: [&str; 8] =
    ["adgang", "erfaring", "forbindelse", "indblik", "indsigt", "kendskab", "tilknytning", "viden"];
/// Nouns for who made something, or means to become it.
const AUTHORS: [&str; 6] = ["forfatter", "idémand", "kandidat", "komponist", "ophavsmand", "rådgiver"];

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
        let house = mention.noun.is_some_and(|(token, noun)| {
            noun.definite
                && ["brødrene", "ægteparret", "familien", "parret", "søstrene"]
                    .iter()
                    .any(|family| self.document.is(token, family))
        });
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
        if !mention.bare || !self.is_any(at, end, &["og"]) || !self.is_lower_word(at + 1, end) {
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

    /// A name without a noun before it.
    pub(super) fn named(&self, start: usize, at: usize, name: Range<usize>, end: usize) -> Option<Mention> {
        let role = (at > start).then_some(start..at);
        let mut mention = Mention {
            gender: self.gender_of(&name),
            names: vec![name.clone()],
            role,
            definite: true,
            ..Mention::plain(start..name.end, Head::Name)
        };
        self.after_name(&mut mention, end);
        Some(mention)
    }

    /// What can stand after a name: (S), age, ties, apposition.
    pub(super) fn after_name(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if self.kind(at, end) == Some(TokenKind::Open)
            && self.kind(at + 1, end) == Some(TokenKind::Word)
            && self.kind(at + 2, end) == Some(TokenKind::Close)
        {
            mention.tokens.end = at + 3;
        }
        self.age(mention, end);
        self.ties(mention, end);
        mention.core = mention.tokens.clone();
        self.apposition(mention, end);
    }

    pub(super) fn age(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        let number = self.kind(at, end) == Some(TokenKind::Comma)
            && self.kind(at + 1, end) == Some(TokenKind::Number)
            && self.document.word(at + 1).len() <= 3;
        if !number {
            return;
        }
        let after = if self.is_any(at + 2, end, &["år"]) { at + 3 } else { at + 2 };
        if matches!(self.kind(after, end), None | Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)) {
            mention.tokens.end = after;
        }
    }

    /// Up to three prepositional phrases that say where somebody belongs.
    pub(super) fn ties(&self, mention: &mut Mention, end: usize) {
        for _ in 0..3 {
            let at = mention.tokens.end;
            let more = self.age_in_years(mention, end).or_else(|| self.relation(mention, end));
            if let Some(stop) = more.or_else(|| self.nearness(mention, end)) {
                mention.tokens.end = stop;
                continue;
            }
            let lasts = self.is_any(at, end, &["i", "på", "gennem"])
                && at + 2 < end
                && (self.document.tokens()[at + 1].kind == TokenKind::Number
                    || self.classes(at + 1).has(Class::NumberWord))
                && self.is_any(
                    at + 2,
                    end,
                    &["år", "uger", "måneder", "dage", "timer", "minutter", "sekunder", "døgn", "årtier"],
                );
            if lasts
                || !self.is_any(at, end, &TIES)
                || self.times.contains(&at)
                || at + 1 >= end
                || self.times.contains(&(at + 1))
            {
                return;
            }
            let role = mention.role.is_none() && mention.names.is_empty();
            let Some((stop, document, owner)) = self.tied(at + 1, end) else { return };
            // på den første skoledag: a circumstance, unless it is a body or place by name.
            let known = || self.document.tokens()[at + 1].is_capitalised() || self.body_within(at + 1, stop);
            let loose = self.is_any(at, end, &["på", "under", "med"]);
            if !role && self.is_any(at, end, &["af", "med", "under", "bag"]) || loose && !known() {
                return;
            }
            // siger direktøren i en mail: the mail is the way it came, not where he belongs.
            if document && !(role && self.is_any(at, end, &["bag", "af"])) {
                return;
            }
            let own_document = matches!(mention.head, Head::Noun(NounKind::Document | NounKind::Organisation));
            if own_document && self.is_any(at, end, &["fra", "af"]) && mention.owner.is_none() {
                mention.tokens.end = owner.as_ref().map_or(stop, |owner| owner.end.max(stop));
                mention.owner = owner;
                continue;
            }
            // bageriet på Torvet, but et opslag på nettet
            let body = mention.head == Head::Noun(NounKind::Organisation)
                && self.is_any(at, end, &["bag", "på"])
                && !self.proper(at + 1).has(Class::Medium);
            if own_document && !body && !self.is_any(at, end, &["for", "i", "ved"]) {
                return;
            }
            mention.tokens.end = self.second_field(at, stop, end);
        }
    }

    /// The end of a field of two: ekspert i køn og identitet, chef for salg og marketing.
    fn second_field(&self, preposition: usize, stop: usize, end: usize) -> usize {
        let field = self.is_any(preposition, end, &["for", "i"])
            && self.is_any(stop, end, &["og"])
            && !self.document.tokens()[stop - 1].is_capitalised()
            && self.is_lower_word(stop + 1, end)
            && self.classes(stop + 1).without(ClassSet::of(&[Class::OtherInfinitive])).is_empty();
        let verb = || {
            let folded = self.document.folded(stop + 1);
            ["ede", "er", "te"].iter().any(|ending| folded.ends_with(ending))
        };
        let closed = self.kind(stop + 2, end).is_none_or(|kind| kind != TokenKind::Word)
            || self.classes(stop + 2).meets(ClassSet::FINITE.union(ClassSet::of(&[Class::Preposition])))
            || self.is_name_word(stop + 2, end);
        if field && !verb() && closed { stop + 2 } else { stop }
    }

    /// en kilde tæt på forhandlingerne, en person med indgående kendskab til sagen: the end of what somebody knows of.
    fn nearness(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        if mention.noun.is_none() || !mention.names.is_empty() {
            return None;
        }
        let near = self.is_any(at, end, &["nær", "tæt"]) && self.is_any(at + 1, end, &["på", "ved"]);
        let start = if near {
            at + 2
        } else {
            let noun = self
                .is_any(at, end, &["med", "uden"])
                .then(|| (at + 1..end.min(at + 3)).find(|place| self.is_any(*place, end, &KNOWLEDGE)))?;
            let noun = noun.filter(|place| self.is_any(place + 1, end, &["fra", "i", "med", "om", "på", "til"]))?;
            noun + 2
        };
        (start < end).then(|| self.tied(start, end)).flatten().map(|(stop, _, _)| stop)
    }

    /// Whether a word between two places names a body.
    fn body_within(&self, start: usize, stop: usize) -> bool {
        (start..stop).any(|at| {
            let noun = self.document.lexicon.noun(&self.document.folded(at));
            noun.is_some_and(|noun| noun.kind == NounKind::Organisation)
        })
    }

    /// The end of a phrase of nouns that no list knows: amerikanske valgkampe, provinsbyen Norrvik, børn og familier.
    fn plain_end(&self, at: usize, end: usize) -> usize {
        let noun = |at: usize| self.is_lower_word(at, end) && self.may_be_noun(at) && !self.times.contains(&at);
        let mut head = at;
        while head < at + 3 && self.is_adjective(head, end, Tightness::Definite) && noun(head + 1) {
            head += 1;
        }
        let folded = self.document.folded(head);
        let place = ["en", "et"].iter().any(|ending| folded.ends_with(ending)) && self.is_name_word(head + 1, end);
        if place
            && !self.proper(head + 1).has(Class::GivenName)
            && let Some((name, false)) = self.name(head + 1, end)
        {
            return name.end;
        }
        head + 1
    }

    /// en kvinde på 43 år: the end of the age.
    fn age_in_years(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        let human = mention.noun.is_some_and(|(_, noun)| matches!(noun.kind, NounKind::Person | NounKind::Role));
        let number = self.kind(at + 1, end) == Some(TokenKind::Number) || self.classes(at + 1).has(Class::NumberWord);
        let years = self.is_any(at, end, &["på"]) && number && self.is_any(at + 2, end, &["år"]);
        (human && !mention.definite && years).then_some(at + 3)
    }

    /// moren til den dræbte dreng, forfatteren til bogen: the end of what a relational noun is tied to with »til«.
    /// »Til« as well begins the one who is spoken to: siger moren til avisen.
    fn relation(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        let (_, noun) = mention.noun.filter(|_| mention.names.is_empty() && self.is_any(at, end, &["til"]))?;
        let lemma = self.document.lexicon.lemma(noun);
        let author = AUTHORS.iter().any(|author| lemma.ends_with(author));
        if !author && !RELATIVES.iter().any(|relative| lemma.ends_with(relative)) {
            return None;
        }
        let count = self.classes(at + 1).has(Class::NumberWord) || self.kind(at + 1, end) == Some(TokenKind::Number);
        if count && !self.is_lower_word(at + 2, end) {
            return Some(at + 2);
        }
        let other = self.noun_phrase(at + 1, end, true).filter(|other| !other.genitive)?;
        let stop = other.core.end;
        let verb = stop < end && self.classes(stop).meets(ClassSet::FINITE);
        let possessed = other
            .owner
            .as_ref()
            .is_some_and(|owner| owner.len() == 1 && self.classes(owner.start).has(Class::Possessive));
        let fits = match other.head {
            Head::Noun(NounKind::Role | NounKind::Person | NounKind::Group) => !author && !possessed,
            Head::Noun(NounKind::Document) | Head::Phrase => author,
            Head::Name => verb,
            _ => false,
        };
        (fits || verb && other.head != Head::Pronoun).then_some(stop)
    }

    /// The noun phrase after a preposition: its end, whether it is a document, its whole place.
    pub(super) fn tied(&self, at: usize, end: usize) -> Option<(usize, bool, Option<Range<usize>>)> {
        // ven af både Ida Holm og Erik Juul
        if self.is_any(at, end, &["både"])
            && let Some(first) = self.noun_phrase(at + 1, end, false).filter(|first| !first.genitive)
            && self.is_any(first.core.end, end, &["og"])
            && let Some(second) = self.noun_phrase(first.core.end + 1, end, false).filter(|second| !second.genitive)
        {
            return Some((second.core.end, false, None));
        }
        if let Some((name, genitive)) = self.name(at, end) {
            if genitive {
                let whole = self.owned(at, name, end);
                let document = matches!(whole.head, Head::Noun(NounKind::Document));
                return (!whole.genitive).then(|| (whole.core.end, document, Some(whole.tokens.clone())));
            }
            // i Telva Preben Østerlund: a given name after a body's name begins a person.
            if !self.proper(name.start).has(Class::GivenName)
                && name.len() > 2
                && let Some(split) =
                    (name.start + 1..name.end - 1).find(|place| self.proper(*place).has(Class::GivenName))
            {
                return Some((split, false, Some(name.start..split)));
            }
            let mut stop = name.end;
            if self.is_any(stop, end, &["og"])
                && self.document.tokens().get(stop + 1).is_some_and(|next| stop + 1 < end && next.is_capitalised())
                && let Some((more, false)) = self.name(stop + 1, end)
            {
                let people = self.proper(more.start).has(Class::GivenName);
                if !people {
                    stop = more.end;
                }
            }
            return Some((stop, false, Some(name.start..stop)));
        }
        let token = self.document.tokens()[at];
        // professor i endokrinologi Søren Lund: the name goes with the title.
        let plain = token.kind == TokenKind::Word && !token.is_capitalised() && !self.classes(at).meets(NO_NOUN);
        let person_next = at + 1 < end
            && self.document.tokens()[at + 1].is_capitalised()
            && self.proper(at + 1).has(Class::GivenName);
        if token.has_digits() || plain && person_next && self.document.lexicon.noun(&self.document.folded(at)).is_none()
        {
            return Some((at + 1, false, None));
        }
        let Some(inner) = self.noun_phrase(at, end, true) else {
            // myndighed for cybersikkerhed: a bare noun that no list knows.
            return plain.then(|| (self.plain_end(at, end), false, None));
        };
        if inner.genitive || inner.head == Head::Pronoun {
            return None;
        }
        let document = matches!(inner.head, Head::Noun(NounKind::Document));
        // hospitalet Anne-Birgitte Rask: the noun is the tie, the person is the head.
        let person = inner.head == Head::Name
            && inner.noun.is_some_and(|(_, noun)| noun.kind == NounKind::Organisation)
            && inner.names.first().is_some_and(|name| self.proper(name.start).has(Class::GivenName));
        let stop = match (&inner.noun, person) {
            (Some((noun, _)), true) => noun + 1,
            _ => inner.core.end,
        };
        let whole = if person { stop } else { inner.tokens.end };
        Some((stop, document, Some(at..whole)))
    }

    /// A second phrase for the same one, set off by commas: Leif Jensen, chef for …; chefen, Leif Jensen.
    pub(super) fn apposition(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if self.kind(at, end) != Some(TokenKind::Comma) || at + 1 >= end {
            return;
        }
        let Some(other) = self.noun_phrase(at + 1, end, false).filter(|other| !other.genitive) else {
            return;
        };
        let stop = other.tokens.end;
        let closed = match self.kind(stop, end) {
            None
            | Some(
                TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Dash
                | TokenKind::Close
                | TokenKind::Question,
            ) => true,
            _ => {
                self.is_any(stop, end, &["til", "og", "i", "efter", "om", "på", "der", "som"])
                    || self.times.contains(&stop)
            }
        };
        let human = |noun: Option<(usize, Noun)>| {
            noun.is_some_and(|(_, noun)| matches!(noun.kind, NounKind::Role | NounKind::Person))
        };
        let any = |noun: Option<(usize, Noun)>| noun.is_some();
        if !mention.names.is_empty() && mention.noun.is_none() && other.names.is_empty() && any(other.noun) && closed {
            mention.role = Some(other.tokens.clone());
            mention.noun = other.noun;
            if mention.gender == Gender::Common {
                mention.gender = other.gender;
            }
            mention.tokens.end = stop;
            self.second_role(mention, end);
        } else if mention.names.is_empty()
            && other.names.is_empty()
            && mention.definite
            && !other.definite
            && mention.number == other.number
            && human(mention.noun)
            && human(other.noun)
            && self.kind(stop, end) == Some(TokenKind::Comma)
        {
            // Kronvidnet, en 29-årig chauffør, forklarer: the fuller phrase is what he is called.
            mention.core = other.core;
            mention.definite = false;
            mention.tokens.end = stop;
        } else if mention.names.len() == 1
            && other.names.len() == 1
            && (mention.noun.is_some() || self.is_aged_name(mention))
            && closed
            && self.is_affiliation(&other, end)
        {
            // professor Jens Lunde, CBS, har …: the body or place that he comes from.
            mention.tokens.end = stop;
        } else if mention.names.len() == 1
            && other.names.is_empty()
            && human(mention.noun)
            && human(other.noun)
            && !other.definite
            && other.number == Number::Singular
            && self.kind(stop, end) == Some(TokenKind::Comma)
        {
            // Hendes mand Erik Juul, tapper på Bryggeriet, røber …
            mention.tokens.end = stop;
        } else if mention.names.is_empty()
            && !other.names.is_empty()
            && other.head == Head::Name
            && (any(mention.noun) || mention.head == Head::Phrase)
        {
            mention.role = Some(mention.core.clone());
            mention.bare = false;
            mention.head = Head::Name;
            mention.names = other.names;
            mention.gender = if mention.gender == Gender::Common { other.gender } else { mention.gender };
            if human(mention.noun) || mention.number == Number::Plural {
                mention.number = if mention.names.len() > 1 { Number::Plural } else { Number::Singular };
            }
            mention.tokens.end = stop;
        }
    }

    /// Bente Hauge, 52
    fn is_aged_name(&self, mention: &Mention) -> bool {
        let last = mention.tokens.end - 1;
        self.document.tokens()[last].kind == TokenKind::Number
    }

    /// Whether a name after a comma is that of a body or place and no further person in a list.
    fn is_affiliation(&self, other: &Mention, end: usize) -> bool {
        let name = &other.names[0];
        let classes = self.proper(name.start);
        let known = ClassSet::of(&[Class::OrganisationName, Class::Place, Class::Medium, Class::OrganisationEnding]);
        let body = classes.meets(known)
            || self.document.tokens()[name.start].is_upper()
            || self.body_within(name.start, name.end);
        let listed = self.is_any(other.tokens.end, end, &["og", "samt"]);
        // Bente Hauge, 52, Hadsten: the place where she lives, whatever it is called.
        let colon = self.kind(other.tokens.end, self.document.tokens().len()) == Some(TokenKind::Colon);
        let body = body || colon && other.tokens.len() == 1;
        body && !classes.has(Class::GivenName) && other.noun.is_none() && !listed
    }

    /// …, lektor i bioakustik og medforfatter til artiklen
    pub(super) fn second_role(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if !self.is_any(at, end, &["og"]) || at + 1 >= end {
            return;
        }
        if let Some(more) =
            self.noun_phrase(at + 1, end, false).filter(|more| more.names.is_empty() && more.noun.is_some())
        {
            let mut stop = more.tokens.end;
            if self.is_any(stop, end, &["til"]) {
                stop = self.tied(stop + 1, end).map_or(stop, |(stop, _, _)| stop);
            }
            if self.kind(stop, end) == Some(TokenKind::Comma) || self.kind(stop, end) == Some(TokenKind::Stop) {
                mention.tokens.end = stop;
            }
        }
    }

    /// Amerikanske medier som Bloomberg og Wired
    pub(super) fn examples(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if mention.number != Number::Plural
            || !mention.names.is_empty()
            || !self.is_any(at, end, &["som"])
            || at + 1 >= end
        {
            return;
        }
        if let Some((name, false)) = self.name(at + 1, end) {
            mention.tokens.end = name.end;
            mention.names.push(name);
            mention.head = Head::Name;
            mention.core = mention.tokens.clone();
        }
    }

    /// Further sources tied with »og« or »samt«, in a row of like ones.
    pub(super) fn coordinate(&self, mention: &mut Mention, end: usize) {
        for _ in 0..6 {
            let at = mention.tokens.end;
            let and = self.is_any(at, end, &["og", "samt"]);
            let listed = self.kind(at, end) == Some(TokenKind::Comma) && self.leads_to_and(at + 1, end);
            if !and && !listed || at + 1 >= end {
                return;
            }
            let Some(other) = self.noun_phrase(at + 1, end, false).filter(|other| !other.genitive) else {
                return;
            };
            let both_named = mention.head == Head::Name && other.head == Head::Name;
            let people = |kind| matches!(kind, NounKind::Group | NounKind::Person | NounKind::Role);
            let plural = |one: &Mention| one.number == Number::Plural || one.head == Head::Noun(NounKind::Group);
            let many = plural(mention) && plural(&other);
            let both_roles = and
                && matches!((mention.head, other.head), (Head::Noun(a), Head::Noun(b))
                    if a == b || many && people(a) && people(b));
            if !both_named && !both_roles {
                return;
            }
            if other.tokens.end <= at + 1 {
                return;
            }
            mention.tokens.end = other.tokens.end;
            mention.core = mention.tokens.clone();
            mention.number = Number::Plural;
            mention.names.extend(other.names);
        }
    }

    /// The names inside a mention that are not its own: formand for Fødevareforbundet.
    pub fn nested(&self, mention: &Mention) -> Vec<Mention> {
        let mut nested = Vec::new();
        let mut at = mention.tokens.start;
        while at < mention.tokens.end {
            let own = mention.names.iter().find(|name| name.contains(&at));
            if let Some(own) = own {
                at = own.end;
                continue;
            }
            // Kasperskys in Kasperskys danske chef
            let owner = mention.owner.as_ref().is_some_and(|owner| owner.start == at);
            if (at > mention.tokens.start || owner)
                && (self.document.tokens()[at].is_capitalised() || mention.names.is_empty())
                && let Some((name, genitive)) = self.name(at, mention.tokens.end)
            {
                let end = name.end.max(at + 1);
                if let Some(mut inner) = self.named(at, at, name.clone(), name.end) {
                    inner.genitive = genitive;
                    nested.push(inner);
                }
                at = end;
                continue;
            }
            at += 1;
        }
        nested
    }
}
