//! Who speaks in a dialogue: two who take turns, of whom reports and narration name some.

use super::*;
use crate::span::Span;

/// How many paragraphs apart two turns of one scene stand at most.
const LONGEST_PAUSE: usize = 3;

/// A paragraph of a dialogue.
struct Turn {
    /// Place of its block among the blocks read.
    at: usize,
    /// Its quotations.
    drafts: Vec<usize>,
    /// Who speaks, where the paragraph itself tells.
    who: Option<Party>,
    /// Whom it speaks to by name: Vent, Lotte.
    to: Option<usize>,
    /// Whether it asks, or says *du*.
    talks: bool,
}

/// One who takes part in a dialogue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Party {
    Entity(usize),
    /// The *jeg* of a story.
    Narrator,
    /// Somebody whom nothing names.
    Unknown,
}

impl Resolver<'_, '_, '_> {
    /// Gives the turns of each dialogue that no report ascribes to the one whose turn it is.
    pub(super) fn dialogues(&mut self) {
        let turns = self.turns();
        let near = |turns: &[Turn], gap: usize| {
            1 + turns.windows(2).take_while(|pair| pair[1].at - pair[0].at <= gap).count().min(turns.len() - 1)
        };
        let mut rest = &turns[..];
        while !rest.is_empty() {
            let (scene, later) = rest.split_at(near(rest, LONGEST_PAUSE));
            if let Some(pair) = self.pair(scene) {
                let mut runs = scene;
                while !runs.is_empty() {
                    let (run, later) = runs.split_at(near(runs, 1));
                    self.take_turns(run, pair);
                    runs = later;
                }
            }
            rest = later;
        }
    }

    /// The paragraphs that begin a quotation with a dash.
    fn turns(&mut self) -> Vec<Turn> {
        let mut turns: Vec<Turn> = Vec::new();
        for at in 0..self.blocks.len() {
            let drafts: Vec<usize> = self.drafts_of(at).into_iter().filter(|draft| self.is_talk(*draft)).collect();
            if drafts.is_empty() {
                continue;
            }
            let who = drafts.iter().find_map(|draft| self.party(at, *draft));
            let to = drafts.iter().find_map(|draft| self.addressed(*draft));
            let talks = drafts.iter().any(|draft| self.talks(*draft));
            turns.push(Turn { at, drafts, who, to, talks });
        }
        turns
    }

    pub(super) fn is_talk(&self, draft: usize) -> bool {
        let draft = &self.drafts[draft];
        let start = draft.parts.first().map_or(0, |part| part.start());
        let before = self.document.text.get(..start).unwrap_or("").trim_end();
        draft.kind == Kind::Direct && before.ends_with(['-', '–', '—'])
    }

    /// Who speaks as the paragraph tells: by its report, or by what it narrates before or after the words.
    fn party(&self, at: usize, draft: usize) -> Option<Party> {
        let own = &self.drafts[draft];
        if own.speaker != SpeakerLink::Context {
            let first_person = matches!(own.speaker, SpeakerLink::Mention(mention)
                if self.mentions[mention].pronoun.is_some_and(|pronoun| pronoun.person == 1));
            return match self.list[draft] {
                Some(speaker) => Some(Party::Entity(speaker.entity)),
                None if first_person => Some(Party::Narrator),
                None => None,
            };
        }
        let start = own.parts.first().map_or(0, |part| part.start());
        let row = &self.blocks[at].row;
        let end = own.parts.last().map_or(start, |part| part.end());
        let after = row.place_of(self.document.tokens().partition_point(|token| token.span.start() < end));
        let after = &row.symbols[after..];
        let sentence = after.iter().position(|symbol| symbol.classes.has(Class::Start)).map(|start| &after[start..]);
        let next = sentence.map(|sentence| {
            let end = sentence.iter().position(|symbol| symbol.classes.has(Class::End)).unwrap_or(sentence.len());
            &sentence[..end]
        });
        let before = self.sentence_before(at, start);
        [before, next.unwrap_or_default()].into_iter().find_map(|sentence| {
            let told = self.subject_of(sentence).map(Party::Entity);
            told.or_else(|| self.is_first_person(sentence).then_some(Party::Narrator))
        })
    }

    /// The symbols of a block before byte `limit`.
    pub(super) fn symbols_before(&self, at: usize, limit: usize) -> &[Symbol] {
        let row = &self.blocks[at].row;
        &row.symbols[..row.place_of(self.document.tokens().partition_point(|token| token.span.start() < limit))]
    }

    /// The symbols of the last sentence of a block before byte `limit`.
    fn sentence_before(&self, at: usize, limit: usize) -> &[Symbol] {
        let before = self.symbols_before(at, limit);
        let told = |symbol: &Symbol| symbol.mention.is_some();
        let Some(last) = before.iter().rposition(told) else {
            return &[];
        };
        let start = before[..last].iter().rposition(|symbol| symbol.classes.has(Class::Start)).unwrap_or(0);
        &before[start..]
    }

    /// Jeg nikkede.
    fn is_first_person(&self, sentence: &[Symbol]) -> bool {
        let source = sentence.iter().find(|symbol| symbol.classes.has(Class::Source));
        let mention = source.and_then(|symbol| symbol.mention);
        mention.is_some_and(|mention| self.mentions[mention].pronoun.is_some_and(|pronoun| pronoun.person == 1))
    }

    fn talks(&self, draft: usize) -> bool {
        let parts = &self.drafts[draft].parts;
        let asks = parts.last().is_some_and(|part| part.of(self.document.text).ends_with('?'));
        let you = |word: &str| self.document.lexicon.has(List::You, &fold(word));
        asks || parts.iter().any(|part| part.of(self.document.text).split(|c: char| !c.is_alphabetic()).any(you))
    }

    /// Whom a claim speaks to: Vent, Lotte. — Kan du se det, Hare, eller …
    fn addressed(&mut self, draft: usize) -> Option<usize> {
        let you = self.talks(draft);
        let parts = self.drafts[draft].parts.clone();
        parts.into_iter().find_map(|part| self.addressed_in(part, you))
    }

    /// `you`: whether the claim says *du* or asks, so that a name of no list counts too.
    fn addressed_in(&mut self, part: Span, you: bool) -> Option<usize> {
        let document = self.document;
        let tokens = document.tokens();
        let inside = document.token_at(part.start())..tokens.partition_point(|token| token.span.start() < part.end());
        let ends =
            |at: usize| !inside.contains(&at) || tokens[at].kind == TokenKind::Comma || tokens[at].ends_sentence();
        let name = inside.clone().find(|&at| {
            let token = tokens[at];
            let given = document.lexicon.entry(token.proper).classes.has(Class::GivenName);
            let opens = at > inside.start && tokens[at - 1].kind == TokenKind::Comma
                || at == inside.start && given && inside.len() > 1 && tokens[at + 1].kind == TokenKind::Comma;
            token.is_wordlike()
                && document.word(at).starts_with(char::is_uppercase)
                && !document.is(at, List::In)
                && (given || you)
                && opens
                && ends(at + 1)
        });
        name.and_then(|name| self.entities.addressed(name))
    }

    /// The two who talk in a scene; none where there are more, or where nothing shows that they talk to each other.
    fn pair(&self, scene: &[Turn]) -> Option<[Party; 2]> {
        let mut parties: Vec<Party> = Vec::new();
        let mut add = |party: Option<Party>| {
            if let Some(party) = party.filter(|party| !parties.contains(party)) {
                parties.push(party);
            }
            parties.len()
        };
        for turn in scene {
            add(turn.who);
            add(turn.to.map(Party::Entity));
        }
        for turn in scene {
            if add(None) < 2 {
                add(self.narrated(turn.at.wrapping_sub(1)));
            }
            if add(None) < 2 && scene.iter().all(|turn| turn.to.is_none()) {
                add(self.narrated(turn.at + 1));
            }
        }
        let talk = scene[..scene.len() - 1].iter().any(|turn| turn.talks) || scene.iter().any(|turn| turn.to.is_some());
        match parties[..] {
            [one] if talk && scene.len() > 1 => Some([one, Party::Unknown]),
            [one, other] if talk || parties.contains(&Party::Narrator) => Some([one, other]),
            _ => None,
        }
    }

    /// The one of whom the last sentence of a paragraph without talk tells.
    fn narrated(&self, at: usize) -> Option<Party> {
        let view = self.blocks.get(at).filter(|view| view.pieces.is_empty())?;
        let start = view.row.symbols.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
        let sentence = &view.row.symbols[start..];
        let told = self.subject_of(sentence).map(Party::Entity);
        told.or_else(|| self.is_first_person(sentence).then_some(Party::Narrator))
    }

    /// Paragraphs of talk that follow each other alternate between the two.
    fn take_turns(&mut self, run: &[Turn], pair: [Party; 2]) {
        let other = |party: Party| if party == pair[0] { pair[1] } else { pair[0] };
        let told = |turn: &Turn| turn.who.or(turn.to.map(|to| other(Party::Entity(to))));
        let mut known: Vec<(usize, Party)> =
            run.iter().enumerate().filter_map(|(place, turn)| Some((place, told(turn)?))).collect();
        // Bernie så på hende. – Det må du forstå. The paragraph before tells who begins.
        let before = self.narrated(run[0].at.wrapping_sub(1)).filter(|party| pair.contains(party));
        if let Some(party) = before.filter(|_| known.first().is_none_or(|(place, _)| *place > 0)) {
            known.insert(0, (0, party));
        }
        // Else whoever the context makes begin.
        if known.is_empty() {
            let first = run[0].drafts.first().and_then(|draft| self.list[*draft]);
            known.extend(
                first.map(|speaker| (0, Party::Entity(speaker.entity))).filter(|(_, party)| pair.contains(party)),
            );
        }
        for (place, turn) in run.iter().enumerate() {
            let after = known.partition_point(|(known, _)| *known <= place);
            let near = after.checked_sub(1).or((after < known.len()).then_some(after)).map(|near| known[near]);
            let Some((from, party)) = near else {
                continue;
            };
            let party = if place.abs_diff(from) % 2 == 0 { party } else { other(party) };
            for &draft in &turn.drafts {
                if self.drafts[draft].speaker == SpeakerLink::Context {
                    self.list[draft] = match party {
                        Party::Entity(entity) => Some(Speaker { entity, by: Route::Turn }),
                        Party::Narrator | Party::Unknown => None,
                    };
                }
            }
        }
    }

    /// Han så på mig. … Jesper: a pronoun that nobody before it fits is the one who alone fits it later.
    pub(super) fn named_later(&mut self) {
        for draft in 0..self.drafts.len() {
            if self.is_talk(draft) {
                self.addressed(draft);
            }
        }
        // Not one who is only spoken of in passing: med formanden Bo Dam.
        let symbols = self.blocks.iter().flat_map(|view| &view.row.symbols);
        let met = |class: Class| -> BTreeSet<usize> {
            let of_class =
                symbols.clone().filter(|symbol| symbol.classes.has(class) && symbol.classes.has(Class::Named));
            of_class.filter_map(|symbol| Some(self.found[symbol.mention?]?.0)).collect()
        };
        let (free, oblique) = (met(Class::Source), met(Class::Oblique));
        let fits = |entity: usize| free.contains(&entity) || !oblique.contains(&entity);
        let names = [Gender::Female, Gender::Male].map(|gender| (gender, self.entities.only_one(gender, fits)));
        for speaker in self.list.iter_mut().flatten() {
            let entity = self.entities.get(speaker.entity);
            let named = names.iter().find(|(gender, _)| entity.anonymous && entity.gender() == *gender);
            if let Some(entity) = named.and_then(|(_, named)| *named) {
                speaker.entity = entity;
            }
        }
    }

    /// Whoever only pronouns stand for is nobody.
    pub(super) fn unnamed(&mut self) {
        for speaker in &mut self.list {
            *speaker = speaker.filter(|speaker| !self.entities.get(speaker.entity).anonymous);
        }
    }
}
