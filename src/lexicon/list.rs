//! The lists that levels of analysis ask about by name; each language pack fills them in its `words.toml`.
//!
//! The examples are Danish. What a list is for is told here, which words are on it only there. One file, long as it is,
//! since it is one list of lists.

/// An enum of names, each with its name in `words.toml`.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident: $($(#[$about:meta])* $variant:ident $name:literal,)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type {
            $($(#[$about])* $variant,)+
        }

        impl $type {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in `words.toml`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

named! {
    /// A list of words.
    List:
    /// Prepositions between an unknown verb and what it reports.
    AboutTie "about-tie",
    /// The preposition *ifølge*.
    AccordingTo "according-to",
    /// Forms of address.
    Address "address",
    /// Forms of address of women.
    AddressFemale "address-female",
    /// Forms of address of men.
    AddressMale "address-male",
    /// Conjunctions that as well begin a main clause.
    AdverbOrConjunction "adverb-or-conjunction",
    /// The preposition and conjunction *efter*.
    After "after",
    /// Numbers that begin an age: otteårig.
    AgeNumber "age-number",
    /// The word before »for« that says how much: *alt* for lidt.
    All "all",
    /// Words for how much.
    Amount "amount",
    /// The coordinator *og*.
    And "and",
    /// Coordinators of clauses.
    AndBut "and-but",
    /// Words after the hyphen of a shared part: Kød- *og* Fødevareforbundet.
    AndOr "and-or",
    /// Answers of one word.
    Answer "answer",
    /// Verb forms that answer a question.
    AnswerForm "answer-form",
    /// A noun for an answer, which is an act of the scene.
    AnswerNoun "answer-noun",
    /// Finite forms of a verb that answers or compares.
    AnswerVerb "answer-verb",
    /// Nouns that can stand for any body.
    AnyBody "any-body",
    /// Those of nobody in particular.
    Anybody "anybody",
    /// After these an expression is a limit, a measure or a matter, and no day of the report.
    ApartTie "apart-tie",
    /// Articles and demonstratives.
    Article "article",
    /// The definite article of common nouns before an adjective.
    ArticleCommon "article-common",
    /// Prepositions inside a name that begins with an article: Det Europæiske Råd *for* Innovation.
    ArticleNameTie "article-name-tie",
    /// The definite article of plurals before an adjective.
    ArticlePlural "article-plural",
    /// The word *som* for in the role of.
    As "as",
    /// Forms of the verb of asking, by which a reporter tells that he asked.
    AskForm "ask-form",
    /// Prepositions behind a noun for an association: sammenslutningen *af* rektorer.
    AssociationTie "association-tie",
    /// Prepositions between a role and a document: manden *bag* rapporten.
    AuthorTie "author-tie",
    /// The noun for an authority, by dictionary form.
    AuthorityNoun "authority-noun",
    /// The past auxiliary of the passive.
    Became "became",
    /// Participles of being and becoming.
    BeenForm "been-form",
    /// Words that may stand before a conjunction: lige før, kort efter at.
    BeforeConjunction "before-conjunction",
    /// Prepositions before an infinitive of purpose or manner: *for* at trøste, *uden* at svare.
    BeforeInfinitive "before-infinitive",
    /// Prepositions that tie a place or body to a person: direktøren *for* banken.
    BelongsTo "belongs-to",
    /// Nouns in small letters that a place before them makes the name of a body: Aarhus *kommune*.
    BodyHead "body-head",
    /// Prepositions right behind the first word of a body's name.
    BodyJoint "body-joint",
    /// Prepositions between a document or body and what it is of.
    BodyTie "body-tie",
    /// The determiner *begge*.
    Both "both",
    /// The first word of both … and.
    BothAnd "both-and",
    /// Small words between the names of a byline.
    BylineWord "byline-word",
    /// Words before the name of who took a picture.
    CaptionCredit "caption-credit",
    /// Words that stand loose at the beginning of a claim.
    ClaimEdge "claim-edge",
    /// Nouns that stand for a company and for no authority.
    Company "company",
    /// Forms of companies behind their name, in small letters.
    CompanyForm "company-form",
    /// Words before »end« and a number.
    Compared "compared",
    /// Conjunctions of a condition.
    Condition "condition",
    /// Coordinators of two reported clauses.
    Coordinator "coordinator",
    /// Forms of being and becoming, and the word for in the role of.
    CopulaForm "copula-form",
    /// Places where somebody speaks to the court.
    Court "court",
    /// The word before a date: *den* 3. maj.
    DateArticle "date-article",
    /// The participle *dateret*.
    Dated "dated",
    /// A noun for a formal utterance, by dictionary form.
    Declaration "declaration",
    /// Definite articles before an adjective.
    DefiniteArticle "definite-article",
    /// Determiners that make a phrase definite.
    DefiniteDeterminer "definite-determiner",
    /// How degrees begin.
    Degree "degree",
    /// First parts of titles that make another office of it: *næst*formand.
    DeputyPrefix "deputy-prefix",
    /// The determiner *hver*.
    Each "each",
    /// Adverbs that point back to the time told before.
    Echo "echo",
    /// Words behind a title.
    Emeritus "emeritus",
    /// Adjectives that tell a woman.
    FemaleAdjective "female-adjective",
    /// Prepositions before a field of knowledge or work.
    FieldTie "field-tie",
    /// Endings of such nouns.
    FigureEnding "figure-ending",
    /// What experience, figures and forecasts are called; what they show nobody says.
    FigureNoun "figure-noun",
    /// Finite copulas.
    FiniteCopula "finite-copula",
    /// The preposition *for*, and the adverb for too much.
    For "for",
    /// Articles and prepositions that foreign surnames begin with.
    ForeignArticle "foreign-article",
    /// The foreign preposition inside a name: Bundesamt für Sicherheit *in* der Informationstechnik.
    ForeignIn "foreign-in",
    /// The foreign article behind it.
    ForeignThe "foreign-the",
    /// Foreign words that join the parts of a name.
    ForeignJoint "foreign-joint",
    /// Particles that are no Danish words.
    ForeignParticle "foreign-particle",
    /// The preposition *fra*.
    From "from",
    /// Nouns that call nobody in particular, by dictionary form.
    GeneralNoun "general-noun",
    /// What the body does, of verbs that can report as well.
    Gesture "gesture",
    /// Words after a comma with which the reporter goes on after a clause.
    GoesOn "goes-on",
    /// What may follow an age or party behind a name.
    GoesOnAfterAge "goes-on-after-age",
    /// Words after a comma with which he goes on after an infinitive.
    GoesOnAfterInfinitive "goes-on-after-infinitive",
    /// Finite forms of the auxiliary of the perfect.
    Have "have",
    /// The pronouns of a man and a woman as subjects.
    HeShe "he-she",
    /// Nouns for a family or pair before their name: *familien* Holm.
    House "house",
    /// The subject pronoun of the first person.
    I "i",
    /// Verbs, by dictionary form, that say with »det« what something takes or shows, not what anybody said.
    ImpersonalVerb "impersonal-verb",
    /// The preposition *i*.
    In "in",
    /// Prepositions before the document that a report is from.
    InDocument "in-document",
    /// Prepositions of a place or time.
    InOn "in-on",
    /// Indefinite articles.
    IndefiniteArticle "indefinite-article",
    /// The indefinite article of common nouns.
    IndefiniteCommon "indefinite-common",
    /// How an interviewer speaks to whom he asks.
    InterviewAddress "interview-address",
    /// The present copula.
    Is "is",
    /// The pronoun *det*.
    It "it",
    /// Joins the last of several: Ida Holm *og* Bo Dam.
    Joins "joins",
    /// Nouns of kin and nearness: with an owner they name somebody else than the one in view.
    Kin "kin",
    /// Nouns for what somebody has to do with a thing: med kendskab til sagen.
    KnowledgeNoun "knowledge-noun",
    /// Prepositions behind a noun for knowledge: med kendskab *til* sagen.
    KnowledgeTie "knowledge-tie",
    /// Words behind the present of knowing, by which it is told from the preposition written alike.
    KnownThing "known-thing",
    /// The preposition that is written like the present of knowing.
    Knows "knows",
    /// Prepositions before a stretch of time: *gennem* 40 år.
    Lasting "lasting",
    /// Words that no quotation ends with: articles, conjunctions.
    LeadsOn "leads-on",
    /// Words whose initials no short form of a name takes.
    LightInName "light-in-name",
    /// The adverb *lidt*.
    Little "little",
    /// Prepositions that as well tell a circumstance.
    LooseTie "loose-tie",
    /// Last parts of hyphened adjectives: Danisco-ejede.
    MadeAdjective "made-adjective",
    /// Adjectives that tell a man.
    MaleAdjective "male-adjective",
    /// Adverbs that do not end as they mostly do.
    MannerAdverb "manner-adverb",
    /// Pronouns of the first person singular.
    Me "me",
    /// Nouns of time and measure, which often stand before a noun of another phrase: hver aften forskere fra …
    Measure "measure",
    /// The adverb *meget*.
    Much "much",
    /// Articles that names of bodies begin with, as written there.
    NameArticle "name-article",
    /// Words that join the parts of a body's name: Foreningen *for* Fri Natur.
    NameJoint "name-joint",
    /// The foreign preposition in a surname of several words: Ospina *de* Vargas.
    NameOf "name-of",
    /// Particles inside a person's name that are Danish words too: only after a given name.
    NameParticle "name-particle",
    /// Nationalities that names of bodies begin with: *Danske* Bank.
    NationInName "nation-in-name",
    /// Words for nearness: en kilde *tæt* på sagen.
    Near "near",
    /// Prepositions behind them.
    NearTie "near-tie",
    /// What denies each of several that it stands before: *hverken* Ida eller Bo.
    Neither "neither",
    /// Determiners of neuter nouns.
    NeuterDeterminer "neuter-determiner",
    /// Verbs whose at-clause is what somebody perceives, brings about or puts up with.
    NoReportStem "no-report-stem",
    /// Words behind an unknown verb that then does not report: vænner *sig* til, at.
    NoSaying "no-saying",
    /// Determiners and pronouns of nobody.
    Nobody "nobody",
    /// Verb forms that are nouns as well where a prefix stands before them: udgifter, udsigter, overskrifter.
    NounAfterPrefix "noun-after-prefix",
    /// Infinitives that are mostly nouns.
    NounLikeInfinitive "noun-like-infinitive",
    /// The word before a time of day.
    OClock "o-clock",
    /// Prepositions behind a verb that then is no report.
    ObjectTie "object-tie",
    /// The preposition *af*, also of an agent.
    Of "of",
    /// Adjectives behind an age in years: 34 år *gammel*.
    Old "old",
    /// The preposition *på*.
    On "on",
    /// The pronoun of anybody.
    One "one",
    /// Determiners that take one of several: *en* af dem.
    OneOf "one-of",
    /// Words that stand for one of several without a noun: den *anden*.
    OneOfTwo "one-of-two",
    /// Words that take one of what follows.
    OnePart "one-part",
    /// The reflexive pronoun.
    Oneself "oneself",
    /// Words that open a clause inside a claim.
    OpensClause "opens-clause",
    /// Conjunctions whose clause a sentence begins with.
    OpensSentence "opens-sentence",
    /// Verbs, by dictionary form, whose negation says that the source holds the opposite: *tror ikke*.
    OpinionVerb "opinion-verb",
    /// The noun with which somebody is called by name: en mand ved *navn* Bo Dam.
    NameNoun "name-noun",
    /// The noun for whom an article is about.
    Hero "hero",
    /// Finite verbs and participles that tell who wrote or put out a document: en rapport, som Ida Holm har *skrevet*.
    Authored "authored",
    /// Nouns that name somebody else than the one in view even without an owner: the daughter is not whoever has
    /// one.
    OtherPerson "other-person",
    /// The adverb *ud* of a share: to *ud* af tre.
    Out "out",
    /// The preposition *over*.
    Over "over",
    /// The adjective *egen*.
    Own "own",
    /// Possessives that stand for the subject.
    OwnSubject "own-subject",
    /// Nouns and adjectives before »af« that take a part of what follows.
    Part "part",
    /// Past forms that end as the present does.
    PastLikePresent "past-like-present",
    /// Words for parts of a hundred.
    Percent "percent",
    /// Units of time in such a stretch.
    Period "period",
    /// Prepositions between a body and its place: bageriet *på* Torvet.
    PlaceTie "place-tie",
    /// Determiners that point back: i *samme* mail.
    Pointing "pointing",
    /// How somebody stands there while he speaks.
    Posture "posture",
    /// Conjunctions that before a time or occasion are prepositions.
    PrepositionOrConjunction "preposition-or-conjunction",
    /// A noun for what is promised that is an infinitive too.
    PromiseNoun "promise-noun",
    /// The pronoun of somebody in particular who is not named.
    ThatPerson "that-person",
    /// Forms of the verb for what somebody wrote and did not say to the reporter.
    Wrote "wrote",
    /// The relative pronoun of an owner, where it looks like a conjunction: kommunen, *hvis* borgmester siger.
    Whose "whose",
    /// Relative pronouns.
    RelativePronoun "relative-pronoun",
    /// The one who tells, and how he is told.
    Reporter "reporter",
    /// Words behind »og« with which the reporter goes on after a claim.
    ReporterGoesOn "reporter-goes-on",
    /// Nouns for the reporter, by dictionary form.
    ReporterNoun "reporter-noun",
    /// Prepositions that only tie to a role.
    RoleTie "role-tie",
    /// Words before a number that make it a rough one.
    Roughly "roughly",
    /// Prepositions that tell a word for what was said from a body: et råd *fra* konsulenten.
    SaidTie "said-tie",
    /// Verbs of seeming and wishing, by dictionary form: with an infinitive they report nothing.
    SeemingVerb "seeming-verb",
    /// The word *selv*.
    OwnSelf "self",
    /// Prepositions between a document and who sends it: et brev *fra* kommunen.
    SenderTie "sender-tie",
    /// Nouns for several that stand right before who they are.
    SetNoun "set-noun",
    /// Words that begin the telling of what time it is.
    SetsTime "sets-time",
    /// Determiners of several.
    SeveralDeterminer "several-determiner",
    /// Determiners of several people.
    SeveralPeople "several-people",
    /// Bodies that two places share: Sydsjællands og Lolland-Falsters *Politi*.
    SharedBody "shared-body",
    /// Present forms that do not end as they mostly do.
    ShortPresent "short-present",
    /// The preposition and conjunction *siden*.
    Since "since",
    /// Those of one thing.
    SingularArticle "singular-article",
    /// Words for some people.
    SomePeople "some-people",
    /// Finite forms of the verb for how words sound.
    SoundsVerb "sounds-verb",
    /// Nouns that measure time or number of times.
    SpanOfTime "span-of-time",
    /// Nouns for husband or wife, by dictionary form.
    Spouse "spouse",
    /// Determiners before »af« that are no part of anything.
    StandsForItself "stands-for-itself",
    /// Channels that are called by a number: *DR* 1, *P* 3.
    Station "station",
    /// The first word of names of television channels.
    Television "television",
    /// Words behind a hyphen that stands for a shared part: Kød- *og* Fødevareforbundet.
    Suspends "suspends",
    /// Words that tell one holder of an office from another: den *forrige* formand.
    TellsApart "tells-apart",
    /// Words by which a phrase tells one from another.
    TellsFromOther "tells-from-other",
    /// Conjunctions that place one act beside another.
    Temporal "temporal",
    /// The conjunction *end* of comparisons.
    Than "than",
    /// The conjunction of reported clauses.
    That "that",
    /// Conjunctions of reported clauses.
    ThatWhether "that-whether",
    /// The object pronoun of several.
    Them "them",
    /// The adverb *så*.
    Then "then",
    /// The word that stands in the place of a subject: står *der*.
    There "there",
    /// Determiners of definite plurals.
    These "these",
    /// The preposition *til*.
    To "to",
    /// What stands before an infinitive.
    ToInfinitive "to-infinitive",
    /// Role nouns that name a firm as often as a person.
    Trader "trader",
    /// The number two.
    Two "two",
    /// The adverb *op* before a rough number.
    Up "up",
    /// Words after »op« and before a number: op *mod* 30.
    UpTo "up-to",
    /// Nouns for what a source puts out: who speaks around them is their author.
    Utterance "utterance",
    /// Adverbs and prepositions that verbs are made with.
    VerbPrefix "verb-prefix",
    /// The adverb *hvor*.
    Where "where",
    /// Prepositions before the place where something is or moves: *over* Vestby.
    Whereabouts "whereabouts",
    /// The conjunction *om* of reported questions, and the preposition written alike.
    Whether "whether",
    /// Nouns for a wife, by dictionary form.
    Wife "wife",
    /// With and without.
    WithWithout "with-without",
    /// Verbs, by dictionary form, that only what is written does.
    WritingVerb "writing-verb",
    /// The noun *år*, of an age.
    Years "years",
    /// The second word of *i går*, which is a verb form too.
    Yesterday "yesterday",
    /// Pronouns of the second person singular.
    You "you",
}

named! {
    /// A list of endings of words.
    Ending:
    /// Endings of nouns for what is said that are no infinitive.
    AbstractNoun "abstract-noun",
    /// Endings of participles that stand as adjectives.
    AdjectiveParticiple "adjective-participle",
    /// Endings of adverbs.
    Adverb "adverb",
    /// Last parts of the other numbers: femogfyrreårig.
    AgeTens "age-tens",
    /// Endings of adjectives that tell an age: 43-*årig*.
    Aged "aged",
    /// Endings of nouns that tell somebody's age.
    AgedPerson "aged-person",
    /// Nouns for who made something, or means to become it.
    Author "author",
    /// Last parts of names of authorities and associations.
    Authority "authority",
    /// Last parts of definite nouns for bodies by their trade: redningsselskabet, telegiganten.
    BodyTrade "body-trade",
    /// Those of them that no authority is called by.
    CompanyTrade "company-trade",
    /// Endings by which an unknown noun is known to be definite; neuter ones only that no participle has.
    Definite "definite",
    /// Endings of definite nouns.
    DefiniteForm "definite-form",
    /// Endings that show a finite verb in any word of no list.
    DerivedFinite "derived-finite",
    /// Endings that show an infinitive.
    DerivedInfinitive "derived-infinitive",
    /// Endings of finite verbs.
    FiniteVerb "finite-verb",
    /// Endings of last parts behind a hyphen that make an adjective: *Danisco-ejede*.
    HyphenedAdjective "hyphened-adjective",
    /// Endings of indefinite plurals.
    IndefinitePlural "indefinite-plural",
    /// Endings of nouns that a definite article cannot stand before.
    MarkedNoun "marked-noun",
    /// Heads of compounds for gatherings: ekstramøde, afslutningskoncerten.
    Meeting "meeting",
    /// Endings of adjectives of nationality.
    NationAdjective "nation-adjective",
    /// Endings of definite neuter nouns.
    Neuter "neuter",
    /// Endings of adjectives in the neuter that adverbs share.
    NeuterAdjective "neuter-adjective",
    /// Neuter nouns for people.
    NeuterPerson "neuter-person",
    /// Endings of words that are no adjective before an indefinite noun.
    NoAdjective "no-adjective",
    /// Endings of definite nouns in the genitive.
    NounGenitive "noun-genitive",
    /// Nouns that end as adjectives do.
    NounLikeAdjective "noun-like-adjective",
    /// What comes or is held on a day, by the end of its word: morgenudgave, pressemøde, nyhedsudsendelse.
    Occasion "occasion",
    /// Endings of the genitives of definite nouns that a name may begin with: *Havnens* Venner.
    OwnerName "owner-name",
    /// Endings of participles that have no article before them.
    Participle "participle",
    /// Endings behind the letters of a party or body: en *SF'er*.
    PartyMember "party-member",
    /// Endings of weak past forms.
    Past "past",
    /// Endings of past passives.
    PastPassive "past-passive",
    /// Endings of nouns for people in the plural: 30 aktivister.
    People "people",
    /// Endings of definite nouns for acting people that end as those for things do.
    PersonActing "person-acting",
    /// Endings of surnames that look like definite nouns.
    PersonalName "personal-name",
    /// Endings of definite plurals.
    PluralDefinite "plural-definite",
    /// Endings of adjectives that tell of which country, field or party somebody's office is: den *norske* konsul.
    Relational "relational",
    /// Endings of definite plurals in the genitive.
    PluralGenitive "plural-genitive",
    /// Endings of the present.
    Present "present",
    /// Endings of present participles.
    PresentParticiple "present-participle",
    /// Nouns for somebody near, tied with »til« to the one whom they are near.
    Relative "relative",
    /// Endings of definite nouns in the singular.
    ShortDefinite "short-definite",
    /// Last parts of names of villages and towns: Vest*by*.
    Settlement "settlement",
    /// Endings of definite singulars in the genitive.
    SingularGenitive "singular-genitive",
    /// Last parts of names of streets.
    Street "street",
    /// Endings of adjectives in the indefinite singular.
    StrongAdjective "strong-adjective",
    /// Endings of nouns for things, bodies and ideas in the definite form: none of them is a person's.
    Thing "thing",
    /// Endings of definite nouns for what is no person: rådhuset, rådgivningen.
    ThingHead "thing-head",
    /// Endings of titles.
    TitleNoun "title-noun",
    /// Last parts of titles that tell what somebody does.
    Trade "trade",
    /// Endings that show a past form in a word of no list.
    UnknownPast "unknown-past",
    /// Endings of adjectives in the definite and the plural; unlike nouns, they need no list after a determiner.
    WeakAdjective "weak-adjective",
    /// Endings of weak past forms of three syllables and their passive.
    WeakPast "weak-past",
}
