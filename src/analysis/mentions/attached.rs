//! What stands around a name or noun and belongs to it: title, age, party, affiliation, apposition, further names.

use super::*;

impl MentionReader<'_, '_> {
    /// A name without a noun before it.
    pub(super) fn named(&self, start: usize, at: usize, name: Range<usize>, end: usize) -> Option<Mention> {
        let role = (at > start).then_some(start..at);
        let gender = match self.gender_of(&name) {
            Gender::Common => self.gender_of_title(start..at),
            gender => gender,
        };
        let mut mention = Mention {
            gender,
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
        let after = if self.is(at + 2, end, List::Years) { at + 3 } else { at + 2 };
        if matches!(self.kind(after, end), None | Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)) {
            mention.tokens.end = after;
        }
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
            _ => self.is(stop, end, List::GoesOnAfterAge) || self.times.contains(&stop),
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
            // Hendes mand Erik Juul, kok på Havnekroen, røber …
            mention.tokens.end = stop;
        } else if human(mention.noun)
            && mention.names.is_empty()
            && mention.tokens.len() > 1
            && self.body_within(mention.noun.map_or(at, |(noun, _)| noun + 1), at)
            && other.names.len() == 1
            && self.is_affiliation(&other, end)
        {
            // en ansat fra det tyske selskab, KLM: the name is that of the body.
            mention.tokens.end = stop;
            mention.core = mention.tokens.clone();
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

    /// Ida Holm, 52
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
        let listed = self.is(other.tokens.end, end, List::Joins);
        // Ida Holm, 52, Vejle: the place where she lives, whatever it is called.
        let colon = self.kind(other.tokens.end, self.document.tokens().len()) == Some(TokenKind::Colon);
        let body = body || colon && other.tokens.len() == 1;
        body && !classes.has(Class::GivenName) && other.noun.is_none() && !listed
    }

    /// …, lektor i bioakustik og medforfatter til artiklen
    pub(super) fn second_role(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if !self.is(at, end, List::And) || at + 1 >= end {
            return;
        }
        if let Some(more) =
            self.noun_phrase(at + 1, end, false).filter(|more| more.names.is_empty() && more.noun.is_some())
        {
            let mut stop = more.tokens.end;
            if self.is(stop, end, List::To) {
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
        if mention.number != Number::Plural || !mention.names.is_empty() || !self.is(at, end, List::As) || at + 1 >= end
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
            let and = self.is(at, end, List::Joins);
            let comma = self.kind(at, end) == Some(TokenKind::Comma);
            let nouns = comma && mention.names.is_empty() && self.is_noun_row(mention, at + 1, end);
            let listed = nouns || comma && self.leads_to_and(at + 1, end);
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
            let both_roles = (and || nouns)
                && matches!((mention.head, other.head), (Head::Noun(a), Head::Noun(b))
                    if a == b || many && people(a) && people(b));
            let mixed = and && self.is_mixed_row(mention, &other, end);
            if !both_named && !both_roles && !mixed {
                return;
            }
            let each = both_roles && !mention.bare && !other.bare && self.is_row_told(mention, &other, end);
            if mixed && !both_named || each || !mention.rows.is_empty() {
                if mention.rows.is_empty() {
                    mention.rows.push(mention.tokens.clone());
                }
                mention.rows.push(other.tokens.clone());
            }
            if other.tokens.end <= at + 1 {
                return;
            }
            if mixed && !both_named {
                // Neither noun is what the name is called by.
                mention.noun = None;
                mention.role = None;
            }
            mention.tokens.end = other.tokens.end;
            mention.core = mention.tokens.clone();
            mention.number = Number::Plural;
            mention.names.extend(other.names);
        }
    }

    /// Whether a noun and a name are sources in a row: lægerne og Falck siger, siger politiet og Røde Kors.
    fn is_mixed_row(&self, mention: &Mention, other: &Mention, end: usize) -> bool {
        let kind = |one: &Mention| match one.head {
            Head::Noun(NounKind::None | NounKind::Document) => None,
            Head::Noun(kind) if one.noun.is_some() && !one.bare => Some(Some(kind)),
            Head::Name => Some(None),
            _ => None,
        };
        let body = |one: &Mention| {
            matches!(one.head, Head::Noun(NounKind::Organisation | NounKind::Group))
                || one.head == Head::Noun(NounKind::Person) && one.number == Number::Plural
                || one.head == Head::Noun(NounKind::Role) && one.number == Number::Plural
        };
        let (Some(first), Some(second)) = (kind(mention), kind(other)) else {
            return false;
        };
        first.is_none() != second.is_none() && (body(mention) || body(other)) && self.is_row_told(mention, other, end)
    }

    /// Whether a verb stands before or behind a row of sources, and not on both sides: siger politiet og Røde Kors
    /// tilføjer.
    fn is_row_told(&self, mention: &Mention, other: &Mention, end: usize) -> bool {
        let before = mention.tokens.start.checked_sub(1).map_or(ClassSet::EMPTY, |before| self.classes(before));
        let after = if other.tokens.end < end { self.classes(other.tokens.end) } else { ClassSet::EMPTY };
        let listed = !mention.rows.is_empty() || self.kind(mention.tokens.end, end) == Some(TokenKind::Comma);
        let finite = ClassSet::FINITE.union(ClassSet::of(&[Class::Auxiliary, Class::Modal, Class::FiniteVerb]));
        let one = |classes: ClassSet| classes.meets(ClassSet::REPORTING.union(finite));
        (one(after) || one(before) || listed) && !(after.meets(finite) && before.meets(finite))
    }

    /// forskere, landmænd og fiskere: a row of plural nouns that goes on at `at` and ends with »og«.
    fn is_noun_row(&self, mention: &Mention, at: usize, end: usize) -> bool {
        let source = |one: &Mention| {
            one.number == Number::Plural
                && matches!(one.head, Head::Noun(NounKind::Group | NounKind::Person | NounKind::Role))
                && one.names.is_empty()
        };
        let next = |at: usize| {
            let other = (at < end).then(|| self.noun_phrase(at, end, false)).flatten();
            other.filter(|other| source(other) && !other.genitive && other.tokens.end > at)
        };
        let ends = |stop: usize| self.is(stop, end, List::Joins) && next(stop + 1).is_some();
        source(mention) && next(at).is_some_and(|other| ends(other.tokens.end))
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
