//! Where quotations open and close. `⟦…⟧` encloses the words of each expected quotation.

use std::sync::LazyLock;

use proptest::prelude::*;
use udsagn::Language;
use udsagn::analysis::quotations::{Opener, Quotation, Repair, quotations};
use udsagn::article::Article;
use udsagn::document::{Document, Forms};
use udsagn::lexicon::Lexicon;

#[path = "support/properties.rs"]
#[allow(dead_code)]
mod properties;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(Language::default()).expect("the word lists are in order"));

fn find(text: &str) -> Vec<Quotation> {
    quotations(&Document::new(&Article::new("t", text), text, &LEXICON, Forms::default()))
}

/// The text with its quotations enclosed.
fn enclosed(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for quotation in find(text) {
        let inner = quotation.inner;
        shown.push_str(&text[at..inner.start()]);
        shown.push('⟦');
        shown.push_str(inner.of(text));
        shown.push('⟧');
        at = inner.end();
    }
    shown.push_str(&text[at..]);
    shown
}

fn check(expected: &str) {
    let text = expected.replace(['⟦', '⟧'], "");
    assert_eq!(enclosed(&text), expected);
}

/// Checks the quotations and what each of them needed for repair.
fn check_repairs(expected: &str, repairs: &[Option<Repair>]) {
    check(expected);
    let found: Vec<_> = find(&expected.replace(['⟦', '⟧'], "")).iter().map(|q| q.repair).collect();
    assert_eq!(found, repairs, "{expected}");
}

#[test]
fn every_house_style() {
    for text in [
        "»⟦Vi venter på svar⟧«, siger Ida Holm.",
        "»⟦Skam jer!⟧« blev der råbt.",
        "»⟦Vi venter på svar⟧,« siger Ida Holm.",
        "Hun sagde: »⟦Vi venter på svar.⟧«",
        "«⟦Vi venter på svar⟧», siger Ida Holm.",
        "»⟦Vi venter på svar⟧», siger Ida Holm.",
        "›⟦Vi venter på svar⟧‹, siger Ida Holm.",
        "”⟦Vi venter på svar⟧,” siger Ida Holm.",
        "“⟦Vi venter på svar⟧,” siger Ida Holm.",
        "„⟦Vi venter på svar⟧”, siger Ida Holm.",
        "„⟦Vi venter på svar⟧“, siger Ida Holm.",
        "\"⟦Vi venter på svar⟧,\" siger Ida Holm.",
        "\"⟦Vi venter på svar⟧\", siger Ida Holm.",
        "’⟦Vi venter på svar⟧’, siger Ida Holm.",
        "‘⟦Vi venter på svar⟧’, siger Ida Holm.",
        "'⟦Vi venter på svar⟧', siger Ida Holm.",
        "‚⟦Vi venter på svar⟧‘, siger Ida Holm.",
        "- ⟦Vi venter på svar, siger Ida Holm.⟧",
        "– ⟦Vi venter på svar, siger Ida Holm.⟧",
        "— ⟦Vi venter på svar, siger Ida Holm.⟧",
        "-⟦Vi venter på svar, siger Ida Holm.⟧",
    ] {
        check_repairs_none_or_unclosed(text);
    }
}

fn check_repairs_none_or_unclosed(text: &str) {
    check(text);
    for quotation in find(&text.replace(['⟦', '⟧'], "")) {
        let unclosed = quotation.opener == Opener::Mark && !quotation.closed;
        assert_eq!(quotation.repair, unclosed.then_some(Repair::Unclosed), "{text}");
    }
}

#[test]
fn one_mark_character_opens_and_closes() {
    check("”⟦Først sagde de tirsdag. Nu tager de den slet ikke⟧,” fortæller hun. ”⟦Hvad bilder de sig ind?⟧”");
    check("\"⟦Man kan ikke love mennesker⟧,\" siger hun. \"⟦Man kan love penge, og dem har jeg ikke set.⟧\"");
    check("’⟦Vi drak kaffen først⟧’, siger chefen. ’⟦Det var hyggeligt.⟧’");
}

#[test]
fn directions_follow_the_document() {
    check("»⟦Nej⟧«, siger hun. »⟦Aldrig.⟧«\n\n»⟦Hvorfor ikke?⟧« spørger han.");
    check("«⟦Nej⟧», siger hun. «⟦Aldrig.⟧»\n\n«⟦Hvorfor ikke?⟧» spørger han.");
    check("„⟦Nej⟧“, siger hun. „⟦Aldrig.⟧“\n\n“⟦Hvorfor ikke?⟧” spørger han.");
}

#[test]
fn narration_between_two_quotations_is_none() {
    check("\"⟦Kære venner⟧\", sagde han, \"⟦det er en rundkørsel.⟧\"");
    check("“⟦Endelig⟧,” siger hun, “⟦kan mine gæster høre vandfaldet igen.⟧”");
    check("»⟦Ja⟧«, siger han og tilføjer: »⟦Men ikke i dag.⟧«");
    check("\"⟦Ja⟧\", siger han.\"⟦Men ikke i dag.⟧\"");
    check("\"⟦Ja⟧\" siger han og vender sig om. \"⟦Kan du huske det?⟧\" spørger hun.");
    check("»⟦Jeg svarede nej⟧«, siger hun. Bagefter gik hun. »⟦Man skal passe på sig selv⟧«, forklarer hun.");
}

#[test]
fn comma_outside_and_stop_inside() {
    check("\"⟦På ingen måde⟧,\" siger han.");
    check("»⟦På ingen måde.⟧«");
    check("»⟦Hvem har sagt det?⟧« spørger han.");
    check("»⟦Så …⟧«, sukker hun.");
    check("»⟦Det er bygningen, vi taler om⟧«.");
}

#[test]
fn pieces_inside_a_sentence() {
    check("Han kalder planen for \"⟦en katastrofe⟧\", men stemmer for.");
    check("Hun har knogler \"⟦som en ungersvend⟧\".");
    check("De såkaldte '⟦fire store⟧' mødes i dag.");
    check("Kunderne skal '⟦på ingen måde⟧' frygte noget.");
    check("Firmaet ‘⟦har altid bestræbt sig på⟧’ at svare.");
    check("Romanen »⟦Saltkorn⟧« udkommer, og »⟦Roer og ret⟧« genoptrykkes.");
    check("Byens (\"⟦den hvide by⟧\") havn er spærret.");
    check("»⟦Patientrejse⟧«, »⟦leverance⟧« og »⟦kapacitetstilpasning⟧«.");
    check("Overlægen: »⟦Vi har ikke råd.⟧« Fire ord.");
}

#[test]
fn quotations_in_quotations_belong_to_the_outer() {
    check("»⟦Hun spurgte: ’Mor, hvem er det skrevet til?’⟧«");
    check("»⟦Min far ville have sagt: ’Tag dig nu sammen’⟧«, siger hun.");
    check("»⟦Jeg svarede: ’Til dig, når jeg er væk.’ Men sådan gik det ikke.⟧«");
    check("”⟦Den havde emnefeltet ’HASTER’⟧,” skriver chefen.");
    check("\"⟦Karakteren er 'spist op'⟧,\" lyder det fra køkkenchefen.");
    check("\"⟦Han kaldte mig 'søde'. Og så gik han⟧,\" siger hun.");
    check("\"⟦Vi bliver beskyldt af \"anonyme kilder\" uden beviser.⟧\"");
    check("’⟦Hun er den fjerde, der ’vælger’ noget andet. Det er skidt⟧’, lyder det.");
    check("’⟦Man kan høre sig selv sige ”og nu til vejret” i søvne⟧’, sagde værten.");
    check("\"⟦Det virker \"fåret\", men det er interessant⟧,\" siger han.");
    check("\"⟦Han sagde \"nej\"⟧\", fortæller hun.");
    check("»⟦Begyndte de at spørge: ’Hvad kommer der nu?’⟧« siger analytikeren.");
}

#[test]
fn apostrophes_are_no_marks() {
    for text in [
        "USA's ministerium og FLS' direktør mødes med DF'eren i 1980'erne.",
        "Elvis' produktion fra 50’erne og Rolling Stones' guitarist er til salg.",
        "Jens' bil og Lars’ cykel står ude hos Max'.",
        "Vi ku' trille kampen hjem, og publikum ska' ha' tak.",
        "Gymnasiet blev bygget i '90 og lukket i '07.",
        "Han løb 100 m på 11' og sprang 6' højt.",
    ] {
        check(text);
    }
    check("\"⟦Det er Jens' bil⟧,\" siger hun. \"⟦Den er USA's stolthed.⟧\"");
    check("'⟦Det er Jens' bil⟧', siger hun.");
    check("’⟦Vi kører i Mads’ bil⟧’, siger chefen.");
}

#[test]
fn inches_are_no_marks() {
    check("En skærm på 15\" koster mere end en på 14\" i år.");
    check("En 15\" skærm hedder \"⟦Storøje⟧\".");
    check("\"⟦Jeg har en 15\" skærm⟧\", siger han.");
    check("\"⟦Den kører ikke over 130⟧\", siger forskeren.");
}

#[test]
fn inner_dashes_open_nothing() {
    check("Mandaterne - 89 i alt - er faldet fra hinanden.");
    check("Det er - som hun siger – et navn, han ikke bryder sig om.");
    check("Han sagde »⟦nej – aldrig⟧« til planen – og gik.");
}

#[test]
fn lost_closing_mark() {
    let unclosed = Some(Repair::Unclosed);
    check_repairs("\"⟦Jeg kommer for sent igen, siger hun.⟧", &[unclosed]);
    check_repairs("Hun kalder planen for \"⟦en hån mod alle, der bor her.⟧", &[unclosed]);
    check_repairs("'⟦Jeg sagde jo ikke, hvilke møller.⟧", &[unclosed]);
    check_repairs("Han fastholder, at han \"⟦ikke har sagt noget forkert.⟧", &[unclosed]);
    check_repairs("»⟦Det går ikke, siger hun. ⟧»⟦Vi må hjem.⟧«".replace(" ⟧»", "⟧ »").as_str(), &[unclosed, None]);
    check_repairs("\"⟦Det går ikke, siger Ida Holm. Hun kalder det⟧ \"⟦sært⟧\".", &[unclosed, None]);
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    check("»⟦Vi går nu, siger hun.⟧\n\nByrådet mødes den 3. maj.\n\n»⟦Godt⟧«, siger han.");
}

#[test]
fn lost_opening_mark() {
    let unopened = Some(Repair::Unopened);
    check_repairs("⟦Vi bruger pengene bedst her⟧,” forklarer Rune Degn.", &[unopened]);
    check_repairs("⟦Den kører ikke 130⟧\", siger forskeren.", &[unopened]);
    check_repairs("⟦Vi siger \"nej\" til det⟧\", siger hun.", &[unopened]);
    check_repairs("Ida Holm: ⟦Kommunen skal skaffe en bus⟧\".", &[unopened]);
    check_repairs("Lektoren tilføjer: ⟦Ingen kører dertil.⟧«", &[unopened]);
    check_repairs("»⟦Nej⟧«, siger hun og tilføjer: ⟦Aldrig i livet.⟧«", &[None, unopened]);
    check_repairs("»⟦Nej⟧«, siger hun. ⟦Det er for dyrt⟧«, tilføjer han.", &[None, unopened]);
    check_repairs("\"⟦Nej⟧\", siger hun. ⟦Det er for dyrt.⟧\"", &[None, unopened]);
}

#[test]
fn marks_that_do_not_match() {
    let mixed = Some(Repair::MismatchedMarks);
    check_repairs("\"⟦Vi er blevet glemt⟧”", &[mixed]);
    check_repairs("”⟦Hvem tager bussen i juli?⟧» spørger hun.", &[mixed]);
    check_repairs("»⟦Så må man lade være⟧\" siger han.", &[mixed]);
    check_repairs("\"⟦Det har jeg fra folk i branchen⟧’, svarer han.", &[mixed]);
    check_repairs("„⟦Der er dage uden vind⟧\", siger chefen.", &[mixed]);
    check_repairs("Bussen kaldes \"⟦Kartoffelekspressen⟧'.", &[mixed]);
    check_repairs("´⟦Vi går nu⟧’, siger hun.", &[mixed]);
}

#[test]
fn marks_at_the_wrong_word() {
    let misplaced = Some(Repair::MisplacedMark);
    check_repairs("\"⟦Det steg ti procent⟧, \"pointerer Susan Krog.", &[misplaced]);
    check_repairs("\"⟦Det steg ti procent⟧ \"siger Susan Krog.", &[misplaced]);
    check_repairs("Hun sagde: \" ⟦Ja⟧ \" og gik.", &[misplaced]);
    check_repairs("Hun ser på ham. \" ⟦Ja.⟧ \"", &[misplaced]);
    check_repairs("Det er det såkaldte\" ⟦danske mirakel⟧\".", &[misplaced]);
    check_repairs("\"⟦Nej⟧\", siger han.\" ⟦Vi bliver.⟧\"", &[None, misplaced]);
    check("Hun spurgte:\"⟦Hvem?⟧\"");
    check("\"⟦Ja⟧\" , siger hun.");
}

#[test]
fn doubled_marks() {
    let doubled = Some(Repair::DoubledMarks);
    check_repairs("\"\"⟦Vi går nu⟧\"\", siger hun.", &[doubled]);
    check_repairs("''⟦Vi går nu⟧'', siger hun.", &[doubled]);
    check_repairs("Han kalder det ''⟦sært⟧'' og går.", &[doubled]);
    check("\"\"⟦Vi går nu⟧\", siger hun.");
    let text = "Hun sagde: \"\"Ja\"\".";
    assert_eq!(find(text)[0].outer.of(text), "\"\"Ja\"\"");
}

#[test]
fn stray_marks_belong_to_nothing() {
    check("Byrådet mødes på tirsdag\".");
    check("Byrådet mødes på tirsdag.\"");
    check("»⟦Nej⟧«, siger hun. Byrådet mødes« på tirsdag.");
    check("Han er \"⟦glad⟧\" for det. Nu venter folk\".");
    check("Tegnet \" er svært.");
    check("\"");
    check("\"\"");
    check("» «");
    check_repairs(
        "De skrev: \"⟦Samfundet modnes. Så stopper en jernnæve\" det. Sådan går reformer⟧\".",
        &[Some(Repair::StrayMark)],
    );
}

#[test]
fn several_paragraphs_by_one_speaker() {
    let unopened = Some(Repair::Unopened);
    check_repairs(
        "\"⟦Jeg satser på resultater på andre områder.⟧\n\n⟦En fornuftig finanslov fører til ro⟧,\" siger ministeren.",
        &[None, unopened],
    );
    check_repairs("»⟦Det var havet. Hver gang vendte de snuden.⟧\n\n»⟦Vi troede, det var en fejl.⟧«", &[None, None]);
    check_repairs(
        "\"⟦Jeg får betalt 30 km kørsel.⟧\n\n⟦Det kan jeg ikke holde bil for.⟧\n\n⟦Det er urimeligt.⟧\"\n\nSagen fortsætter.",
        &[None, unopened, unopened],
    );
    check_repairs(
        "\"⟦Jeg kommer for sent, siger hun.⟧\n\nSelskabet svarer ikke.\n\n⟦Vi må spare⟧\", siger chefen.",
        &[Some(Repair::Unclosed), unopened],
    );
    let open = find("\"Jeg satser.\n\nDet er godt,\" siger hun.");
    assert_eq!(
        open.iter().map(|q| (q.opener, q.closed)).collect::<Vec<_>>(),
        [(Opener::Mark, false), (Opener::Missing, true)]
    );
}

#[test]
fn a_dash_opens_to_the_end_of_its_paragraph() {
    check("- ⟦Nej, siger hun. Det bliver for dyrt.⟧");
    check("-⟦Der må være en anden, konstaterede hun. -Mærkede du ham ikke?⟧");
    check("- ⟦Det er \"helt vildt\", siger han.⟧");
    check("- ⟦Hvem tager ansvaret? spørger formanden.⟧");
    check("Hun fortæller og tilføjer:\n\n- ⟦Nu kan vi tale om noget andet.⟧");
    check("-⟦Er jeg din pige?⟧\n\n-⟦Selvfølgelig.⟧\n\n-⟦Elsker du mig?⟧");
    let found = find("- Nej, siger hun.");
    assert_eq!((found[0].opener, found[0].closed, found[0].repair), (Opener::Dash, false, None));
    check("- \"⟦Nej⟧\", siger hun.");
}

#[test]
fn lists_are_no_dialogue() {
    for list in [
        "Fakta:\n- Antal skoler: 94\n- Antal elever: 31.000\n- Pris pr. måltid: 22 kroner",
        "Holdets næste kampe:\n- 1. september: Randers (h)\n- 15. september: Viborg (u)",
        "De tre brande:\n- Natten til 19. februar: Børnehaven i Korsør\n- 22. februar: Lade ved Boeslunde",
        "Resultater, sjette etape:\n- 1. Anders Bjerrum, Danmark - 4.51.07 timer\n- 2. Matteo Corsi, Italien",
        "Sådan bedømmer vi:\n\n- Sandt: Der er belæg for påstanden.\n\n- Forkert: Fakta taler imod.",
        "Fakta om ammoniak:\n- Farveløs gasart med en stikkende lugt.\n- Ætser øjne og luftveje.",
        "Kaspersky vil:\n- Gennemgå kildekoden\n- Åbne tre centre\n- Betale dusør",
        "FAKTA: Den nye vagtplan\n- Morgenholdet møder 3.40 mod i dag 4.30.\n- Pausen kortes til 22 minutter.\n- Hver tredje lørdag bliver arbejdsdag.",
        "Huskeliste\n• Pas\n• Penge\n• Billet",
        "Menu:\n* Suppe\n* Steg",
    ] {
        check(list);
        // The same after spoken dash lines.
        check(&format!("- ⟦Vi lukker nu, siger hun.⟧\n\n{list}"));
    }
}

#[test]
fn furniture_holds_no_quotations() {
    check("»⟦Nej⟧«, siger hun.\n\nLæs også: ”Vi skal alle op i gear”");
}

#[test]
fn headlines_and_captions_hold_quotations() {
    check("Forældre i oprør: »⟦De tager hjertet ud af landsbyen⟧«\n\nByrådet mødes i dag.");
    check("TV-vært stopper: ’⟦Jeg skal hjem og kede mig⟧’\n\nHun stopper i dag.");
    check("Ida Holm har to madrasser. ”⟦Jeg sover på begge⟧,” siger hun. Foto: Privat");
}

#[test]
fn outer_holds_the_marks() {
    let text = "Ja. »Nej«, siger hun.";
    let found = find(text);
    assert_eq!(found[0].outer.of(text), "»Nej«");
    let text = "Nej,” siger hun.";
    assert_eq!(find(text)[0].outer.of(text), "Nej,”");
    let text = "- Nej, siger hun.";
    assert_eq!(find(text)[0].outer.of(text), text);
}

#[test]
fn repairs_have_words() {
    assert_eq!(Repair::Unclosed.to_string(), "quotation is not closed");
}

/// A hundred thousand marks of several shapes in one paragraph end at all.
#[test]
fn marks_without_end() {
    for shape in ["\"", "'", "»a« ", "\"a ", "a\" ", "»’", " \" ", "a\", siger b. ", "”a.” "] {
        let text = shape.repeat(100_000 / shape.len());
        sound(&text);
    }
}

#[test]
fn words_after_a_report_whose_opening_mark_is_lost() {
    check("»⟦Det går⟧,« siger hun, ⟦det bliver svært.⟧«");
    check("»⟦Det går fint⟧,« siger hun, ⟦og det bliver svært, men vi prøver.⟧«");
    check("»⟦Det går fint⟧,« siger Ida Holm, ⟦det bliver svært.⟧«");
}

#[test]
fn a_name_in_marks_is_an_answer_or_an_alias() {
    check("\"Mikkel\" fortæller, at han er 14.");
    check("\"⟦Mikkel⟧\" svarede han på spørgsmålet.");
    check("\"⟦Mikkel⟧\" svarede Ida Holm.");
}

#[test]
fn a_mark_between_two_quotations_belongs_to_one() {
    check("IH: \"⟦Hvad mener du?⟧\"\"\"⟦Ja⟧\";");
    for text in [
        "\"— \"\"\"\"\"\"...\"",
        "(\"\"\"...\"\"\"[\"",
        "\". \"\"\"...\"\u{a0}\"\"\"en",
        "‘‘\"‹.\"\"\"å\u{30a}“",
        "\"‘‘?\"\"\"(\"- Ida",
    ] {
        sound(text);
    }
}

/// Whatever the text, its quotations are sound.
fn sound(text: &str) {
    properties::check_quotations(&LEXICON, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn sound_on_any_text(text in "\\PC{0,200}") {
        sound(&text);
    }

    #[test]
    fn sound_on_glued_pieces(
        pieces in prop::collection::vec(prop::sample::select(&[
            "\"", "'", "’", "‘", "»", "«", "„", "“", "”", "´", "›", "‚", "- ", "– ", "\n", "\n\n", " ", " ", ", ", ".", "?",
            "!", "…", ":", "siger hun", "Ja", "en", "100", "USA's", "Jens'", "(", ")", "\u{a0}", "\u{200b}", "Læs også", "• ",
        ][..]), 0..60)
    ) {
        sound(&pieces.concat());
    }
}

/// Behind the name of who speaks a dash opens a quotation, whether others do so or not.
#[test]
fn a_dash_behind_a_name() {
    check("Ida Holm: - ⟦Jeg har sagt mit.⟧");
    check("Bo Kjær: – ⟦Broen er farlig.⟧");
    check("Mette Lund Sørensen: - ⟦Det er for sent nu.⟧");
    check("Prisen: - 200 kroner.");
    check("Resultatet blev: - Ingen fik noget.");
    check("Broen i maj: - Den lukker.");
}
