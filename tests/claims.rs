//! Where a reported claim begins and ends, and what reports nothing.
#![allow(missing_docs, clippy::expect_used)]

#[allow(dead_code)] // Only the notation is needed here.
use std::sync::LazyLock;

use udsagn::analysis::Analyser;
use udsagn::evaluation::example::{Example, article, marked};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("the data is good"));

/// The sentence gives one statement, whose parts are the marked ones; without marks it gives none.
#[track_caller]
fn check(line: &str) {
    let example = Example::read(line);
    let found = ANALYSER.analyse(&article(&example.text, false));
    let told: Vec<String> = found.iter().map(|found| marked(&example.text, found)).collect();
    let parts: Vec<_> = found.iter().flat_map(|found| found.parts.clone()).collect();
    assert!(found.len() <= 1 && parts == example.claim, "{line}\n{told:#?}");
}

#[test]
fn what_stands_between_a_verb_and_its_clause() {
    check("Hun fortalte i går politiet i Horsens, at [claim:broen var lukket].");
    check("Direktøren sagde efter mødet til avisen, at [claim:fabrikken lukker].");
    check("Formanden lovede på mødet medlemmerne, at [claim:kontingentet ikke stiger].");
    check("I går har Ida Holm flere gange understreget, at [claim:hun vil stoppe].");
    check("Ida Holm, formand for foreningen, siger, at [claim:broen er dyr].");
    check("Ida Holm, der er formand for foreningen, siger, at [claim:broen er dyr].");
}

#[test]
fn a_verb_that_leads_to_another_reports() {
    check("Ida Holm skynder sig at understrege, at [claim:broen er dyr].");
    check("Ida Holm var hurtig til at gøre opmærksom på, at [claim:broen er dyr].");
    check("Ida Holm bliver ved med at påstå, at [claim:broen er dyr].");
    check("Ida Holm måtte til sidst erkende, at [claim:broen er dyr].");
    check("Ida Holm forsøgte at sige, at broen er dyr.");
    check("Ida Holm nåede ikke at sige, at broen er dyr.");
}

#[test]
fn a_claim_ends_where_the_reporter_goes_on() {
    check("Eksperter har slået fast, at [claim:broen er dyr], og alt tyder på, at den lukker.");
    check("Ida Holm siger, at [claim:broen er dyr], mens hendes mand smiler.");
    check("Da Ida Holm sagde, at [claim:broen var dyr], blev alle stille.");
    check("Selv om Ida Holm siger, at \"[claim:broen er alt for dyr],\" så bliver den bygget.");
}

#[test]
fn a_second_complement_is_a_second_part() {
    check("Ida Holm siger, at [claim:broen er dyr], men at [claim:den er god].");
    check("Ida Holm mente [claim:broen var dyr], og at [claim:den var farlig].");
}

#[test]
fn clauses_without_at() {
    check("Ida Holm mener [claim:hun har ret].");
    check("Kommunen regner med, [claim:broen åbner i maj].");
    check("Kommunen lukker broen, som Ida Holm mener [claim:er for dyr].");
    check("At [claim:broen er dyr], mener Ida Holm også.");
    check("[claim:Hvad skal vi bruge broen til], spørger Ida Holm.");
}

#[test]
fn negation_inside_an_opinion_is_the_claims() {
    check("[claim:Han fik] efter formandens mening [claim:ikke en fair chance].");
    check("Hos politiet tror man ikke, at [claim:broen er farlig].");
}

#[test]
fn verbs_of_no_list_are_known_by_their_form() {
    check("[claim:Støjen vanskeliggør arbejdet], fastslår kommunen.");
    check("Kommunen opfordrer beboerne til at [claim:medtage deres affald].");
}

#[test]
fn knowledge_and_necessity_report_nothing() {
    check("Ida Holm er klar over, at broen er dyr.");
    check("Ida Holm fandt ud af, at broen er dyr.");
    check("Det kræver, at broen åbner.");
    check("De hidtidige erfaringer peger på, at broen er dyr.");
    check("Situationen svarer lidt til, at broen er lukket.");
    check("I årevis har forskere spurgt sig selv, hvordan broen blev til.");
    check("Havde nogen ringet og sagt, at broen var lukket, var han kørt.");
}

#[test]
fn subjects_of_every_sort_report() {
    for subject in [
        "Ida Holm",
        "Zerbinox",
        "Miljøstyrelsen",
        "Ida Holms advokat",
        "Naboen, der har boet ved broen i ti år,",
        "En mand, som ikke vil have sit navn frem,",
        "Tre ud af fire vælgere",
    ] {
        check(&format!("{subject} har bekræftet, at [claim:broen åbner i maj]."));
        check(&format!("{subject} gør i dag opmærksom på, at [claim:broen åbner i maj]."));
        check(&format!("{subject} regner med, at [claim:broen åbner i maj]."));
    }
    check("I en mail regner naboen, der har boet ved broen i ti år, med, at [claim:broen åbner i maj].");
    check("I går har en mand, som ikke vil have sit navn frem, oplyst, at [claim:broen åbner i maj].");
    check("Mødet sluttede, da Ida Holms advokat oplyste, at [claim:broen åbner i maj].");
    check("Problemet er, at broen er for dyr.");
}

#[test]
fn a_verb_of_no_list_reports_where_its_clause_shows_it() {
    check("Ida Holm konkretiserer, at [claim:broen åbner i maj].");
    check("Kommunen har konkretiseret, at [claim:broen åbner i maj].");
    check("Motoren larmer så meget, at naboerne vågner.");
    check("Klubben profiterer af, at stadion er nyt.");
    check("Lærerne vænnede sig til, at klassen var stor.");
}

#[test]
fn a_piece_of_speech_without_a_verb_is_a_claim() {
    check("[claim:Bare ikke i år], advarer lægerne.");
    check("[claim:Broen åbner i maj], siger Ida Holm, [claim:især om natten].");
}

#[test]
fn what_is_said_comes_from_somebody() {
    check("Lørdag kom der en bebudelse fra kommunen om, at [claim:broen åbner i maj].");
    check("Lørdag kom der et løfte fra Ida Holm om, at [claim:broen åbner i maj].");
    check("Lørdag kom der en lastbil fra kommunen, så broen kunne males.");
}

#[test]
fn a_report_parts_an_unmarked_claim() {
    check("[claim:Det var], skrev Ida Holm til kommunen, [claim:den bedste ferie i hendes liv].");
    check("[claim:Broen er], siger Ida Holm, [claim:ikke farlig].");
    check("[claim:Broen åbner i maj], siger Ida Holm, der er glad for det.");
    check("[claim:Broen åbner i maj], siger Ida Holm, og så smiler hun.");
    check("[claim:Med de regler, vi har, er der] efter hendes mening [claim:intet andet valg].");
}

#[test]
fn who_knows_is_no_preposition() {
    check("[claim:De praktiserende læger ved alt for lidt om søvn], mener professor Ida Holm.");
    check("[claim:Huset ved broen er dyrt], mener professor Ida Holm.");
}

#[test]
fn requests_of_every_build() {
    check("Enhedslistens Ida Holm opfordrer ministeren til at [claim:»komme ud af busken« og gøre aftalen til lov].");
    check("Bilister bliver af Fyns Politi rådet til at [claim:vente til fredag].");
    check("Dommeren måtte bede ham om at [claim:komme nærmere mikrofonen].");
    check("Onsdag anmodede kommunen ministeriet om at [claim:udbetale pengene inden jul].");
}

#[test]
fn objections_by_not_understanding() {
    check("Ida Holm kan ikke forstå, at [claim:broen er lukket i maj].");
    check("Ida Holm kan godt forstå, at broen er lukket i maj.");
}

#[test]
fn particles_before_what_goes_on() {
    check("[claim:Broen er dyr], slår hun fast over for Ritzau.");
    check("[claim:Broen er dyr], minder hun om og smiler.");
}

/// A clause in marks joined to one without.
#[test]
fn quoted_and_unquoted_clauses_are_one_claim() {
    check("Ida Holm siger, at »[claim:broen er et rod]«, og at [claim:den lukker].");
    check("Ida Holm siger, at »[claim:broen er et rod]«, men at [claim:den åbner igen].");
    check("Ida Holm siger, at [claim:broen lukker], og at »[claim:den er et rod]«.");
    check("Formanden oplyser, at \"[claim:alt er gået galt]\", og at [claim:han går af].");
    check("Ifølge Ida Holm [claim:lukker broen].");
}

/// Hverken … eller …: neither of them said it.
#[test]
fn neither_of_several_reports() {
    check("Hverken Ida Holm eller Bo Kjær oplyser, at broen åbner.");
    check("Hverken ministeren eller kommunen har sagt, at broen åbner.");
    check("Hverken Ida Holm eller Bo Kjær ønsker at sige, hvornår broen åbner.");
    check("Ida Holm ønsker ikke at sige, hvornår broen åbner.");
    check("Både Ida Holm og Bo Kjær oplyser, at [claim:broen åbner].");
}

/// Phrases that report as a verb does.
#[test]
fn phrases_that_report() {
    check("Kommunen gør ingen hemmelighed af, at [claim:broen er dyr].");
    check("Ida Holm gør ikke nogen hemmelighed af, at [claim:hun er træt].");
    check("Bo Kjær stiller spørgsmålstegn ved, [claim:om broen åbner].");
    check("Formanden satte spørgsmålstegn ved, [claim:om planen holder].");
    check("Bo Kjær sår tvivl om, [claim:hvorvidt planen holder].");
    check("Bo Kjær skyder ind, at [claim:broen er dyr].");
    check("Ida Holm rundede af med, at [claim:broen lukker].");
    check("Gartneren såede græs, så broen blev grøn.");
    check("Bageren stillede brødet ved broen.");
}

#[test]
fn a_claim_ends_where_somebody_else_begins() {
    check("Ida Holm siger, at [claim:broen er dyr], og det fik salen til at le.");
    check("Ida Holm siger, at [claim:broen er dyr], og hun rejste sig.");
    check("Ida Holm siger, at [claim:broen er dyr], og rektor Bo Dam, som sad ved siden af, nikkede.");
    check("Ida Holm kom med en bemærkning om, at »[claim:broen er dyr]«, og den blev modtaget med smil.");
    check("Ida Holm siger, at [claim:broen er dyr], og at [claim:den skal lukkes].");
    check("Ida Holm sagde, at [claim:broen er lang, høj og smuk], og gik sin vej.");
    check("Ida Holm mente, at [claim:broen er dyr], og på gangene blev der nikket.");
    check("Ida Holm lover, at [claim:broen holder]: I maj åbner den.");
    check("Ida Holm siger, at [claim:broen mangler tre ting: penge, tid og mod].");
}

#[test]
fn set_phrases_stand_before_the_subject() {
    check("Derfor mener i hvert fald Ida Holm, at [claim:broen er dyr].");
    check("Alligevel siger for eksempel borgmester Ida Holm, at [claim:broen er dyr].");
    check("[claim:Broen er dyr], siger til gengæld Ida Holm.");
    check("Ida Holm sagde, ganske lavt, at [claim:broen er dyr].");
}

#[test]
fn whose_chairman_reports() {
    check("Broen blev lukket af kommunen, hvis borgmester siger, at [claim:den er farlig].");
    check("Oppositionen, hvis lokale leder, lægen Bo Dam, hævder, at [claim:broen er farlig], er vred.");
    check("Bo Dam, hvis seneste roman er lang, erklærede sig enig i, at [claim:broen er dyr].");
    check("Broen bliver lukket, hvis borgmesteren siger, at den er farlig.");
    check("Ingen bliver glade, hvis han siger, at broen er farlig.");
}

#[test]
fn a_single_document_shows() {
    check("Ny undersøgelse viser, at [claim:broen er dyr].");
    check("Rapporten viser, at [claim:broen er dyr].");
    check("Prognoser viser, at broen er dyr.");
    check("Foreløbige undersøgelser viser, at broen er dyr.");
}

#[test]
fn questions_in_other_words_hold_no_report() {
    check("Hvor langt Ida Holm er parat til at strække sig, ved ingen.");
    check("Om Ida Holm er parat til at strække sig, ved ingen.");
    check("Ida Holm er parat til at [claim:strække sig langt].");
}

#[test]
fn what_somebody_calls_may_be_long() {
    check("Ida Holm kalder debatten om penge og moral for »[claim:direkte usmagelig]«.");
}
