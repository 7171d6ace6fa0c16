//! Who speaks: pronouns, descriptions and quotations without a report of their own.

use std::sync::LazyLock;

use udsagn::analysis::Analyser;
use udsagn::article::Article;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::new().expect("lists and constructions are in order"));

/// Checks the speakers of an article's statements in order; "" is nobody. A headline of its own stands before `text`.
fn check(text: &str, expected: &[&str]) {
    let article = Article::new("t", format!("Nyt fra byen\n\n{text}"));
    let statements = ANALYSER.analyse(&article);
    let speakers: Vec<&str> = statements.iter().map(|statement| statement.speaker.as_str()).collect();
    assert_eq!(speakers, expected, "{text}");
}

#[test]
fn the_subject_of_the_main_clause_is_announced() {
    check(
        "I en tid, hvor Bo Dam er presset, vil Ida Holm ikke love noget:\n\n»Det må vi tale om senere.«",
        &["Ida Holm"],
    );
    check("På vegne af beboerne har Bo Dam skrevet til kommunen:\n\n»Vi kan ikke sove om natten.«", &["Bo Dam"]);
    check("Sagen får nu Ida Holm fra Fjordnet til at reagere:\n\n»Det er uhørt.«", &["Ida Holm"]);
    check("Ulykken ramte Mona Lind. Kort efter kom Ida Holms svar:\n\n»Vi er kede af det.«", &["Ida Holm"]);
}

#[test]
fn the_subject_of_the_sentence_before_speaks() {
    check(
        "Med Bo Dam som formand har klubben vundet alt. Nu siger kassereren, Ida Holm, stop.\n\n»Det er nok for mig.«",
        &["Ida Holm"],
    );
    check("Bo Dam lukker sin avis. Det sker til jul.\n\n»Den taber penge.«", &["Bo Dam"]);
    check("Banedanmark beklager forsinkelsen.\n\n»Vi arbejder på at løse problemet.«", &["Banedanmark"]);
}

#[test]
fn whoever_the_words_are_of_is_rather_silent() {
    check(
        "Ida Holm var 12 år, da hun fik sit første kamera. Hendes far, Bo Dam, lærte hende at bruge det.\n\n\
         »Han var en tålmodig lærer.«\n\n»Jeg tager mindst ti billeder om dagen.«",
        &["Ida Holm", "Ida Holm"],
    );
    check(
        "»Vi søger vidner,« siger vagtchef Bo Dam.\n\nEn lastbil påkørte en cyklist.\n\n»Han havde ikke en chance.«",
        &["Bo Dam", "Bo Dam"],
    );
}

#[test]
fn a_colon_after_the_other_thing_names_nobody() {
    check(
        "Retten gav Bo Dam ret. Det ene er ventetiden, siger han.\n\nDet andet er: »Jeg får ingen penge.«",
        &["Bo Dam", "Bo Dam"],
    );
}

#[test]
fn an_interview_asks_one_who_is_named() {
    check(
        "Ida Holm skænker kaffe. Hun har skrevet en bog om sin far. Ida Holm smiler.\n\nHovedpersonen hedder Bo.\n\n\
         Hvorfor skrev du den?\n\n»Fordi jeg savner ham.«",
        &["Ida Holm"],
    );
}

#[test]
fn a_pronoun_without_a_name_before_it() {
    // Named later, as one who acts.
    check("»Der var koldt,« siger han.\n\n»Og der var rotter.«\n\nI dag bor Bo Dam i en lejlighed.", &["Bo Dam"; 2]);
    // Only spoken of.
    check("»Det går ikke,« sagde han. Hun talte om det med formand Bo Dam.\n\n»Nej,« sagde han.", &["", "Bo Dam"]);
    // Nobody is named.
    check("»Hvor er du?« spørger han. Lise ser på ham. Han ler.\n\n»Her,« svarer han.", &["", ""]);
}

#[test]
fn a_headline_may_leave_its_pronoun_unnamed() {
    let article = Article::new("t", "Hun siger nej: Det bliver for dyrt\n\nBroen er slidt.");
    for row in ANALYSER.analyse(&article) {
        assert_eq!(row.speaker.is_empty(), row.resolution.is_none(), "{row:?}");
    }
}

#[test]
fn a_description_just_after_a_name() {
    check(
        "Ida Holm blev dømt. Den 45-årige bogholder mødte i retten. Hun forklarer, at hun er uskyldig.",
        &["Ida Holm"],
    );
    check("Sagen mod Ida Holm er begyndt. Den tidligere kasserer græd. »Jeg er ked af det,« sagde hun.", &["Ida Holm"]);
}

#[test]
fn things_and_kin_are_nobody_in_view() {
    check("Formand Ida Holm er vred. Patientrådgivningen oplyser, at fejlen er rettet.", &["Patientrådgivningen"]);
    check("Direktør Ida Holm er vred. »Hun sover dårligt,« siger datteren.", &["datteren"]);
    check("Ida Holm bor i byen. Hendes advokat siger, at broen er dyr.", &["Hendes advokat"]);
    check("Ida Holm stemte nej. Hendes sønnesøn siger, at broen er dyr.", &["Hendes sønnesøn"]);
    check("Formanden, Bo Dam, går. Næstformanden, Ida Holm, bliver. Formanden siger, at han er træt.", &["Bo Dam"]);
    check(
        "Klubbens ledelse svarer ikke. Afdelingsledelsen siger nej. Sygehusets ledelse oplyser, at mailen er læst.",
        &["Sygehusets ledelse"],
    );
}

#[test]
fn gender_by_adjective() {
    check(
        "En ung pige blev ramt af en kvindelig bilist. Den kvindelige bilist kørte for stærkt. Hun forklarer, at solen \
         blændede.",
        &["en kvindelig bilist"],
    );
}

#[test]
fn the_subject_of_the_last_clause_joined() {
    check(
        "Fællesskabet står på venteliste, men Bo Dam regner med og forventer, at huset står klart til jul.",
        &["Bo Dam"],
    );
}

#[test]
fn a_noun_whose_name_comes_after() {
    check("Naboen fortæller, at det brændte. »Jeg så røgen,« siger Aksel Holm.", &["Aksel Holm"; 2]);
    check("Chefen for havnen siger, at der mangler folk.\n\n»Vi er tre,« siger Karen Lind.", &["Karen Lind"; 2]);
    // Somebody else, who has a title of his own.
    check(
        "Direktøren siger, at det går godt. »Det er ikke sandt,« siger tillidsmand Ida Holm.",
        &["Direktøren", "Ida Holm"],
    );
}

#[test]
fn a_body_by_its_trade() {
    check("TDC hæver priserne. »Nettet er udvidet,« skriver teleselskabet.", &["TDC"]);
    check("Hos Coop er der travlt. »Vi tager imod alle,« lyder det fra supermarkedskæden.", &["Coop"]);
    check("Det foreslår Hvilsted Skole. »Byen dør,« siger borgerforeningen.", &["borgerforeningen"]);
    check(
        "Et firma sendte en regning. Afgiften er udstedt af Novatek. »Reglerne gælder,« skriver selskabet.",
        &["Novatek"],
    );
    check(
        "»Vi så røgen,« siger en medarbejder i det tyske rejsebureau, TUI.",
        &["en medarbejder i det tyske rejsebureau, TUI"],
    );
}

#[test]
fn one_who_speaks_for_several() {
    check("»Vi bliver her,« siger talskvinde for de strejkende Vivi Bak.", &["Vivi Bak"]);
    check("»Det er trist,« siger advokat for de pårørende Ole Lind.", &["Ole Lind"]);
}

#[test]
fn sources_in_a_row() {
    check("»Det er et under,« siger lægerne og Falck.", &["lægerne; Falck"]);
    check("Kommunen og Dansk Industri mener, at vejen skal bygges.", &["Kommunen; Dansk Industri"]);
    check("Forskere, landmænd og fiskere er enige om, at fjorden er syg.", &["Forskere; landmænd; fiskere"]);
}

#[test]
fn a_couple() {
    check(
        "Erik og Ida Lund går i haven.\n\n»Det er tørt,« siger Erik Lund.\n\n»Og dyrt,« siger hans kone.",
        &["Erik Lund", "Ida Lund"],
    );
}

#[test]
fn whoever_wrote_it() {
    check(
        "Ida Holm sad i køkkenet, da der kom en sms fra rektor Bo Dam. I den stod der:\n\n»Skolen lukker.«",
        &["Bo Dam"],
    );
    check("Da skrev direktøren, Bo Dam, et brev til alle, og det sluttede: »Vi ses.«", &["Bo Dam"]);
}

#[test]
fn unknown_nouns_before_a_report() {
    check("Der er grønt lys, men skovejeren mener, at vejen skader.", &["skovejeren"]);
    check(
        "Det lyder dyrt, men sammenslutningen af norske rektorer mener, at der mangler penge.",
        &["sammenslutningen af norske rektorer"],
    );
    check("Min dengang otteårige datter svarede: »Nej, far.«", &["Min dengang otteårige datter"]);
}

#[test]
fn a_turn_behind_a_surname() {
    check(
        "Bo Krogh og Jens Obdrup sad i studiet. Så lød det:\n\nKrogh: Han står der bare. Han lyser.\n\n\
         Obdrup: Og alle kører galt!",
        &["Bo Krogh", "Jens Obdrup"],
    );
    // A dateline is nobody.
    check("Ida Holm har vundet prisen.\n\nRIBE: »Jeg er glad for prisen.«", &["Ida Holm"]);
}

#[test]
fn an_interviewers_dashes() {
    check(
        "Vi har mødt Ida Holm.\n\n– Hvorfor maler du kun blåt?\n\n»Fordi jeg kun har blåt.«\n\n\
         – Er det sandt, at du aldrig sælger?\n\n»Jeg har solgt to.«",
        &["Ida Holm"; 2],
    );
}

#[test]
fn a_body_never_says_i() {
    check(
        "»Vi er færdige,« siger Ida Holm. Fjordnet A/S oplyser, at sagen er lukket.\n\n»Jeg sover dårligt.«",
        &["Ida Holm", "Fjordnet A/S", "Ida Holm"],
    );
}

#[test]
fn an_interview_in_dashes() {
    let talk = "Et besøg hos Bo Dam i Ribe.\n\n- Hvorfor skrev De bogen?\n\n- Fordi min kone bad mig om det, siger Bo Dam.\n\n\
                - Blev De aldrig bange?\n\n- Jo da.\n\n- Er der noget, De fortryder?\n\n- Ja, det meste.";
    check(talk, &["Bo Dam"; 3]);
    // In a story both speak.
    check(
        "- Elsker du mig?\n\n- Ja.\n\n- Vil du altid elske mig?\n\n- Ja, spurgte Bo Dam, hvad ellers?",
        &["", "Bo Dam", "", "Bo Dam"],
    );
}

#[test]
fn whom_a_question_speaks_to_by_name() {
    check(
        "Bo Dam og Ida Holm sidder i sofaen.\n\nHvad tænkte du, Ida Holm?\n\n»At det var slut.«\n\n\
         Bo Dam, har du noget at undskylde?\n\n»Ja, en hel del.«",
        &["Ida Holm", "Bo Dam"],
    );
}

#[test]
fn who_has_answered_so_far_answers() {
    check(
        "Ida Holm har skrevet en bog.\n\nHvorfor tog det elleve år?\n\n»Fordi jeg løj.«\n\nHar han ret?\n\n»Ja, lidt.«\n\n\
         Avisens Birgitte Juul mener, at slutningen er god.\n\nLæser du anmeldelser?\n\n»Aldrig i livet.«",
        &["Ida Holm", "Ida Holm", "Birgitte Juul", "Ida Holm"],
    );
}

#[test]
fn who_asks_is_not_who_answers() {
    check(
        "Ida Holm var gæst i programmet, hvor værten, Mona Lind, tog imod.\n\n»Skal I giftes?« spurgte Mona Lind.\n\n\
         »Aldrig i livet,« svarede hun.",
        &["Mona Lind", "Ida Holm"],
    );
}

#[test]
fn functions_of_other_walks_of_life_are_others() {
    check(
        "»Det er skidt,« siger advokat Ida Holm. I en mail skrev økonomichefen, at kassen var tom.",
        &["Ida Holm", "økonomichefen"],
    );
    check("Diplomaten Bo Dam er tavs. Den græske konsul siger, at broen er dyr.", &["Den græske konsul"]);
    check("Bo Dam er vred. Dommeren sagde dengang, at broen er dyr.", &["Dommeren"]);
    check("Aktionæren Ida Holm rejste sig. Dirigenten spurgte, om flere ville tale.", &["Dirigenten"]);
    check("»Det er skidt,« siger direktør Ida Holm. Topchefen mener, at kassen er tom.", &["Ida Holm", "Ida Holm"]);
}

#[test]
fn a_subject_stays_one_when_met_again() {
    check(
        "Aage Tang siger, at broen er dyr.\n\nBiskoppen, Kristen Bro, har forsøgt sig som mægler. I et brev skriver han, at \
         striden er slut.",
        &["Aage Tang", "Kristen Bro"],
    );
}

#[test]
fn subjects_after_the_verb() {
    check(
        "Da det skete i 1997, stod den daværende minister på kajen og sagde: »Det må aldrig ske igen.«",
        &["den daværende minister"],
    );
    check("Broen er lukket. Foreholdt det siger Ida Holm: »Det må vi se på.«", &["Ida Holm"]);
}

#[test]
fn titles_tell_the_gender() {
    check(
        "Bo Holm og Vibeke Holm bor ved broen. »Jeg er træt,« siger Bo Holm. Fru Holm mener, at broen er dyr.",
        &["Bo Holm", "Vibeke Holm"],
    );
}

#[test]
fn a_founder_and_his_firm() {
    check(
        "Dam Plast A/S er ikke til salg. »Vi sælger rør,« siger Knud Dam. Det vil Dam ikke høre tale om. »Nej tak,« siger han.",
        &["Knud Dam", "Knud Dam"],
    );
}

#[test]
fn a_function_of_the_same_walk_is_rather_his() {
    check(
        "Kokken Bo Dam åbnede i maj. Anmelder Mona Lind gav ham nul stjerner. »Jeg græd,« fortæller tv-kokken.",
        &["Bo Dam"],
    );
}

#[test]
fn the_wife_of_a_couple() {
    check(
        "Karen og Jens Ole Bro malker køer. »Det er slut,« siger Jens Ole Bro.\n\nKonen mener, at det er for tidligt.\n\n\
         »Hun tager fejl,« siger hendes mand.",
        &["Jens Ole Bro", "Karen Bro", "Jens Ole Bro"],
    );
}

#[test]
fn a_description_of_one_whose_name_no_list_knows() {
    check("Zarko Velk sejlede over Atlanten. Den tavse færing siger, at han er træt.", &["Zarko Velk"]);
    check("Zarko Velk sejlede over Atlanten.\n\n»Det er koldt,« siger den 46-årige sømand.", &["Zarko Velk"]);
    check("Rasna Velk købte gården sidste år. »Her er stille,« siger landmanden.", &["Rasna Velk"]);
    check("Kystens Værn købte gården sidste år. »Her er stille,« siger landmanden.", &["landmanden"]);
}

#[test]
fn a_verb_that_reports_only_behind_a_quotation() {
    check("»Det er koldt,« siger Bo Dam.\n\n»Vi kom aldrig hjem til byen,« husker Ida Holm.", &["Bo Dam", "Ida Holm"]);
    check("»Det er koldt,« siger Bo Dam.\n\n»Kom her!« vinkede Ida Holm.", &["Bo Dam", "Ida Holm"]);
}

#[test]
fn an_abbreviation_that_is_a_small_word_too() {
    check("DA siger, at planen er dyr.", &["DA"]);
    check("LO mener, at planen er god. DA vil have, at den ændres.", &["LO", "DA"]);
    check("Dansk Arbejdsgiverforening er utilfreds. DA siger, at planen er dyr.", &["Dansk Arbejdsgiverforening"]);
    check("Bo Dam er her. HAN siger, at planen er dyr.", &["Bo Dam"]);
    check("Ida Holm var rasende, da hun siger op. Da siger hun, at planen er dyr.", &["Ida Holm"]);
}

#[test]
fn the_stop_after_a_company_ends_the_sentence() {
    check("Der er fejl hos Havørn A/S. Ida Holm oplyser, at fejlen er rettet.", &["Ida Holm"]);
    check("Der er fejl hos Havørn A/S. Selskabet oplyser, at fejlen er rettet.", &["Havørn A/S"]);
    check("»Det går,« siger Bo Dam fra Havørn I/S. Ida Holm er enig, siger hun.", &["Bo Dam", "Ida Holm"]);
}

#[test]
fn a_company_is_no_authority() {
    check(
        "Fejl er fundet hos Havørn Energi. Det er meldt til Produkttilsynet. Selskabet siger, at det er slut.",
        &["Havørn Energi"],
    );
    check("Gentofte Kommune har klaget over støj. Virksomheden siger, at den vil lytte.", &["Virksomheden"]);
}

/// A town that was passed through stands behind no noun for a body.
#[test]
fn a_town_is_no_company() {
    let check_town = |before: &str| {
        check(&format!("{before} Turen bliver ifølge busselskabet længere end før."), &["busselskabet"]);
    };
    check_town("Busserne kører over Vestby.");
    check_town("Bussen fra Nørskov holder stille.");
    check_town("Der er kø ved Damstrup.");
    check_town("Alle skal til Østerlund.");
    check_town("Vejen gennem Lillesund er spærret.");
    check_town("Ruten omkring Hvidbjerg er nedlagt.");
    check_town("Passagerer på Langø venter.");
    check_town("Broen mod Søborg er lukket.");
    // Nothing says that this is a town.
    check("Folk fra Havtrans er i byen. Turen bliver ifølge busselskabet længere end før.", &["Havtrans"]);
}

/// What stands between dashes or in brackets is inserted between a subject and its verb.
#[test]
fn an_insertion_parts_no_subject_from_its_verb() {
    check("Flertallet bag planen – Venstre og Radikale – kalder planen »nødvendig«.", &["Flertallet bag planen"]);
    check("Flertallet – Venstre, Konservative og Radikale – har bedt kommunen om at lukke broen.", &["Flertallet"]);
    check("Ida Holm – byens borgmester – oplyser, at broen lukker.", &["Ida Holm"]);
    check("Ida Holm – der er byens borgmester – oplyser, at broen lukker.", &["Ida Holm"]);
    check("Ida Holm (tidligere Dam) siger, at broen lukker.", &["Ida Holm"]);
    check("Formanden (der selv bor i Viby) mener, at broen er dyr.", &["Formanden"]);
    check("Bo Kjær - som ejer bageriet - kalder lukningen »en skandale«.", &["Bo Kjær"]);
    check("Kommunen – eller rettere dens ingeniør – vurderer, at broen holder.", &["Kommunen"]);
    check("Broen er slidt – Ida Holm siger, at den lukker.", &["Ida Holm"]);
    check("Bo Kjær er glad – Ida Holm siger, at broen åbner.", &["Ida Holm"]);
}

/// A group is not called by the thing that it stands behind.
#[test]
fn a_group_behind_something_is_not_that() {
    check(
        "Flertallet bag planen siger, at den er god. Ifølge planen åbner broen i maj.",
        &["Flertallet bag planen", "planen"],
    );
    check("Aktionærerne bag fabrikken siger nej. Fabrikken oplyser, at den lukker.", &["Fabrikken"]);
}

#[test]
fn that_person_is_no_body() {
    check(
        "Landsposten skal sælges, siger Bo Dam. Et medlem siger det uden navn: »Jeg er imod«, siger vedkommende.",
        &["Bo Dam", "Et medlem"],
    );
}

#[test]
fn a_name_behind_what_somebody_is_to_others() {
    check("»Vi er glade,« siger mor til drengen, lærer Ida Holm.", &["Ida Holm"]);
    check("»Vi er glade,« siger førsteforfatter til studiet, lektor Ida Holm.", &["Ida Holm"]);
    check("»Vi er glade,« siger moren til drengen.", &["moren til drengen"]);
}

#[test]
fn one_of_several_is_no_pronoun() {
    check(
        "Den ene er borgmester Bo Dam, siger Ida Holm.\n\nDen anden er fisker Jens Bro. »Nej,« sagde han.",
        &["Ida Holm", "Jens Bro"],
    );
}

#[test]
fn who_wrote_a_document_stands_in_its_relative_clause() {
    check("I en rapport, som Ida Holm har skrevet, hedder det, at broen er dyr.", &["Ida Holm"]);
    check("I den redegørelse, som firmaet Nordan afleverede i går, står der, at broen er dyr.", &["Nordan"]);
    check("I en rapport, som Ida Holm har læst, hedder det, at broen er dyr.", &["en rapport"]);
}

#[test]
fn advice_is_no_council() {
    check("Ida Holms råd til politikerne er, at de begynder nu.", &["Ida Holm"]);
    check("Ida Holm er klog. Hendes råd er, at de begynder nu.", &["Ida Holm"]);
    check("Byens råd mener, at de begynder nu.", &["Byens råd"]);
}

#[test]
fn who_says_it_in_a_heading() {
    check("Forbund: Medlemmerne har ret\n\nFormand Ida Holm siger, at de venter.", &["Forbund", "Ida Holm"]);
    check("Analyse: Medlemmerne har ret\n\nFormand Ida Holm siger, at de venter.", &["Ida Holm"]);
    check("Instruktør: Bo Dam\n\nFormand Ida Holm siger, at de venter.", &["Ida Holm"]);
    check(
        "Formand Ida Holm er vred.\n\nKendt kro: Vi kan ikke skaffe kokke\n\nHun siger, at de venter.",
        &["Ida Holm"],
    );
}

#[test]
fn who_is_asked_answers() {
    check(
        "- De gik til olie, svarede skipper Bo Dam.\n\n- Kontant? spurgte dommer Ida Holm.\n\n- Ja, kontant.",
        &["Bo Dam", "Ida Holm", "Bo Dam"],
    );
    check("- Vi har ni forslag, siger Bo Dam.\n\n- Hver gang er de stemt ned.", &["Bo Dam", "Bo Dam"]);
    check(
        "»Jeg er dommer,« siger Ida Holm.\n\nSøsteren, Mona Lind, siger, at Ida er bange for hunde.\n\nHvad er en god \
         dommer?\n\n»En, der kan sige undskyld.«",
        &["Ida Holm", "Mona Lind", "Ida Holm"],
    );
}

#[test]
fn where_she_may_be_the_other_one() {
    check(
        "»Det var ikke med vilje,« siger Mona Lind.\n\nDet får Ida Holm til at sukke.\n\n»Hun skal undskylde.«",
        &["Mona Lind", "Ida Holm"],
    );
}

#[test]
fn what_a_body_put_out() {
    check(
        "»Jeg er glad,« siger Bo Dam.\n\nRigsrevisionen sendte en meddelelse. Heri hedder det, at prisen stiger.",
        &["Bo Dam", "Rigsrevisionen"],
    );
    check("Ida Holm sendte et brev. Heri står, at broen er farlig.", &["Ida Holm"]);
    check("Ida Holm er imod. Begrundelsen er, at broen er for dyr.", &["Ida Holm"]);
    check("Ida Holm er imod. Meldingen til resten er kontant: Luk broen nu.", &["Ida Holm"]);
}

#[test]
fn the_two_and_who_they_are() {
    check(
        "Forskere har målt fisk. Det siger Bo Dam og Ida Holm: »Vi er glade.« I en artikel skriver de to forskere, at \
         fisken fór vild.",
        &["Bo Dam; Ida Holm", "Bo Dam; Ida Holm"],
    );
    check(
        "Det mener Bo Dam og Ida Holm, siger Mona Lind. De to opkøbere, en far og en søn, hævder, at de er uskyldige.",
        &["Mona Lind", "De to opkøbere"],
    );
}

#[test]
fn called_by_name() {
    check(
        "Borgmesteren, en ung agronom ved navn Dumitru Cojocaru, er tavs. Han mener, at broen er dyr.",
        &["Dumitru Cojocaru"],
    );
    check("»Broen er dyr,« siger en læge ved navn Bo Dam.", &["Bo Dam"]);
    check("Tillidsmanden for de ansatte i Assens, smed Bo Dam, siger, at broen er dyr.", &["Bo Dam"]);
    check("Kommunens centerchef for ældre, Ida Holm, siger, at broen er dyr.", &["Ida Holm"]);
}

#[test]
fn a_papers_critic_is_not_in_view() {
    check(
        "Instruktør Bo Dam er glad. Politikens anmelder kaldte aftenen »tre timers mørke«.",
        &["Politikens anmelder"],
    );
}

#[test]
fn whom_it_is_about() {
    check(
        "»Jeg spiller bas,« siger Bo Dam. »Jeg skriver,« siger han. Musiker Ed Holm kalder ham »en digter«. Der er ifølge \
         hovedpersonen selv ikke klippet i pladen.",
        &["Bo Dam", "Bo Dam", "Ed Holm", "Bo Dam"],
    );
    check("Klubbens formand gennem ni år, købmand Bo Dam, var der. Han sagde, at broen er dyr.", &["Bo Dam"]);
}
