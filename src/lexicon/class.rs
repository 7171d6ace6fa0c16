//! Lexical classes: what a word list says of a word form.

/// Declares [`Class`] with the name each class has in word lists and construction patterns.
macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal),+ $(,)?) => {
        /// One lexical class. A word form can belong to several.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[doc = $doc])+ $name),+ }

        impl Class {
            /// Every class in order.
            pub const ALL: &'static [Class] = &[$(Class::$name),+];

            /// The name used in word lists and patterns: `SAY`.
            pub fn name(self) -> &'static str {
                match self { $(Class::$name => $word),+ }
            }

            /// What it is, with Danish examples.
            pub fn note(self) -> &'static str {
                match self { $(Class::$name => concat!($($doc),+).trim()),+ }
            }
        }
    };
}

classes! {
    // Reporting verbs: one class a frame, see verbs.toml.
    /// Governs a quotation or a claim placed before it: siger.
    Say = "SAY",
    /// Takes an at-clause: oplyser, at …
    That = "THAT",
    /// Takes at + infinitive: lover at …
    Infinitive = "TOINF",
    /// Takes a person and til at + infinitive: opfordrer X til at …
    Urge = "URGE",
    /// Takes a person and om at + infinitive: beder X om at …
    Beg = "BEG",
    /// Takes a person and at + infinitive: påbyder X at …
    Order = "ORDER",
    /// Takes a question clause: spørger, om …
    Whether = "WHETHER",
    /// Takes a person and for at: beskylder X for at …
    Blame = "BLAME",
    /// Names its object: kalder X for »…«
    Call = "CALL",
    /// Takes a noun phrase that carries a clause: efterlyser en plan, der …
    Want = "WANT",
    /// Tells of a noun phrase that carries a clause: fortæller om en aften, hvor …
    Tell = "TELL",
    /// Takes a document for its subject: fremgår, står, hedder.
    DocumentVerb = "DOCVERB",
    /// Points back to a claim with »det«: det oplyser kommunen.
    Back = "BACK",
    /// Often something else than a report.
    Weak = "WEAK",
    /// Present or past form.
    Finite = "FINITE",
    /// Present form.
    Present = "PRESENT",
    /// Past form.
    Past = "PAST",
    /// Past participle of a reporting verb: sagt.
    Participle = "SAID",
    /// Passive form: siges, blev sagt is not one.
    Passive = "PASSIVE",
    /// Infinitive of a reporting verb: sige.
    SayInfinitive = "TOSAY",
    /// Finite verb that needs its particle to report: slår … fast.
    Carrier = "CARRIER",
    // Function words.
    /// Coordinating: og, men.
    Coordinator = "AND",
    /// Subordinating: da, hvis, mens.
    Subordinator = "SUB",
    /// Relative: som, der.
    Relative = "REL",
    /// hvad, hvem, hvorfor.
    Question = "WH",
    /// i, på, til.
    Preposition = "PREP",
    /// kan, skal, vil.
    Modal = "MODAL",
    /// har, havde, er, var.
    Auxiliary = "AUX",
    /// have, være, blive.
    AuxiliaryInfinitive = "AUXINF",
    /// ikke, aldrig.
    Negation = "NOT",
    /// også, dog, nu; i hvert fald.
    Adverb = "ADV",
    /// jo, da, vel.
    Particle = "PTCL",
    /// Finite form of a verb that does not report.
    FiniteVerb = "VERB",
    /// Past participle of a verb that does not report.
    OtherParticiple = "PPART",
    /// Infinitive.
    OtherInfinitive = "INF",
    /// Determiner: den, det, de, en, et, denne.
    Determiner = "DET",
    /// Possessive: hans, sin, deres.
    Possessive = "POSS",
    /// Personal pronoun in subject form: han.
    SubjectPronoun = "PRON",
    /// Personal pronoun in object form: ham.
    ObjectPronoun = "OBJ",
    /// tre, 12.
    NumberWord = "NUM",
    /// første, anden.
    Ordinal = "ORD",
    /// Attributive adjective.
    Adjective = "ADJ",
    // Nouns.
    /// Title, profession, function.
    Role = "ROLE",
    /// Body: ministerium.
    Organisation = "ORG",
    /// Collective human noun: folk.
    Group = "GROUP",
    /// Written source: rapport.
    Document = "DOC",
    /// Other person noun.
    Person = "PERSON",
    // Proper names.
    /// Given name.
    GivenName = "GIVEN",
    /// Name of an organisation.
    OrganisationName = "ORGNAME",
    /// Word that ends an organisation's name: A/S, Kommune.
    OrganisationEnding = "ORGEND",
    /// Name of a medium.
    Medium = "MEDIUM",
    /// Name of a place.
    Place = "PLACE",
    /// Party letter as in (V).
    PartyLetter = "PARTY",
    /// Weekday or month.
    Calendar = "CALENDAR",
    /// Heading of a kind of article that stands before a colon: LIVE, Faktatjek.
    Rubric = "RUBRIC",
    /// Noun for what bears a title: filmen.
    Work = "WORK",
    /// Noun for a name or title: titlen, kælenavnet.
    Naming = "NAMING",
    /// Noun for what is said: løfte, besked.
    SpeechNoun = "SAYNOUN",
    /// Where people come together and speak: møde, retten, kampen.
    Gathering = "GATHERING",
    /// What only somebody who was there tells: hviskede, talerstolen, bagefter.
    Scenic = "SCENIC",
    /// Noun for what is held: mening, opfattelse.
    OpinionNoun = "OPINIONNOUN",
    /// Infinitive with which a source declines to speak: kommentere, udtale.
    Silence = "SILENCE",
    /// Abbreviation that keeps its stop.
    Abbreviation = "ABBR",
    /// Abbreviation that often stands last in a sentence: osv., kr.
    FinalAbbreviation = "ABBRFINAL",
    /// The conjunction at.
    At = "AT",
    /// The word om.
    Om = "OM",
    /// The relative or comparative som.
    Som = "SOM",
    // Symbols of a paragraph that are more than a word.
    /// Beginning of a sentence.
    Start = "START",
    /// End of a sentence.
    End = "END",
    /// A comma.
    Comma = "COMMA",
    /// A full stop or ellipsis.
    Stop = "STOP",
    /// A colon.
    Colon = "COLON",
    /// ? or ! inside a sentence.
    Cry = "CRY",
    /// A dash, a semicolon, a bracket.
    Break = "BREAK",
    /// A number in digits.
    Number = "NUMBER",
    /// A whole quotation.
    Quote = "QUOTE",
    /// A quotation that ends with a comma inside its marks.
    Parted = "PARTED",
    /// A time expression.
    Time = "TIME",
    /// A source in a subject's or object's place.
    Source = "SOURCE",
    /// A source after a preposition.
    Oblique = "OBLIQUE",
    /// A source in the genitive: ministeriets.
    Genitive = "GEN",
    /// The mention holds a proper name.
    Named = "NAMED",
    /// The mention is a pronoun.
    Pronoun = "PRO",
    /// The mention is one of the first or second person, or man.
    Reporter = "ME",
    /// The mention is a written source.
    Written = "WRITTEN",
    /// The mention is a noun phrase of unknown kind.
    Phrase = "NP",
    /// A particle phrase that belongs to a verb before it.
    VerbParticle = "PARTICLE",
    /// A verb whose particle phrase follows.
    Idiom = "IDIOM",
    /// Part of a set phrase that reports nothing: det siger sig selv; or a reporting verb that does not report where it
    /// stands: spørger man hende, …
    Fixed = "FIXED",
    /// The sentence is hypothetical from here on: hvis, skulle.
    Hypothetical = "IF",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassSet(u128);

impl ClassSet {
    /// No class.
    pub const EMPTY: ClassSet = ClassSet(0);

    /// Finite verb forms of any sort.
    pub const FINITE: ClassSet = ClassSet::of(&[Class::Finite, Class::FiniteVerb, Class::Modal, Class::Auxiliary]);

    /// What a reporting verb can govern.
    pub const REPORTING: ClassSet = ClassSet::of(&[
        Class::Say,
        Class::That,
        Class::Infinitive,
        Class::Urge,
        Class::Beg,
        Class::Order,
        Class::Whether,
        Class::Blame,
        Class::Call,
        Class::Want,
        Class::Tell,
    ]);

    /// The set of these classes.
    #[inline]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0u128;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        ClassSet(bits)
    }

    /// Whether `class` is in it.
    #[inline]
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether both sets share a class.
    #[inline]
    pub const fn meets(self, other: ClassSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Adds a class.
    #[inline]
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// Takes a class out.
    #[inline]
    pub fn remove(&mut self, class: Class) {
        self.0 &= !(1 << class as u8);
    }

    /// Both sets together.
    #[inline]
    #[must_use]
    pub const fn union(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 | other.0)
    }

    /// This set without the other's classes.
    #[inline]
    #[must_use]
    pub const fn without(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & !other.0)
    }

    /// What both share.
    #[inline]
    #[must_use]
    pub const fn intersection(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & other.0)
    }

    /// Whether nothing is in it.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes in order.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.iter().copied().filter(move |class| self.has(*class))
    }
}

impl FromIterator<Class> for ClassSet {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        let mut set = ClassSet::EMPTY;
        classes.into_iter().for_each(|class| set.insert(class));
        set
    }
}
