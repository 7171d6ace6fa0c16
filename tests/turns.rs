//! Which quoted, dashed and continued words are a statement, and which pieces make one.
#![allow(missing_docs, clippy::expect_used)]

use std::sync::LazyLock;

use udsagn::analysis::Analyser;
use udsagn::article::Article;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// The statements found in a text, each as its parts in order.
fn found(text: &str) -> Vec<String> {
    found_in(&Article::new("t", text))
}

fn found_in(article: &Article) -> Vec<String> {
    let text = &article.text;
    let chars: Vec<char> = text.chars().collect();
    let words = |part: &[usize; 2]| chars[part[0]..part[1]].iter().collect::<String>();
    let statements = ANALYSER.analyse(article);
    statements.iter().map(|found| found.parts.iter().map(words).collect::<Vec<_>>().join(" | ")).collect()
}

/// Checks the statements of a text below a title.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(&format!("En dag ved havnen\n\n{text}")), expected, "{text}");
}

#[test]
fn an_open_quotation_goes_on_in_paragraphs_without_marks() {
    check(
        "\"Vi har ventet længe på den bro.\n\nVi kører en omvej hver dag.\n\nIda Holm bor ved åen.",
        &["Vi har ventet længe på den bro.", "Vi kører en omvej hver dag."],
    );
    check(
        "\"Jeg hørte en hund i skoven. LANG NAT\n\nJeg løb hjem.\n\nMINDER\n\nJeg er ikke færdig.",
        &["Jeg hørte en hund i skoven.", "Jeg løb hjem."],
    );
    check(
        "-Det er for dyrt, siger Ida Holm.\n\nVi har jo ikke pengene.\n\nByrådet mødes på tirsdag.",
        &["Det er for dyrt", "Vi har jo ikke pengene."],
    );
    check("-Kom nu, sagde jeg.\n\nJeg gik ned til åen.", &["Kom nu"]);
}

#[test]
fn a_text_cut_from_another_begins_inside_a_quotation() {
    assert_eq!(
        found("Vores læge har set på foden.\n\nDen er hævet.\n\nDet går over,\" siger Ida Holm."),
        ["Vores læge har set på foden.", "Den er hævet.", "Det går over"]
    );
}

#[test]
fn a_dash_inside_a_paragraph_begins_a_turn() {
    check("Peter rejste sig. -Jeg kommer ikke igen, sagde han.", &["Jeg kommer ikke igen"]);
    check("Hun svarede: -Det glemte jeg, og jeg spørger ikke.", &["Det glemte jeg, og jeg spørger ikke."]);
    check("-Kom nu!\n\nIda Holm lo. -Bilen er vasket i dag.", &["Kom nu!", "Bilen er vasket i dag."]);
    check("Prisen er 30 kroner. -Red.", &[]);
}

#[test]
fn a_dash_in_a_headline_speaks_as_dashes_in_the_text_do() {
    let article = |title: &str, first: &str| {
        let text = format!("{title}\n\n{first}\n\nByrådet mødes på tirsdag.");
        found_in(&Article { title: Some(title.to_owned()), ..Article::new("t", text) })
    };
    let spoken = "– Vi kører en omvej, siger Ida Holm.";
    assert_eq!(article("– Det er for dyrt", spoken), ["Det er for dyrt", "Vi kører en omvej"]);
    assert_eq!(article("Vred over broen: – Det er for dyrt", spoken), ["Det er for dyrt", "Vi kører en omvej"]);
    assert_eq!(article("Broen lukker – omvej for alle", spoken), ["Vi kører en omvej"]);
    assert_eq!(article("– Det er for dyrt", "Ida Holm bor ved åen."), [""; 0]);
}

#[test]
fn narration_between_two_dashes_is_none() {
    check("-Nu går jeg, sagde Peter. Han tog sin frakke. -Vi ses i morgen.", &["Nu går jeg | Vi ses i morgen."]);
    check(
        "– Vi har mistet elleve elever, siger Ida Holm. Ifølge hende er skolen for lille.",
        &["Vi har mistet elleve elever", "er skolen for lille"],
    );
    check("-Hvor er nøglen? Peter gabte. -Har du den?", &["Hvor er nøglen? | Har du den?"]);
    check("-Nu sælger jeg huset. Hun fandt en lejlighed i byen.", &["Nu sælger jeg huset."]);
}

#[test]
fn words_go_on_behind_a_reporting_clause() {
    check("-Er det dig? spurgte hun. Hvornår kom du?", &["Er det dig? | Hvornår kom du?"]);
    check("-Det var sjovt, grinede Bo, og nu skal vi hjem.", &["Det var sjovt | og nu skal vi hjem."]);
    check("-Det var sjovt, grinede Bo, og så gik han.", &["Det var sjovt"]);
    check("-Nej, skyndte han sig at svare.", &["Nej"]);
    check("-Vi er sent på den, sagde jeg. -Kom nu.", &["Vi er sent på den | Kom nu."]);
    check("\"Nej\", råbte hun vredt, det går ikke.\"", &["Nej | det går ikke."]);
}

#[test]
fn verbs_inside_a_quotation_report_nothing() {
    check(
        "\"Det er en løn, svarer til en bil, og vi betaler ikke.",
        &["Det er en løn, svarer til en bil, og vi betaler ikke."],
    );
    check("\"Ovnen, vi har, stammer fra en smedje.", &["Ovnen, vi har, stammer fra en smedje."]);
}

#[test]
fn reports_that_no_construction_reads() {
    check("»Skam jer!« blev der råbt.", &["Skam jer!"]);
    check("»Lad mig være i fred,« står der nederst.", &["Lad mig være i fred"]);
    check("»Der stod jeg,« husker Ida Holm, »og hun var syg.«", &["Der stod jeg | og hun var syg."]);
    check("»Grønne djævle,« skreg omkring fyrre tilskuere.", &["Grønne djævle"]);
    check("I brevet anføres \"Huset skal males om hvert eneste år.\"", &["Huset skal males om hvert eneste år."]);
    check("Hun begyndte at råbe: »Nu skal I høre!« og gik.", &["Nu skal I høre!"]);
}

#[test]
fn titles_and_names_report_nothing() {
    check("Ida Holm skrev romanen »Langt hjem«, siger forlaget.", &["Ida Holm skrev romanen »Langt hjem«"]);
    check("Bo, der med romanen »Langt hjem« blev kendt, er død.", &[]);
    check("Rapportens titel: \"Det store hjul\".", &[]);
    check("Vennerne kalder hende »Dronningen«.", &[]);
    check("Ida Holm kalder romanen »et mesterværk«.", &["et mesterværk"]);
}

#[test]
fn marks_at_an_article_belong_to_the_next_word() {
    check("\"Vi købte os en\" billig stol\". Det var sjovt.\"", &["Vi købte os en\" billig stol\". Det var sjovt."]);
    check("Ida Holm sagde, \"at byen venter på broen\".", &["byen venter på broen"]);
}

#[test]
fn sentences_in_the_first_person_belong_together() {
    check(
        "Vi har ventet i tre år. Nu bygger vi selv, siger Ida Holm. Vi begynder i maj. Byrådet mødes tirsdag.",
        &["Vi har ventet i tre år. Nu bygger vi selv | Vi begynder i maj."],
    );
    check(
        "Mange gik til fods.\n\nBente Holm, 52, Randers: Jeg går. Der er langt.\n\nDet er sent.",
        &["Jeg går. Der er langt."],
    );
}
