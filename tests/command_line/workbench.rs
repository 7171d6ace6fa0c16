//! The rule workbench: own rules, why a row is as it is, what a changed rule broke.

use super::Case;

const TEXT: &str =
    "Ida Holm lod et ord falde om, at broen åbner i maj.\n\n»Vi er klar«, siger hun. »Bro« er et godt ord.\n";

/// An own construction, as `rules new` writes it, in `own/`.
fn own() -> Case {
    let case = Case::new();
    let ran = case.run(&["rules", "new", "my-rule", "--in", "own"]);
    assert_eq!(ran.check(0, &[]).out.trim(), "own/my-rule.toml");
    case
}

/// What `rules check` tells of a folder of one file.
#[track_caller]
fn check_fault(name: &str, toml: &str, told: &str) {
    let case = Case::new();
    case.file(&format!("own/{name}"), toml);
    case.run(&["rules", "check", "own"]).check(2, &[&format!("udsagn: error: own/{name}:{told}")]);
}

#[test]
fn a_new_construction_can_be_used_as_it_is_written() {
    let case = own();
    let ran = case.run(&["rules", "check", "own"]);
    assert_eq!(ran.check(0, &[]).out, "my-rule: new\nown: can be used\n");
    let tested = case.run(&["rules", "test", "--rules", "own"]);
    assert!(tested.check(0, &[]).out.ends_with("0 read otherwise\n"), "{}", tested.out);
    case.file("a.txt", TEXT);
    let without = case.run(&["extract", "a.txt", "-q", "-o", "-", "--fields", "rule,claim"]).out;
    assert!(!without.contains("my-rule"), "{without}");
    let with = case.run(&["extract", "a.txt", "-q", "-o", "-", "--fields", "rule,claim", "--rules", "own"]).out;
    assert!(with.contains("my-rule,broen åbner i maj"), "{with}");
    let again = case.run(&["rules", "new", "my-rule", "--in", "own"]);
    again.check(2, &["udsagn: error: own/my-rule.toml: is there already"]);
}

#[test]
fn own_constructions_and_words_take_the_place_of_listed_ones() {
    let case = Case::new();
    case.file("a.txt", "»Nej«, brumler Ida Holm. »Jo«, siger Bo Kjær.\n");
    let act = |rules: &[&str]| {
        let mut arguments =
            vec!["extract", "a.txt", "-q", "-o", "-", "--format", "csv", "--fields", "speaker,cue,rule"];
        arguments.extend(rules);
        case.run(&arguments).out
    };
    let before = act(&[]);
    case.file(
        "own/verbs.toml",
        "[[verb]]\nlemma = \"plapre\"\npresent = [\"plaprer\"]\nact = \"state\"\nframes = [\"quote\", \"that\"]\n",
    );
    assert_eq!(act(&["--rules", "own"]), before);
    case.file("a.txt", "»Nej«, plaprer Ida Holm.\n");
    assert!(act(&["--rules", "own"]).contains("Ida Holm,plaprer,quote-verb-speaker"));
    // A built-in construction that fits nowhere any more.
    let pattern = "note = \"Nothing: nothing at all, so that its place is empty.\"\npattern = \"speaker:SOURCE cue:'q' claim:!END\"\n";
    let file = format!("id = \"quote-verb-speaker\"\n{pattern}claim = \"clause\"\nyes = []\nno = []\n");
    case.file("own/quote-verb-speaker.toml", file);
    assert!(!act(&["--rules", "own"]).contains("quote-verb-speaker"));
    let told = case.run(&["rules", "check", "own"]).out;
    assert!(
        told.contains("quote-verb-speaker: takes the place of the built-in one\nverbs.toml: more rows\n"),
        "{told}"
    );
}

#[test]
fn own_words_are_added_to_lists_labels_and_times() {
    let case = Case::new();
    let rows = |text: &str, rules: &[&str]| {
        case.file("a.txt", text);
        let fields = ["extract", "a.txt", "-q", "-o", "-", "--format", "csv", "--fields", "speaker,act,date_text"];
        case.run(&[&fields[..], rules].concat()).out
    };
    let own = ["--rules", "own"];
    // A form of address, a word that criticises, a name of a day.
    case.file("own/words.toml", "[words]\naddress = \"krigsråd\"\n");
    case.file("own/labels.toml", "[[list]]\nid = \"condemnation\"\nwords = \"snottet\"\n");
    case.file("own/dates.toml", "[class.weekday]\nwords = \"blåtirsdag=2\"\n");
    let told = case.run(&["rules", "check", "own"]).check(0, &[]).out.clone();
    assert!(told.contains("words.toml: more rows\n") && told.contains("labels.toml: more rows\n"), "{told}");
    for (text, gained) in [
        ("»Planen er snottet«, siger Ida Holm.\n", ",criticise,"),
        ("»Nej«, sagde Ida Holm på blåtirsdag.\n", ",på blåtirsdag"),
    ] {
        assert!(!rows(text, &[]).contains(gained) && rows(text, &own).contains(gained), "{text}{}", rows(text, &own));
    }
}

#[test]
fn own_times_beyond_the_calendar_have_no_date() {
    let holiday =
        |day: &str, step| format!("[[holiday]]\nday = \"{day}\"\nstep = {step}\nforms = \"tågedag tågedage\"\n");
    let unit = |unit, sign| {
        format!(
            "[[rule]]\nid = \"fog\"\nform = \"om {{n}} tågetider!\"\nmeans = \"unit\"\nexamples = {{}}\n\
             set = {{ unit = {unit}, sign = {sign} }}\n"
        )
    };
    let check = |own: &str, words: &str| {
        let case = Case::new();
        case.file("own/dates.toml", own);
        case.file("a.txt", format!("»Broen åbner«, sagde borgmester Ida Holm {words}.\n"));
        let run = ["extract", "a.txt", "-q", "--rules", "own", "--published", "2024-03-13"];
        let ran = case.run(&[&run[..], &["-o", "-", "--fields", "date_text,date"]].concat());
        let rows = ran.check(0, &[]).out.as_str();
        assert_eq!(rows, format!("date_text,date\r\n{words},\r\n"), "{own}");
    };
    check(&holiday("12-24", 10_000_000), "2. tågedag");
    check(&holiday("12-24", 2_000_000_000), "3. tågedag");
    check(&holiday("easter+9999999", 1), "tågedag 2023");
    for number in 1..=7 {
        check(&unit(number, 32_000), "om 9000 tågetider");
    }
    for season in [100, 43] {
        check(&format!("[class.season]\nwords = \"tågetid={season}\"\n"), "i tågetid");
    }
}

#[test]
fn faults_point_to_the_line_and_say_what_was_expected() {
    let rest = "claim = \"clause\"\nyes = []\nno = []\n";
    check_fault(
        "a.toml",
        &format!("id = \"a\"\nnote = \"n\"\npattern = \"speaker:SOURCE cue:NOCLASS\"\n{rest}"),
        "3: no class or macro »NOCLASS«",
    );
    check_fault(
        "a.toml",
        &format!("id = \"b\"\nnote = \"n\"\npattern = \"cue:SAY\"\n{rest}"),
        "1: the id is »b«, and the file is called a.toml",
    );
    check_fault(
        "verbs.toml",
        "[[verb]]\nlemma = \"plapre\"\nframes = [\"quoted\"]\n",
        "3: unknown variant `quoted`, expected one of `quote`, `that`, `infinitive`, `urge`, `beg`, `order`, `whether`, \
         `blame`, `call`, `want`, `tell`, `document` in `frames = [\"quoted\"]`",
    );
    check_fault(
        "idioms.toml",
        "[[idiom]]\nverb = \"xyzze\"\nparticle = \"løs\"\nact = \"state\"\nframes = [\"that\"]\n",
        "2: idiom »xyzze løs«: no verb »xyzze« in the lists; [[form]] gives its forms",
    );
    check_fault("words.toml", "[words]\nno-such-list = \"og\"\n", "2: no words are called no-such-list");
    check_fault("labels.toml", "[[list]]\nid = \"no\"\nwords = \"jo @nix\"\n", "2: list no: no class nix");
    check_fault(
        "labels.toml",
        "[[list]]\nid = \"nix\"\nwords = \"jo\"\n",
        "2: no list is called nix; words can be added to one that there is",
    );
    let skandale = "2: list condemnation: \"skandale*\" stands twice";
    check_fault("labels.toml", "[[list]]\nid = \"condemnation\"\nwords = \"skandale*\"\n", skandale);
    let capital = "2: list condemnation: \"Skandal*\" is no lower-case word or stem";
    check_fault("labels.toml", "[[list]]\nid = \"condemnation\"\nwords = \"Skandal*\"\n", capital);
    check_fault(
        "dates.toml",
        "[class.weekday]\nwords = \"blåtirsdag=x\"\n",
        "1: class \"weekday\": \"blåtirsdag=x\" is no word with its number",
    );
    check_fault(
        "dates.toml",
        "[[rule]]\nid = \"a\"\nform = \"<nix>!\"\nmeans = \"nothing\"\nexamples = {}\n",
        "2: rule \"a\": no class \"nix\"",
    );
    for form in ["^<month> {year}!", "^fra|{day} {year}!", "^ {year}!"] {
        check_fault(
            "dates.toml",
            &format!("[[rule]]\nid = \"a\"\nform = \"{form}\"\nmeans = \"year\"\nexamples = {{}}\n"),
            "2: rule \"a\": only words stand after `^`, no classes or figures",
        );
    }
    let case = Case::new();
    let ran = case.run(&["extract", "x.txt", "--rules", "missing"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.told.contains("missing: these rules cannot be used"), "{}", ran.told);
}

#[test]
fn more_classes_or_words_of_time_than_there_is_room_for_are_told_of() {
    let classes: String = (0..256).map(|number| format!("[class.own-{number:03}]\nwords = \"\"\n")).collect();
    let words: String = (0..1 << 16).map(|number| format!(" tåge{number}=1")).collect();
    for (own, told) in [
        (classes, "there is room for 256 classes only"),
        (format!("[class.weekday]\nwords = \"{words}\"\n"), "1: there is room for 65536 words only"),
    ] {
        let case = Case::new();
        case.file("own/dates.toml", own);
        let ran = case.run(&["rules", "check", "own"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.told.contains(told), "{}", ran.told);
    }
}

#[test]
fn constructions_are_listed_with_what_they_find() {
    let case = Case::new();
    case.file("a.txt", TEXT);
    let out = case.run(&["rules", "quote-verb-speaker", "--on", "a.txt"]).check(0, &[]).out.clone();
    assert!(out.starts_with("quote-verb-speaker (priority "), "{out}");
    assert!(out.contains("[claim:Vi venter på svar]"), "{out}");
    assert!(out.contains("found 1 times\n") && out.contains("»Vi er klar«, ⟦siger⟧ hun."), "{out}");
    let all = case.run(&["rules"]).out;
    assert!(all.matches("(priority ").count() > 150);
    let near = case.run(&["rules", "verb-speaker"]);
    assert_eq!(near.code, Some(2));
    assert!(near.told.contains("quote-verb-speaker"), "{}", near.told);
}

#[test]
fn examples_that_fail_are_told_of() {
    let case = own();
    let file = case.read("own/my-rule.toml").replace("[claim:broen åbner i maj]", "broen [claim:åbner i maj]");
    case.file("own/my-rule.toml", file);
    let ran = case.run(&["rules", "test", "--rules", "own"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("my-rule: to be found: ") && ran.out.contains("my-rule: unreachable"), "{}", ran.out);
    // What a built-in construction of a higher priority takes.
    let broad = "id = \"my-rule\"\nnote = \"Subject, verb and clause: Ida Holm siger, at broen åbner i maj.\"\n\
        pattern = \"speaker:SPEAKER cue:THAT&FINITE , AT claim:!END\"\nclaim = \"clause\"\npriority = 1\n\
        yes = [\"[speaker:Ida Holm] [cue:siger], at [claim:broen åbner i maj].\"]\nno = []\n";
    case.file("own/my-rule.toml", broad);
    let ran = case.run(&["rules", "test", "--rules", "own", "--classes"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("my-rule: shadowed by that-clause-after-subject: "), "{}", ran.out);
    assert!(ran.out.contains(": both a reporting verb and a source noun\n"), "{}", ran.out);
    case.file("own/my-rule.toml", broad.replace("priority = 1\n", "priority = 60\n"));
    let out = case.run(&["rules", "test", "--rules", "own", "--overlaps"]).out;
    assert!(out.contains(": both fit, with the same priority: ") || !out.contains("shadowed"), "{out}");
}

#[test]
fn two_outputs_are_compared_row_by_row() {
    let case = own();
    case.file("a.txt", TEXT);
    for (output, rules) in [("old.jsonl", &[][..]), ("new.jsonl", &["--rules", "own"])] {
        let mut arguments = vec!["extract", "a.txt", "-q", "-o", output];
        arguments.extend(rules);
        case.run(&arguments).check(0, &[]);
    }
    let ran = case.run(&["diff", "old.jsonl", "new.jsonl"]);
    assert_eq!(ran.code, Some(1), "{}", ran.told);
    assert!(ran.out.contains("my-rule") && ran.out.contains("⟦broen åbner i maj⟧"), "{}", ran.out);
    let rerun = case.run(&["diff", "old.jsonl", "--rerun", "a.txt", "--rules", "own"]);
    assert_eq!(rerun.out, ran.out);
    assert_eq!(case.run(&["diff", "old.jsonl", "--rerun", "a.txt"]).check(0, &[]).out.lines().count(), 1);
    for (rows, told) in [
        ("{}\n", "1: no row of JSON Lines or JSON: missing field `article` (column 2)"),
        ("\n\n{]\n", "3: no row of JSON Lines or JSON: key must be a string (column 2)"),
        ("[\n {]\n", "2: no row of JSON Lines or JSON: key must be a string (column 3)"),
    ] {
        case.file("bad.jsonl", rows);
        let told = format!("udsagn: error: bad.jsonl:{told}");
        case.run(&["diff", "old.jsonl", "bad.jsonl"]).check(2, &[&told]);
    }
}

/// Why a sentence that looks like a report gave no row.
#[track_caller]
fn check_refusal(sentence: &str, why: &str) {
    let case = Case::new();
    case.file("a.txt", format!("Ida Holm er borgmester i Havnby.\n\n{sentence}\n"));
    let ran = case.run(&["explain", "a.txt", "--at", "3"]);
    let told = &ran.check(0, &[]).out;
    assert!(!told.contains("claim  ") && told.contains(&format!("no statement: {sentence}: ")), "{told}");
    assert!(told.contains(why), "{why}: {told}");
}

#[test]
fn what_looks_like_a_report_and_is_none_is_explained() {
    check_refusal("Kommunen oplyser ikke, at broen åbner i maj.", "on »oplyser«, but the report is negated");
    check_refusal("Hun oplyste aldrig, at broen var lukket.", "on »oplyste«, but the report is negated");
    check_refusal("Ida Holm nægtede at sige noget om broen.", "on »nægtede«, but it tells that nothing was said");
    check_refusal("Det kræver, at broen åbner i maj.", "on »kræver«, but »det« is no source");
    check_refusal("Prognosen siger, at broen bliver dyr.", "on »siger«, but figures are no source");
    check_refusal("Erfaringerne peger på, at broen er dyr.", "but figures are no source");
    check_refusal("Hun spurgte sig selv, om broen åbner i maj.", "on »spurgte«, but it was said to oneself");
    check_refusal("Ida Holm synes at være glad.", "on »synes«, but seeming and wishing report nothing");
    check_refusal("Bro, siger hun.", "on »siger«, but one word is no claim");
    check_refusal("Han sagde det for at trøste dem.", "no construction fits around »sagde«");
}

#[test]
fn a_paragraph_is_explained() {
    let case = Case::new();
    case.file("a.txt", TEXT);
    let told = |arguments: &[&str]| {
        let mut all = vec!["explain", "a.txt"];
        all.extend(arguments);
        case.run(&all).check(0, &[]).out.clone()
    };
    let brief = told(&["--statement", "1"]);
    for part in ["line 3: »Vi er klar«", "rule       quote-verb-speaker: ", "hun → Ida Holm (pronoun)", "evidence "]
    {
        assert!(brief.contains(part), "{part}: {brief}");
    }
    assert!(brief.contains("no statement: »Bro« er et godt ord.: no word in it reports"), "{brief}");
    assert!(!brief.contains("line 1:"), "{brief}");
    assert_eq!(told(&["--at", "3:2"]), brief);
    let first = told(&["--at", "1"]);
    assert!(first.contains("no statement: Ida Holm lod et ord"), "{first}");
    let more = told(&["--at", "3", "-v"]);
    assert!(more.contains("siger                          SAY&THAT") && more.contains("constructions that fit"));
    let most = told(&["--at", "3", "-vv"]);
    assert!(
        most.contains("weighed    Ida Holm ") && most.contains("mentions\n") && most.contains("tokens\n"),
        "{most}"
    );
    // A part of a name and a noun are weighed as a pronoun is.
    case.file("b.txt", "Ida Holm og Per Holm ejer Nordbanken.\n\n»Nej«, siger Holm. »Ja«, oplyser selskabet.\n");
    let both = case.run(&["explain", "b.txt", "-vv"]).check(0, &[]).out.clone();
    assert!(both.contains("weighed    Ida Holm 1, Per Holm 1") && both.contains("weighed    Nordbanken "), "{both}");
    let ran = case.run(&["explain", "a.txt", "--statement", "9"]);
    assert!(ran.code == Some(2) && ran.told.contains("has no such statement"), "{}", ran.told);
    assert!(case.run(&["explain", "a.txt", "--at", "99"]).told.contains("has no line 99"));
}

/// A word that a pattern names is found where its verb does not report: the first of a sentence, after *hvis*.
#[test]
fn a_named_verb_is_found_where_it_does_not_report() {
    let case = Case::new();
    case.file(
        "own/asked.toml",
        "id = \"asked\"\nnote = \"Spørger man hende, …\"\n\
         pattern = \"START cue:'spørger' 'man' speaker:SPEAKER , claim:!END\"\nclaim = \"clause\"\npriority = 60\n\
         yes = [\"[cue:Spørger] man [speaker:Ida Holm], [claim:er broen for dyr].\"]\n\
         no = [\"Kommunen oplyser, at broen lukker.\"]\n",
    );
    case.run(&["rules", "test", "--rules", "own"]).check(0, &[]);
}
