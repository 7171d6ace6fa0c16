//! Pronouns and descriptions → the most salient entity that agrees.

use super::*;

/// What one without a name gains for »vedkommende«.
const UNNAMED: i64 = 8;

impl Entities<'_, '_> {
    pub(super) fn pronoun(&mut self, mention: &Mention, at: Place) -> Option<usize> {
        let pronoun = mention.pronoun?;
        if pronoun.person != 3 {
            return None;
        }
        let neuter =
            pronoun.gender == Gender::Neuter || pronoun.gender == Gender::Common && pronoun.number == Number::Singular;
        let that_person = self.document.is(mention.tokens.start, List::ThatPerson);
        let mut best: Option<(i64, usize)> = None;
        let latest = self.list.iter().filter(|entity| entity.last.subject).map(|entity| entity.last.token).max();
        for (place, entity) in self.list.iter().enumerate() {
            let asker = at.asker == Some(place);
            if entity.last.token == 0 || entity.last.token >= mention.tokens.start || entity.place || asker {
                continue;
            }
            let body = entity.kind == Some(SpeakerKind::Organisation);
            if that_person && body {
                continue;
            }
            let fits = match pronoun.number {
                Number::Plural => entity.number == Number::Plural || body,
                Number::Singular if neuter => {
                    body || entity.kind.is_none()
                        || pronoun.gender == Gender::Common
                            && entity.kind == Some(SpeakerKind::Person)
                            && !entity.anonymous
                }
                Number::Singular => {
                    entity.number == Number::Singular
                        && !body
                        && entity.kind != Some(SpeakerKind::Document)
                        && (entity.gender == pronoun.gender
                            || entity.gender == Gender::Common
                                && (entity.kind == Some(SpeakerKind::Person) || entity.may_be_person()))
                }
            };
            if !fits {
                continue;
            }
            let mut score = self.salience(place, at);
            // Only spoken of: til generalsekretær Bo Dam.
            if !entity.last.acted {
                score -= 2;
            }
            // The subject of the sentence before.
            if (entity.named || pronoun.number == Number::Plural) && Some(entity.last.token) == latest {
                score += 2;
            }
            if pronoun.number == Number::Plural && body {
                score -= 15;
            }
            if neuter && pronoun.gender == Gender::Common && entity.kind == Some(SpeakerKind::Person) {
                score -= 8;
            }
            // Et medlem siger det, uden navn: »…«, siger vedkommende.
            if that_person && !entity.named {
                score += UNNAMED;
            }
            if entity.anonymous {
                score -= 2;
            } else if entity.gender == pronoun.gender && !neuter {
                score += 6;
            } else if !entity.named && !neuter && pronoun.number == Number::Singular {
                // Skibets kaptajn er i live. Han …: the subject of the sentence before is as good as a name.
                let told = entity.last.subject && entity.last.block == at.block && Some(entity.last.token) == latest;
                score -= if told { 0 } else { 6 };
            }
            self.weigh(mention.tokens.start, place, score);
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, place));
            }
        }
        let gendered = matches!(pronoun.gender, Gender::Female | Gender::Male) && pronoun.number == Number::Singular;
        if best.is_none() && gendered {
            return Some(self.nobody_yet(pronoun.gender, mention.tokens.start));
        }
        best.map(|(_, place)| place)
    }

    /// The one of a gender of whom the article has told only by pronoun.
    fn nobody_yet(&mut self, gender: Gender, token: usize) -> usize {
        let known = self.list.iter().position(|entity| entity.anonymous && entity.gender == gender);
        known.unwrap_or_else(|| {
            self.list.push(Entity::anonymous(gender, token));
            self.list.len() - 1
        })
    }

    /// How present an entity is at a place: by distance in blocks and sentences, subjecthood and speech.
    pub(super) fn salience(&self, place: usize, at: Place) -> i64 {
        let entity = &self.list[place];
        let blocks = at.block.saturating_sub(entity.last.block) as i64;
        let same_sentence = entity.last.sentence == at.sentence && blocks == 0;
        // An unnamed one in passing: til en debutant, der …
        let passing = !entity.named && !entity.last.subject;
        // Weights chosen on annotated articles: nearness first, then subjecthood, then speech.
        let mut score = -10 * blocks.min(8);
        if blocks == 0 {
            score += if same_sentence { 5 } else { 4 };
        }
        if entity.last.subject && blocks <= 1 {
            score += 5;
        }
        if self.speaker.is_some_and(|(speaker, block)| speaker == place && at.block.saturating_sub(block) <= 1) {
            score += 4;
        }
        if entity.named {
            score += 4;
        }
        if passing {
            score -= 6;
        }
        score + entity.last.count.min(8) as i64 / 2
    }

    pub(super) fn salient(&self, at: Place, mention: &Mention, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        self.most_salient(at, mention, fits, |_| 0).map(|(_, place)| place)
    }

    /// The most salient entity before a mention that fits, where some fit less well than others, and how salient it is.
    pub(super) fn most_salient(
        &self,
        at: Place,
        mention: &Mention,
        fits: impl Fn(&Entity) -> bool,
        less: impl Fn(&Entity) -> i64,
    ) -> Option<(i64, usize)> {
        (0..self.list.len())
            .filter(|place| {
                let entity = &self.list[*place];
                at.asker != Some(*place)
                    && entity.last.token > 0
                    && entity.last.token < mention.tokens.start
                    && at.block.saturating_sub(entity.last.block) <= 4
                    && fits(entity)
            })
            .map(|place| {
                let score = self.salience(place, at) - less(&self.list[place]);
                self.weigh(mention.tokens.start, place, score);
                (score, place)
            })
            .max_by_key(|(score, _)| *score)
    }
}
