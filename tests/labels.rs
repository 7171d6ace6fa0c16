//! Act and stance of invented claims, through the public door of the labeller.
#![allow(clippy::expect_used)]

use std::sync::LazyLock;

use udsagn::Language;
use udsagn::label::{Act, Kind, Stance};
use udsagn::labels::{Labeller, Labels, Utterance};

static DANISH: LazyLock<Labeller> =
    LazyLock::new(|| Labeller::of(Language::default()).expect("the lists are well formed"));

fn utterance<'a>(claim: &'a [&'a str], cue: &'a str, kind: Kind) -> Utterance<'a> {
    let cue = (!cue.is_empty()).then_some(cue);
    Utterance { claim, cue, cue_act: None, negated: false, kind, lead: "", earlier: None }
}

fn label(claim: &str, cue: &str) -> Labels<'static> {
    let (kind, text) = match claim.strip_prefix('»') {
        Some(text) => (Kind::Direct, text),
        None => (Kind::Indirect, claim),
    };
    DANISH.label(&utterance(&[text], cue, kind))
}

/// A claim that begins with » is direct, any other one indirect; an empty cue is none.
#[track_caller]
fn check(claim: &str, cue: &str, act: &str, stance: &str) {
    let found = label(claim, cue);
    assert_eq!((found.act.as_str(), found.stance.as_str()), (act, stance), "{claim} ({cue}): {found:?}");
}

#[test]
fn states() {
    for (claim, cue) in [
        ("»Vi mødtes første gang på en færge i 1987.", "fortælle"),
        ("»Der var fyldt til sidste plads, og musikken spillede til klokken to.", "sige"),
        ("»Bussen kører hver halve time.", "forklare"),
        ("»Jeg stod i køkkenet, da telefonen ringede.", "fortælle"),
        ("»Det er som at gå på glatis i gummistøvler.", "sige"),
        ("»Jeg håber, at sneen bliver liggende til jul.", "sige"),
        ("»Forhåbentlig når vi det inden frokost.", "sige"),
        ("»Jeg har ingen kommentarer til sagen.", "sige"),
        ("broen åbner klokken ti", "oplyse"),
        ("der bor 4.200 mennesker i sognet", "skrive"),
        ("en lastbil væltede på motorvejen", "meddele"),
        ("stormen ikke bliver en katastrofe", "håbe"),
        ("han er født i Esbjerg", "fortælle"),
        ("mødet varede tre timer", "ifølge"),
    ] {
        check(claim, cue, "state", "neutral");
    }
}

#[test]
fn takes_a_side_while_stating() {
    check("byen går ind for en ny havn", "skrive", "state", "support");
    check("foreningen er imod en ny havn", "skrive", "state", "oppose");
    check("ministeren går af", "kræve", "demand", "oppose");
    check("»Planen bør droppes.", "sige", "demand", "oppose");
}

#[test]
fn confirms() {
    for (claim, cue) in [
        ("»Ja, det er rigtigt, at regningen kom for sent.", "sige"),
        ("»Vi burde have ringet til familien.", "sige"),
        ("»Det er min skyld.", "sige"),
        ("»Jeg beklager, at vi glemte jer.", "sige"),
        ("»Undskyld.", "sige"),
        ("»Jeg erkender, at planen havde huller.", "sige"),
        ("»Vi tog fejl af vejret.", "sige"),
        ("»De har ret i, at skiltet stod forkert.", "sige"),
        ("»Det var vores fejl.", "sige"),
        ("»Jo, sådan var det.", "svare"),
        ("der lå en nøgle under måtten", "bekræfte"),
        ("ventetiden har været lang", "beklage"),
        ("han kørte for stærkt", "indrømme"),
        ("tallene var gamle", "erkende"),
    ] {
        check(claim, cue, "confirm", "neutral");
    }
}

#[test]
fn denies() {
    for (claim, cue) in [
        ("»Nej.", "sige"),
        ("»Det passer ikke.", "sige"),
        ("»Vi har aldrig modtaget penge fra firmaet.", "sige"),
        ("»Jeg har ikke rørt kassen.", "sige"),
        ("»Rygterne er grebet ud af luften.", "sige"),
        ("»Vi har intet at skjule.", "sige"),
        ("»Der er ikke hold i påstanden.", "sige"),
        ("»Jeg kender ikke noget til den aftale.", "sige"),
        ("»Det er løgn fra ende til anden.", "sige"),
        ("»Det er noget vrøvl.", "sige"),
        ("»Tværtimod har vi ansat flere.", "svare"),
        ("skolen lukker", "afvise"),
        ("hun kendte til lånet", "benægte"),
        ("have slået nogen", "nægte"),
        ("fabrikken forurener åen", "bestride"),
    ] {
        check(claim, cue, "deny", "oppose");
    }
}

#[test]
fn criticises() {
    for (claim, cue) in [
        ("»Det er en skandale.", "sige"),
        ("»Det er helt uacceptabelt, at vi skal vente et år.", "sige"),
        ("»Vi er til grin for vores egne penge.", "sige"),
        ("»Ministeren har svigtet de ældre.", "sige"),
        ("»Det er dybt urimeligt over for de små øer.", "mene"),
        ("»Hvad bilder de sig ind?", "spørge"),
        ("»Hvordan kan man behandle folk sådan?", "sige"),
        ("»De har holdt os for nar.", "sige"),
        ("»Forløbet har været et rod.", "sige"),
        ("»Det er ikke godt nok.", "sige"),
        ("»Planen er elendig.", "sige"),
        ("»Vi er trætte af tomme løfter.", "sige"),
        ("»Det er pinligt for kommunen.", "sige"),
        ("»Man glemmer fuldstændig dem, der bor på landet.", "sige"),
        ("»Vi finder os ikke i det her.", "sige"),
        ("»Skam jer!", "råbe"),
        ("»Maden er fin, men servicen er katastrofal.", "skrive"),
        ("»Det er ikke en fair aftale.", "sige"),
        ("kommunen for at tøve", "kritisere"),
        ("naboen for at have savet hækken over", "beskylde"),
        ("banken for ikke at svare", "bebrejde"),
        ("forslaget er uansvarligt", "mene"),
        ("beslutningen er fuldstændig hovedløs", "skrive"),
    ] {
        check(claim, cue, "criticise", "oppose");
    }
}

#[test]
fn warns() {
    for (claim, cue) in [
        ("»Vi risikerer, at diget bryder sammen.", "sige"),
        ("»Jeg er bange for, at nogen kommer til skade.", "sige"),
        ("»Det kan få alvorlige konsekvenser for fiskeriet.", "sige"),
        ("»Isen er livsfarlig.", "sige"),
        ("»Vi er dybt bekymrede for drikkevandet.", "sige"),
        ("»Pas på, der er glat på broen.", "sige"),
        ("»Jeg frygter, at vi mister lægen.", "sige"),
        ("»Det er en tikkende bombe under økonomien.", "sige"),
        ("»Ellers må vi lukke og slukke.", "sige"),
        ("byen kan miste sin eneste læge", "advare"),
        ("kunderne bliver væk", "frygte"),
        ("nedlægge arbejdet på mandag", "true"),
    ] {
        check(claim, cue, "warn", "oppose");
    }
}

#[test]
fn demands() {
    for (claim, cue) in [
        ("»Regeringen må handle nu.", "sige"),
        ("»Hold afstand til kysten.", "skrive"),
        ("»Politikerne bør lytte til beboerne.", "sige"),
        ("»Husk redningsvesten.", "skrive"),
        ("»Det må stoppe.", "sige"),
        ("»Jeg foreslår, at vi venter en uge.", "sige"),
        ("»Der er brug for flere sygeplejersker.", "sige"),
        ("»Kommunen bør betale for skaden.", "mene"),
        ("»Vi kræver svar inden fredag.", "sige"),
        ("blive hjemme", "opfordre"),
        ("staten skal købe øen", "mene"),
        ("grænsen bør sættes ved 40 kilometer i timen", "mene"),
        ("udskyde mødet", "foreslå"),
        ("et svar på, hvem der betaler", "efterlyse"),
        ("drikke mere vand", "anbefale"),
        ("lade bilen stå", "bede"),
    ] {
        check(claim, cue, "demand", "neutral");
    }
}

#[test]
fn promises() {
    for (claim, cue) in [
        ("»Jeg lover, at vi ringer i morgen.", "sige"),
        ("»Vi skal nok finde en løsning.", "sige"),
        ("»Vi vil undersøge sagen til bunds.", "sige"),
        ("»Jeg vil ikke stille op igen.", "sige"),
        ("»Vi garanterer, at alle får plads.", "sige"),
        ("»Vi sender en ny faktura i næste uge.", "sige"),
        ("»Jeg vender tilbage med et svar på mandag.", "sige"),
        ("»Vi går i gang efter påske.", "sige"),
        ("ingen bliver fyret", "love"),
        ("alle får pengene tilbage", "garantere"),
        ("betale for en ny hæk", "tilbyde"),
    ] {
        check(claim, cue, "promise", "neutral");
    }
}

#[test]
fn praises() {
    for (claim, cue) in [
        ("»Det er fantastisk.", "sige"),
        ("»Jeg er stolt af mine spillere.", "sige"),
        ("»Tusind tak til alle de frivillige.", "skrive"),
        ("»Vi er glade for den nye bro.", "sige"),
        ("»Det er et stort skridt i den rigtige retning.", "sige"),
        ("»Hun har gjort et imponerende stykke arbejde.", "sige"),
        ("»Hatten af for brandfolkene.", "sige"),
        ("»Vi står ved beslutningen.", "sige"),
        ("»Stemningen var dårlig, men nu er den fremragende.", "sige"),
        ("»Aftalen er en sejr for byen.", "sige"),
        ("»Tillykke med medaljen.", "skrive"),
        ("naboerne for at hjælpe til", "rose"),
        ("vælgerne for opbakningen", "takke"),
        ("salget er steget", "glæde sig"),
    ] {
        check(claim, cue, "praise", "support");
    }
}

#[test]
fn predicts() {
    for (claim, cue) in [
        ("»Jeg regner med, at prisen falder.", "sige"),
        ("»Vi forventer et overskud til næste år.", "sige"),
        ("»Det kommer til at tage ti år.", "sige"),
        ("»Mit bud er, at valget kommer i juni.", "sige"),
        ("»Det er kun et spørgsmål om tid.", "sige"),
        ("renten vil stige til foråret", "vurdere"),
        ("skaden løber op i to millioner", "anslå"),
        ("toget er klar i maj", "forvente"),
        ("det bliver en hvid jul", "spå"),
        ("lukningen ventes at koste 40 stillinger", "skrive"),
    ] {
        check(claim, cue, "predict", "neutral");
    }
}

#[test]
fn asks() {
    for (claim, cue) in [
        ("»Hvornår kommer bussen?", "spørge"),
        ("»Er der nogen, der har set min hund?", "sige"),
        ("»Hvor mange stole skal vi bruge?", "sige"),
        ("om mødet var flyttet", "spørge"),
        ("hvem der havde nøglen", "spørge"),
        ("planen kan lade sig gøre", "tvivle"),
    ] {
        check(claim, cue, "ask", "neutral");
    }
}

/// The sentences of `labels/claims.txt`, each under the act and stance that it must get.
#[test]
fn reads_the_side_from_the_words() {
    let mut wanted = "";
    let mut wrong = Vec::new();
    for line in include_str!("labels/claims.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            wanted = heading;
            continue;
        }
        let found = DANISH.label(&utterance(&[line], "sige", Kind::Direct));
        if format!("{} {}", found.act, found.stance) != wanted {
            wrong.push(format!("{line} is {wanted}, not {} by {} {:?}", found.act, found.rule, found.evidence));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_noun_leads_in_where_no_verb_does() {
    let act = |lead: &str| {
        let claim = ["broen er åben igen"];
        DANISH.label(&Utterance { lead, cue: None, ..utterance(&claim, "", Kind::Indirect) }).act
    };
    assert_eq!(act("Hans løfte om, at "), Act::Promise);
    assert_eq!(act("Kravet fra beboerne er, at "), Act::Demand);
    assert_eq!(act("Frygten for, at "), Act::Warn);
    assert_eq!(act("Borgmesteren lægger ikke skjul på, at "), Act::Confirm);
    // An earlier sentence of the paragraph leads in to something else.
    assert_eq!(act("Han gav et løfte. Ifølge formanden er det sådan, at "), Act::State);
}

#[test]
fn a_comma_before_at_is_a_matter_of_taste() {
    for claim in ["»Det er rigtigt at prisen er steget.", "»Det er rigtigt, at prisen er steget."] {
        check(claim, "sige", "confirm", "neutral");
    }
    for claim in ["»Hvis vi ikke får hjælp går det galt.", "»Hvis vi ikke får hjælp, går det galt."] {
        check(claim, "sige", "warn", "oppose");
    }
}

#[test]
fn denial_turns_words() {
    check("»Det er en skandale.", "sige", "criticise", "oppose");
    check("»Det er ikke en skandale.", "sige", "deny", "oppose");
    check("»Aftalen er rimelig.", "sige", "praise", "support");
    check("»Aftalen er slet ikke rimelig.", "sige", "criticise", "oppose");
    check("»Vi er ikke tilfredse.", "sige", "criticise", "oppose");
}

#[test]
fn the_words_after_but_weigh_more() {
    check("»Idéen er god, men udførelsen er elendig.", "sige", "criticise", "oppose");
    check("»Udførelsen er elendig, men idéen er fantastisk.", "sige", "praise", "support");
}

#[test]
fn a_word_is_no_other_word() {
    // skuffe is a drawer, ringe is to telephone, hånd is a hand, harmonisere is to harmonise
    check("»Brevet lå i en skuffe.", "sige", "state", "neutral");
    check("»Du kan ringe hele dagen.", "sige", "state", "neutral");
    check("»Han havde en ring på hånden.", "sige", "state", "neutral");
    check("»Reglerne skal harmoniseres med de svenske.", "forklare", "state", "neutral");
}

#[test]
fn a_negated_cue_turns_the_verb() {
    let negated = |cue, cue_act| {
        let claim = ["planen holder"];
        DANISH.label(&Utterance { cue_act, negated: true, ..utterance(&claim, cue, Kind::Indirect) }).act
    };
    assert_eq!(negated("tro", None), Act::Deny);
    assert_eq!(negated("mene", Some(Act::State)), Act::Deny);
    assert_eq!(negated("benægte", Some(Act::Deny)), Act::Confirm);
    assert_eq!(negated("tvivle", Some(Act::Ask)), Act::Confirm);
}

#[test]
fn an_unlisted_verb_gives_the_act_of_the_caller() {
    let claim = ["koen er brun"];
    let given = Utterance { cue_act: Some(Act::Demand), ..utterance(&claim, "pukke", Kind::Indirect) };
    assert_eq!(DANISH.label(&given).act, Act::Demand);
    assert_eq!(DANISH.label(&given).rule, "cue");
}

#[test]
fn the_reporter_tells_where_the_claim_does_not() {
    let claim = ["Vi har læst papirerne igennem."];
    let with = |lead| DANISH.label(&Utterance { lead, ..utterance(&claim, "sige", Kind::Direct) }).act;
    assert_eq!(with(""), Act::State);
    assert_eq!(with("Borgmesteren afviser kritikken blankt."), Act::Deny);
}

#[test]
fn shows_the_words_that_decided() {
    let parts = ["Vi har", "set på det. Det er en skandale."];
    let found = DANISH.label(&utterance(&parts, "sige", Kind::Direct));
    let place = found.evidence.expect("a word decided");
    assert_eq!((place.part, place.span.of(parts[place.part])), (1, "skandale"));
    assert_eq!(found.rule, "condemnation");
    assert!(found.margin > 0.0);
}

#[test]
fn names_the_target_of_a_judgement() {
    let found = |text: &'static str, cue: &str| label(text, cue).target.map(|place| place.span.of(text).to_owned());
    assert_eq!(found("de to kommuner for at tøve", "kritisere").as_deref(), Some("de to kommuner"));
    assert_eq!(found("naboen for hjælpen", "rose").as_deref(), Some("naboen"));
    assert_eq!(found("prisen falder for alle", "sige"), None);
}

#[test]
fn takes_any_text() {
    for claim in
        ["", " ", "?", "…", "»«", "Æ", "\u{0}\u{301}ikke", "men men men", "a\r\nb", "ŉ İ ẞ 𐐀", "- -", "^^ @neg .. _ $"]
    {
        for cue in ["", "sige", "kritisere"] {
            for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
                let parts = [claim, "", claim];
                let odd = Utterance { lead: claim, ..utterance(&parts, cue, kind) };
                let found = DANISH.label(&odd);
                if let Some(place) = found.evidence {
                    assert!(!place.span.of(parts[place.part]).is_empty(), "{claim:?}: {found:?}");
                }
            }
        }
    }
    assert_eq!(DANISH.label(&utterance(&[], "", Kind::Direct)).act, Act::State);
    assert_eq!(DANISH.label(&utterance(&[], "", Kind::Direct)).stance, Stance::Neutral);
}
