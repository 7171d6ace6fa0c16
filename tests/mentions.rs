//! Who is read as a source: phrases of every sort, each after and before the verb that reports it.
#![allow(clippy::expect_used)]

use std::sync::LazyLock;

use udsagn::{Analyser, Article};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the lists are well formed"));

fn speakers(text: &str) -> Vec<String> {
    let statements = ANALYSER.analyse(&Article::new("t", text));
    statements.into_iter().map(|statement| statement.speaker).collect()
}

/// Whether a phrase is the speaker, as `speaker`, in each place where one stands.
#[track_caller]
fn check_as(phrase: &str, speaker: &str) {
    let first: String = phrase.chars().take(1).flat_map(char::to_uppercase).collect();
    let rest: String = phrase.chars().skip(1).collect();
    for text in [
        format!("»Det går fint«, siger {phrase} i dag."),
        format!("{first}{rest} siger, at det går fint."),
        format!("I går oplyste {phrase}, at det går fint."),
    ] {
        let found: Vec<String> = speakers(&text).iter().map(|found| found.to_lowercase()).collect();
        assert_eq!(found, [speaker.to_lowercase()], "{text}");
    }
}

#[track_caller]
fn check(phrase: &str) {
    check_as(phrase, phrase);
}

#[test]
fn adjectives_that_no_list_knows() {
    for phrase in [
        "en lavmælt pige",
        "en meget vellidt læge",
        "den nyudklækkede formand",
        "den stejlt afvisende formand",
        "den fredsbevarende styrke",
        "en ung, rapkæftet kvinde",
        "den rige, men ensomme enke",
        "et norsk-svensk forskerhold",
        "den dræbte dreng",
        "en 34 år gammel mand",
        "de kommunalt ansatte dyrlæger",
        "økonomer fra de centralasiatiske lande",
        "en ekspert i amerikanske primærvalg",
        "de otte EU-lande",
    ] {
        check(phrase);
    }
}

#[test]
fn numbers_and_parts() {
    for phrase in [
        "omkring 30 forældre",
        "de cirka 40 beboere",
        "mere end 200 forskere",
        "to ud af tre læger",
        "over halvdelen af lærerne",
        "tre af forfatterne",
        "en af landets største banker",
        "en række førende økonomer",
        "en gruppe af byens borgere",
        "en håndfuld forskere",
        "en af dem",
        "den ene af brødrene",
        "2. viceborgmester",
    ] {
        check(phrase);
    }
}

#[test]
fn what_belongs_to_a_noun() {
    for phrase in [
        "moren til den dræbte dreng",
        "en nabo til familien",
        "en nær ven af både Ida Holm og Erik Juul",
        "en kilde tæt på forhandlingerne",
        "en person med indgående kendskab til sagen",
        "en kvinde på 43 år",
        "den 22-årige fra Vejle",
        "borgmesteren i fjordbyen Norrvik",
        "en ekspert i køn og identitet",
        "landsholdets anfører",
        "den dræbtes søster",
        "EU's frøkontor",
        "en kilde fra partilederen Holms stab",
        "den i dag 81-årige smed",
    ] {
        check(phrase);
    }
}

#[test]
fn names() {
    for name in [
        "Ursula van der Holm",
        "Karim al-Basri",
        "Læger uden Grænser",
        "Nord- og Vestjyllands Politi",
        "Jyske Bank",
        "TV 2",
        "3F",
        "H&M",
        "Det Hvide Hus",
        "familien Holm",
        "SkyFrø",
        "Aarhus kommune",
        "Nørre Sned byret",
        "Aarhus kommunes direktør",
    ] {
        check(name);
    }
}

#[test]
fn titles() {
    for (phrase, name) in [
        ("fru Holm", "Holm"),
        ("adjunkt, cand.psych. Ida Holm", "Ida Holm"),
        ("forfatter og foredragsholder Ida Holm", "Ida Holm"),
        ("professor emeritus Ida Holm", "Ida Holm"),
        ("ph.d.-studerende Ida Holm", "Ida Holm"),
        ("den tidligere finske forsker Ida Holm", "Ida Holm"),
        ("kong Frederik", "Frederik"),
    ] {
        check_as(phrase, name);
    }
}

#[test]
fn a_noun_before_a_name_at_the_beginning() {
    assert_eq!(speakers("Vejrappen Frøsla oplyser, at den er lukket. I går var Frøsla nede."), ["Frøsla"]);
}

#[test]
fn no_source() {
    for text in [
        "Hun var glad, mens hun roligt taler om det.",
        "De var meget høflige. De kom i går.",
        "Skal de læse, at det går fint?",
    ] {
        assert_eq!(speakers(text), Vec::<String>::new(), "{text}");
    }
    for (text, speaker) in [
        ("Ida Holm kom, mens jeg roligt taler om det. Hun siger, at det går fint.", "Ida Holm"),
        ("Det politikerne siger, er enkelt. Ida Holm mener, at det går fint.", "Ida Holm"),
        ("Foreningen har ventet, men Ida Holm håber på og forventer, at det går fint.", "Ida Holm"),
    ] {
        assert_eq!(speakers(text), [speaker], "{text}");
    }
}

/// Whether the only statement of a sentence is by `speaker`.
#[track_caller]
fn check_in(text: &str, speaker: &str) {
    assert_eq!(speakers(text), [speaker], "{text}");
}

#[test]
fn one_of_several_by_name() {
    check_in("En af dem, tømrer Bo Dam fra Ribe, siger, at det går fint.", "Bo Dam");
    check_in("Den anden, Ida Holm, siger, at det går fint.", "Ida Holm");
    check_in("En af dem siger, at det går fint.", "En af dem");
}

#[test]
fn names_that_look_like_other_words() {
    check("Sydsjællands og Lolland-Falsters Politi");
    check_as("biskop Kristen Bro", "Kristen Bro");
    check("Luz Marina Ospina de Vargas");
    check_in("»Det går fint«, siger 3F's forhandler, Ida Holm, på mødet.", "Ida Holm");
}
