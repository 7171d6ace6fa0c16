//! Who speaks where no report says it: the one of whom the sentence before tells, the one who goes on speaking, the
//! one whose turn it is.

use super::*;

/// How many sentences before a quotation its speaker can be the subject of.
const NEAR: usize = 16;

/// How many symbols before a quotation the colon can stand that leads it in.
const COLON: usize = 500;

/// How many statements before an answer tell who has answered so far.
const ANSWERS: usize = 64;

impl Resolver<'_, '_, '_> {
    /// Who speaks where no report says it; not one of whom the claim speaks by name, and rather not one whom it may
    /// mean by its first word.
    pub(super) fn context(&self, at: usize, draft: usize) -> Option<Speaker> {
        let parts = &self.drafts[draft].parts;
        let named =
            |entity: usize| parts.iter().any(|part| self.entities.is_named_in(entity, part.of(self.document.text)));
        let first = parts.first().map_or("", |part| part.of(self.document.text)).split_whitespace().next();
        let of = first.filter(|first| first.starts_with(char::is_uppercase)).and_then(|first| {
            let lexicon = self.document.lexicon;
            let pronoun = lexicon.entry(lexicon.word(&fold(first))).pronoun?;
            let one = pronoun.case == Case::Subject && [Gender::Male, Gender::Female].contains(&pronoun.gender);
            one.then_some(pronoun.gender)
        });
        // Bo Dam var hendes lærer. »Han var streng«: said by somebody else.
        let meant = |entity: usize| {
            let entity = self.entities.get(entity);
            entity.kind == Some(SpeakerKind::Person)
                && of.is_some_and(|gender| [gender, Gender::Common].contains(&entity.gender()))
        };
        let mut nearest = self.in_context(at, draft, &|entity| !named(entity))?;
        // »Jeg er glad«: one person, whatever body or thing was last told of.
        let person = |entity: usize| {
            let entity = self.entities.get(entity);
            entity.kind == Some(SpeakerKind::Person) || entity.kind.is_none() && entity.named
        };
        let me = |part: &crate::span::Span| {
            let mut words = part.of(self.document.text).split(|c: char| !c.is_alphanumeric());
            words.any(|word| self.document.lexicon.has(List::Me, &fold(word)))
        };
        if !person(nearest.entity)
            && parts.iter().any(me)
            && let Some(one) = self.in_context(at, draft, &|entity| !named(entity) && person(entity)).or_else(|| {
                let spoken = self.list[..draft].iter().zip(&self.drafts[..draft]).rev().take(NEAR);
                let near = |block: usize| self.drafts[draft].block.saturating_sub(block) <= 3;
                let mut people = spoken.filter(|(_, before)| near(before.block)).filter_map(|(speaker, _)| *speaker);
                people.find(|speaker| person(speaker.entity) && !named(speaker.entity))
            })
        {
            nearest = Speaker { entity: one.entity, by: Route::Run };
        }
        if !meant(nearest.entity) {
            return Some(nearest);
        }
        // Det får Ida Holm til at sukke. »Hun skal undskylde«: where the other one may be meant as well, nothing is won.
        let other = self.in_context(at, draft, &|entity| !named(entity) && entity != nearest.entity);
        let known = self.entities.get(nearest.entity).named;
        other.filter(|other| !known || !meant(other.entity)).or(Some(nearest))
    }

    /// The nearest one whom the context makes the speaker, of those that `may` be.
    fn in_context(&self, at: usize, draft: usize, may: &dyn Fn(usize) -> bool) -> Option<Speaker> {
        let narration = |entity| Speaker { entity, by: Route::Narration };
        if let Some(entity) = self.told_before_colon(at, draft).filter(|entity| may(*entity)) {
            return Some(narration(entity));
        }
        let start = self.drafts[draft].parts.first().map_or(0, |part| part.start());
        let cue = self.drafts[draft].cue.as_ref().map_or(start, |cue| self.document.tokens()[cue.start].span.start());
        // Han holder inde. »…«
        if let Some(entity) = self.subject_before(at, start.max(cue), may) {
            return Some(narration(entity));
        }
        // Foreningen sendte et brev. Heri hedder det, at …: what is told in other words may be a body's.
        if self.drafts[draft].kind != Kind::Direct
            && let Some(entity) = self.body_before(at, start.max(cue)).filter(|entity| may(*entity))
        {
            return Some(narration(entity));
        }
        let run = |entity| Speaker { entity, by: Route::Run };
        let last = self.entities.last_speaker().filter(|(entity, _)| may(*entity));
        let turn = self.turn(draft).or_else(|| self.interviewed(at, draft));
        if let Some(entity) = turn.filter(|entity| may(*entity)) {
            return Some(Speaker { entity, by: Route::Turn });
        }
        let mut asked = false;
        for before in (0..at).rev().take(2) {
            let view = &self.blocks[before];
            if before + 1 == at
                && let Some(entity) = self.announces(view).filter(|entity| may(*entity))
            {
                return Some(narration(entity));
            }
            if matches!(view.block.kind, BlockKind::Heading | BlockKind::Caption | BlockKind::Headline) {
                continue;
            }
            if last.is_some_and(|(_, block)| block == before) {
                return last.map(|(entity, _)| run(entity));
            }
            if self.is_question(before) {
                if let Some(entity) = self.asked_by_name(view).filter(|entity| may(*entity)) {
                    return Some(Speaker { entity, by: Route::Turn });
                }
                if let Some(entity) = self.asked_before(draft).filter(|entity| may(*entity)) {
                    return Some(Speaker { entity, by: Route::Turn });
                }
                asked = true;
                continue;
            }
            if before + 1 == at
                && let Some(entity) = self.author(view).filter(|entity| may(*entity))
            {
                return Some(narration(entity));
            }
            if let Some(entity) = self.subject_before(before, usize::MAX, may) {
                // Whom an interview asks is named.
                let named = Some(entity).filter(|entity| !asked || self.entities.get(*entity).named);
                return named.or_else(|| self.entities.most_met().filter(|entity| may(*entity))).map(narration);
            }
            if before + 1 == at
                && let Some(entity) = self.body_that_speaks(view).filter(|entity| may(*entity))
            {
                return Some(narration(entity));
            }
        }
        last.filter(|(_, block)| at - block <= 3).map(|(entity, _)| run(entity))
    }

    /// … en mail fra Ida Holm. I den står der: the author of the document that a block without a source in its last
    /// sentence announces.
    fn author(&self, view: &BlockReading) -> Option<usize> {
        if !view.block.span.of(self.document.text).ends_with(':') {
            return None;
        }
        let symbols = &view.row.symbols;
        let start = symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let somebody = |symbol: &Symbol| {
            symbol.mention.is_some_and(|mention| {
                let own = &self.mentions[mention];
                symbol.classes.has(Class::Source)
                    && (!own.names.is_empty() || own.pronoun.is_some_and(|pronoun| pronoun.gender != Gender::Neuter))
            })
        };
        if symbols[start..].iter().any(somebody) {
            return None;
        }
        let before = symbols[..start].iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let written = symbols[before..].iter().rev().find(|symbol| symbol.classes.has(Class::Written))?;
        let mention = written.mention.filter(|mention| self.mentions[*mention].owner.is_some())?;
        self.found[mention].map(|(entity, _)| entity)
    }

    /// Et emne har forfatterne udeladt: »…«: the unnamed group that is the subject of the sentence before a colon.
    fn told_before_colon(&self, at: usize, draft: usize) -> Option<usize> {
        let start = self.drafts[draft].parts.first()?.start();
        let before = self.symbols_before(at, start);
        let near = before.len().saturating_sub(COLON);
        let colon = near + before[near..].iter().rposition(|symbol| symbol.classes.has(Class::Colon))?;
        let loose = ClassSet::of(&[Class::Start, Class::Quote, Class::Break]);
        let behind = before[colon + 1..].iter().all(|symbol| symbol.classes.is_empty() || symbol.classes.meets(loose));
        let first = before[..colon].iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let sentence = &before[first..colon];
        let (entity, _) = self.found[sentence[main_subject(sentence)?].mention?]?;
        let group = self.entities.get(entity).kind == Some(SpeakerKind::Group);
        (behind && group).then_some(entity)
    }

    /// Fjordnet beklager fejlen: the body whose words the last sentence of a block without persons reports.
    fn body_that_speaks(&self, view: &BlockReading) -> Option<usize> {
        let start = view.row.symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let sentence = &view.row.symbols[start..];
        let reports = |symbol: &Symbol| {
            symbol.classes.meets(ClassSet::REPORTING)
                && symbol.classes.meets(ClassSet::of(&[Class::Finite, Class::Participle, Class::SayInfinitive]))
        };
        let (entity, _) = self.found[sentence[main_subject(sentence)?].mention?]?;
        let body = self.entities.get(entity).kind == Some(SpeakerKind::Organisation);
        (body && view.pieces.is_empty() && sentence.iter().any(reports)).then_some(entity)
    }

    /// Whom a block that ends in a colon announces: a person rather than what makes him speak.
    fn announces(&self, view: &BlockReading) -> Option<usize> {
        let (entity, _) = self.found[announced(self.document, view)?]?;
        let kind = self.entities.get(entity).kind;
        let person = || {
            let start = view.row.symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
            self.subject_of(&view.row.symbols[start..])
                .filter(|entity| self.entities.get(*entity).kind == Some(SpeakerKind::Person))
        };
        match kind {
            None => person().or(self.can_speak(entity).then_some(entity)),
            Some(SpeakerKind::Organisation | SpeakerKind::Group) => Some(entity),
            Some(_) => self.can_speak(entity).then_some(entity),
        }
    }

    /// Whose turn it is: after a question the one who was asked, in a dialogue without reports the one before the last.
    pub(super) fn turn(&self, draft: usize) -> Option<usize> {
        let before = draft.checked_sub(1)?;
        let other = self.list[..draft].iter().rev().flatten().map(|speaker| speaker.entity);
        let last = self.list[before]?.entity;
        let answered = self.drafts[draft].cue.is_some() && self.is_asked(before);
        let talk = |draft: usize| {
            let span = self.drafts[draft].parts.first().copied().unwrap_or_default();
            let before = self.document.text.get(..span.start()).unwrap_or("");
            self.drafts[draft].kind == Kind::Direct && before.ends_with(['-', '–', '—'])
        };
        let adjacent = self.drafts[draft].block - self.drafts[before].block == 1;
        let dialogue = self.drafts[draft].cue.is_none() && talk(draft) && talk(before) && adjacent;
        // - Kontant? spurgte dommeren.
        // - Ja.
        let reply = self.drafts[draft].cue.is_none()
            && self.drafts[draft].kind == Kind::Direct
            && self.drafts[before].cue.is_some()
            && adjacent
            && self.is_asked(before);
        if !answered && !dialogue && !reply {
            return None;
        }
        let mut others = other.filter(|entity| *entity != last);
        others.next()
    }

    /// Who answers the reporter's question, after the article has told what another claims: the one who
    /// spoke last in his own words.
    fn interviewed(&self, at: usize, draft: usize) -> Option<usize> {
        let asked = at.checked_sub(1)?;
        if !self.is_question(asked) || !self.blocks[asked].pieces.is_empty() {
            return None;
        }
        let spoken = || self.list[..draft].iter().zip(&self.drafts[..draft]).rev();
        let written = |draft: &Draft| draft.cue.as_ref().is_some_and(|cue| self.document.is(cue.start, List::Wrote));
        let direct = || {
            let told = spoken().filter(|(_, draft)| draft.kind == Kind::Direct && !written(draft));
            told.filter_map(|(speaker, _)| *speaker)
        };
        // Who spoke last is asked on, where the article has quoted him; a question that names somebody asks him.
        let last = spoken().find_map(|(speaker, _)| *speaker)?;
        let own = direct().any(|speaker| speaker.entity == last.entity);
        let names = self.blocks[asked].row.symbols.iter().any(|symbol| {
            symbol.classes.meets(ClassSet::of(&[Class::Named, Class::Role, Class::Organisation, Class::Group]))
                && symbol.mention.is_none_or(|mention| self.mentions[mention].definite)
        });
        if own || names {
            return None;
        }
        let direct = direct().next()?;
        self.can_speak(direct.entity).then_some(direct.entity)
    }

    /// Who has answered each of the reporter's questions so far, where they were two or more.
    fn asked_before(&self, draft: usize) -> Option<usize> {
        let answers = (draft.saturating_sub(ANSWERS)..draft).filter(|before| {
            let own = &self.drafts[*before];
            let first = *before == 0 || self.drafts[before - 1].block < own.block;
            let at = self.blocks.partition_point(|view| view.place < own.block);
            first && own.kind == Kind::Direct && at.checked_sub(1).is_some_and(|asked| self.asks(asked))
        });
        let mut people = answers.map(|before| self.list[before].map(|speaker| speaker.entity));
        let one = people.next()??;
        let mut count = 1;
        let same = people.all(|entity| {
            count += 1;
            entity == Some(one)
        });
        (same && count >= 2).then_some(one)
    }

    /// Whether a block is a question of the reporter's.
    fn asks(&self, at: usize) -> bool {
        self.is_question(at) && self.blocks[at].pieces.is_empty()
    }

    /// Troels, har du fortrudt? Hvad tænkte du, Ida Holm?: whom a question speaks to by name.
    fn asked_by_name(&self, view: &BlockReading) -> Option<usize> {
        let symbols = &view.row.symbols;
        let named = |symbol: &&Symbol| symbol.classes.has(Class::Named) && symbol.classes.has(Class::Source);
        let comma = |at: usize| symbols.get(at).is_some_and(|symbol| symbol.classes.has(Class::Comma));
        let finite = |at: usize| {
            symbols.get(at).is_some_and(|symbol| symbol.mention.is_none() && symbol.classes.meets(ClassSet::FINITE))
        };
        // Formanden, Ida Holm, siger …?: an apposition is nobody spoken to.
        let first = symbols.get(1).filter(named).filter(|_| {
            let asks = symbols.get(3).is_some_and(|symbol| symbol.classes.has(Class::Question));
            comma(2) && (finite(3) || asks)
        });
        let cry = symbols.iter().rposition(|symbol| symbol.classes.has(Class::Cry))?;
        let last =
            cry.checked_sub(1).and_then(|at| symbols.get(at)).filter(named).filter(|_| cry >= 2 && comma(cry - 2));
        let (entity, _) = self.found[last.or(first)?.mention?]?;
        (self.entities.get(entity).kind == Some(SpeakerKind::Person)).then_some(entity)
    }

    /// Whether a draft's claim is a question: Hvad nu?; om broen åbner.
    pub(super) fn is_asked(&self, draft: usize) -> bool {
        let claim = self.drafts[draft].parts.last().map_or("", |part| part.of(self.document.text));
        claim.ends_with('?') || self.document.lexicon.begins_question(claim)
    }

    pub(super) fn is_question(&self, at: usize) -> bool {
        self.blocks[at].block.span.of(self.document.text).ends_with('?')
    }

    /// The person who is the subject of the nearest sentence of the block before byte `limit`.
    fn subject_before(&self, at: usize, limit: usize, may: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut before = self.symbols_before(at, limit);
        for _ in 0..NEAR {
            let start = before.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
            if let Some(subject) = self.subject_of(&before[start..]).filter(|subject| may(*subject)) {
                return Some(subject);
            }
            before = &before[..start];
        }
        None
    }

    /// The body that is the subject of the sentence right before byte `limit` of the block.
    fn body_before(&self, at: usize, limit: usize) -> Option<usize> {
        let own = self.symbols_before(at, limit);
        let end = own.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let start = own[..end].iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let sentence = &own[start..end];
        let (entity, _) = self.found[sentence[main_subject(sentence)?].mention?]?;
        let told = self.entities.get(entity);
        (told.kind == Some(SpeakerKind::Organisation) || told.kind.is_none() && told.named).then_some(entity)
    }

    /// The subject of one sentence, a person before others.
    pub(super) fn subject_of(&self, sentence: &[Symbol]) -> Option<usize> {
        let person = |entity: &usize| self.entities.get(*entity).kind == Some(SpeakerKind::Person);
        let main = main_subject(sentence).and_then(|place| self.found[sentence[place].mention?]);
        if let Some((entity, _)) = main.filter(|(entity, _)| person(entity)) {
            return Some(entity);
        }
        let mut subject = None;
        let mut after_comma = false;
        for symbol in sentence.iter().filter(|symbol| !symbol.tokens.is_empty()) {
            // …, der gik til Ida Holm
            if after_comma && symbol.mention.is_none() && symbol.classes.has(Class::Relative) {
                break;
            }
            after_comma = symbol.classes.has(Class::Comma);
            // Et broderi, som en indsat forærede hende: the subject stands in the main clause.
            if symbol.mention.is_none()
                && symbol.classes.meets(ClassSet::of(&[Class::Relative, Class::Question]))
                && !symbol.classes.has(Class::Adverb)
            {
                break;
            }
            // Det er ikke rigtigt: »det« is nobody.
            let source = symbol.mention.filter(|mention| {
                symbol.classes.has(Class::Source) && !is_owned(self.document, symbol) && !self.is_neuter(*mention)
            });
            let found = source.and_then(|mention| self.found[mention]);
            if let Some((entity, _)) = found.filter(|(entity, _)| self.can_speak(*entity)) {
                // Som de øvrige spillere var Jens Holm glad: a person before others.
                subject = Some(entity);
                if person(&entity) {
                    break;
                }
            }
        }
        subject
    }

    pub(super) fn can_speak(&self, entity: usize) -> bool {
        let entity = self.entities.get(entity);
        match entity.kind {
            Some(SpeakerKind::Person) => true,
            Some(SpeakerKind::Group) => entity.named,
            None => entity.named,
            _ => false,
        }
    }

    /// A quotation that its paragraph leaves open goes on in the next, and so does its speaker, whom only the last
    /// paragraph names.
    pub(super) fn run_on(&mut self, quotations: &[Quotation]) {
        let at = |draft: &Draft| {
            let at = self.blocks.partition_point(|view| view.place < draft.block);
            self.blocks.get(at).is_some_and(|view| view.place == draft.block).then_some(at)
        };
        let first_told = self.list.iter().position(Option::is_some).unwrap_or(self.list.len());
        for draft in (0..self.drafts.len()).rev() {
            let own = &self.drafts[draft];
            if own.speaker != SpeakerLink::Context || own.kind != Kind::Direct {
                continue;
            }
            let Some(next) = self.drafts.get(draft + 1).filter(|next| next.kind == Kind::Direct) else {
                continue;
            };
            let adjacent = at(own).zip(at(next)).is_some_and(|(own, next)| own + 1 == next);
            let open = own.parts.first().is_some_and(|part| {
                let first = quotations.partition_point(|quotation| quotation.inner.end() <= part.start());
                let mut near = quotations[first..].iter().take_while(|quotation| quotation.inner.start() < part.end());
                near.any(|quotation| {
                    quotation.inner.overlaps(*part) && !quotation.closed && quotation.opener != Opener::Dash
                })
            });
            // An excerpt that begins with a quotation: whoever is first named as its speaker.
            let near = at(own).zip(at(next)).is_some_and(|(own, next)| next - own <= 3);
            let first = near && first_told > draft;
            if (adjacent && open || first)
                && let Some(speaker) = self.list[draft + 1]
            {
                self.list[draft] = Some(Speaker { entity: speaker.entity, by: Route::Run });
            }
        }
    }

    /// »…« »…« Ida Holm ser ud ad vinduet: an article that opens with quotations tells next whose they are.
    pub(super) fn opening(&mut self) {
        let open = |draft: &Draft| draft.kind == Kind::Direct && draft.speaker == SpeakerLink::Context;
        let count = self.list.iter().zip(self.drafts).take_while(|(speaker, draft)| speaker.is_none() && open(draft));
        let count = count.count();
        let Some(last) = count.checked_sub(1).filter(|last| !self.is_talk(*last)) else {
            return;
        };
        let Some(at) = self.blocks.iter().position(|view| view.place == self.drafts[last].block) else {
            return;
        };
        let Some(next) = self.blocks.get(at + 1).filter(|view| view.pieces.is_empty()) else {
            return;
        };
        let sentence = next.row.symbols.split(|symbol| symbol.classes.has(Class::End)).next().unwrap_or_default();
        let told = self.subject_of(sentence).filter(|entity| {
            let texts = self.drafts[..count].iter().flat_map(|draft| &draft.parts);
            let mut texts = texts.map(|part| part.of(self.document.text));
            self.entities.get(*entity).kind == Some(SpeakerKind::Person)
                && !texts.any(|text| self.entities.is_named_in(*entity, text))
        });
        if let Some(entity) = told {
            self.list[..count].fill(Some(Speaker { entity, by: Route::Narration }));
        }
    }
}
