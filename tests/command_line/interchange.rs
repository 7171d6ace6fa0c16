//! Formats of other tools, each held against that tool's own rules.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use serde_json::Value;

use super::Case;

/// Letters outside the first plane, decomposed ones, Windows line ends, a claim over two paragraphs, one in two parts.
const TEXT: &str = "Broen lukker 🚧 i maj\r\n\r\n»Den er slidt 😀 og farlig,« siger borgmester Ida Holm,\t»men \
    A\u{30A}se \u{2028}åbner den igen.«\r\n\r\nIfølge en rapport fra Vejdirektoratet er brodækket tæret.\r\n\r\n\
    - Vi venter på svar.\r\n\r\n- Det haster, siger Bo Kjær.\r\n";

/// A folder with `in.jsonl`: articles that are hard on a format.
fn articles() -> Case {
    let case = Case::new();
    let article = |id: &str, text: &str, more: Value| {
        let mut article = serde_json::json!({ "id": id, "text": text });
        article.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        article.to_string() + "\n"
    };
    let known = serde_json::json!({ "url": "https://avis.dk/bro?a=1&b=å \"x\"", "source": "Avisen",
        "published": "2024-03-13" });
    let lines = [
        article("../å b/\"1\"", TEXT, known),
        article("none", "Broen er lukket.", Value::Null),
        article("2", &TEXT.replace('\r', ""), Value::Null),
    ];
    case.file("in.jsonl", lines.concat());
    case
}

/// Rows as JSON Lines and the bytes of another format, of the same articles.
fn both(name: &str) -> (Vec<Value>, Vec<u8>) {
    let case = articles();
    case.run(&["extract", "in.jsonl", "-q", "-o", "rows.jsonl"]).check(0, &[]);
    case.run(&["extract", "in.jsonl", "-q", "-o", name]).check(0, &[]);
    case.run(&["extract", "in.jsonl", "-q", "-o", "again", "--threads", "3", "--format", &format_of(name)])
        .check(0, &[]);
    let rows = case.read("rows.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let bytes = |name: &str| std::fs::read(case.path().join(name)).expect("a file");
    assert!(bytes(name) == bytes("again"), "the same bytes each time");
    (rows, bytes(name))
}

/// brat's server, Label Studio's SDK, PyLD with rdflib, and the vocabulary of schema.org: see `tests/interchange/`.
/// They are no part of the project, so this runs only where `UDSAGN_PYTHON` names a Python that has them.
#[test]
fn every_format_is_read_by_the_tools_it_is_made_for() {
    let Some(python) = std::env::var_os("UDSAGN_PYTHON") else {
        eprintln!("skipped: UDSAGN_PYTHON names no Python with tests/interchange/requirements.txt");
        return;
    };
    let case = articles();
    for name in ["a.annotations.jsonld", "a.claims.jsonld", "a.brat.zip", "a.label-studio.json"] {
        case.run(&["extract", "in.jsonl", "-q", "-o", name]).check(0, &[]);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interchange/validate.py");
    let ran = std::process::Command::new(python).args([script.as_ref(), case.path()]).output().expect("Python");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn format_of(name: &str) -> String {
    let ending = name.split_once('.').expect("an ending").1;
    let formats = [("annotations.jsonld", "web-annotation"), ("claims.jsonld", "claim"), ("brat.zip", "brat")];
    let known = formats.iter().find(|(known, _)| *known == ending);
    known.map_or(ending.trim_end_matches(".json"), |(_, format)| format).to_owned()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

fn text_of(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// The words between two code points.
fn between(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().expect("a number") as usize, end.as_u64().expect("a number") as usize);
    assert!(start < end && end <= text.chars().count());
    text.chars().skip(start).take(end - start).collect()
}

/// The absolute form of RFC 3986, as far as it goes here.
#[track_caller]
fn check_iri(iri: &Value) {
    let iri = text_of(iri);
    let (scheme, rest) = iri.split_once(':').expect("a scheme");
    assert!(!scheme.is_empty() && !rest.is_empty(), "{iri}");
    assert!(iri.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c)), "{iri}");
}

/// The MUSTs of the Web Annotation Data Model, 3.1 to 5.2, for what is used of it.
#[test]
fn web_annotations_follow_the_model() {
    let (rows, bytes) = both("a.annotations.jsonld");
    let collection = json(&bytes);
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    assert_eq!(collection["total"], rows.len());
    let page = &collection["first"];
    assert_eq!((&page["type"], &page["partOf"]), (&Value::from("AnnotationPage"), &collection["id"]));
    assert_eq!(collection["last"], page["id"]);
    let mut names = BTreeSet::from([collection["id"].to_string(), page["id"].to_string()]);
    check_iri(&collection["id"]);
    assert_eq!(list(&page["items"]).len(), rows.len());
    for (annotation, row) in list(&page["items"]).iter().zip(&rows) {
        assert_eq!(annotation["type"], "Annotation");
        assert_eq!(annotation["motivation"], "describing");
        check_iri(&annotation["id"]);
        assert!(names.insert(annotation["id"].to_string()), "every annotation has a name of its own");
        assert_eq!(list(&annotation["target"]).len(), list(&row["parts"]).len());
        for (target, part) in list(&annotation["target"]).iter().zip(list(&row["parts"])) {
            check_resource(target);
            assert_eq!((&target["selector"][1]["start"], &target["selector"][1]["end"]), (&part[0], &part[1]));
        }
        for body in list(&annotation["body"]) {
            match text_of(&body["type"]) {
                "TextualBody" => {
                    assert!(["describing", "tagging"].contains(&text_of(&body["purpose"])));
                    assert!(!text_of(&body["value"]).is_empty());
                }
                "SpecificResource" => {
                    assert_eq!(body["purpose"], "linking");
                    check_resource(body);
                }
                other => panic!("{other}"),
            }
        }
        let tags = list(&annotation["body"]).iter().filter(|body| body["purpose"] == "tagging");
        let tags: Vec<&str> = tags.map(|body| text_of(&body["value"])).collect();
        assert!(tags.contains(&format!("stance:{}", text_of(&row["stance"])).as_str()), "{tags:?}");
    }
}

#[track_caller]
fn check_resource(resource: &Value) {
    check_iri(&resource["source"]);
    let (quote, position) = (&resource["selector"][0], &resource["selector"][1]);
    assert_eq!((&quote["type"], &position["type"]), (&"TextQuoteSelector".into(), &"TextPositionSelector".into()));
    let text =
        if text_of(&resource["source"]).starts_with("https:") { TEXT.to_owned() } else { TEXT.replace('\r', "") };
    assert_eq!(between(&text, &position["start"], &position["end"]), text_of(&quote["exact"]));
    let whole = ["prefix", "exact", "suffix"].map(|field| text_of(&quote[field])).concat();
    assert!(text.contains(&whole), "{whole}");
}

/// Types and properties are those of schema.org and stand where its `domainIncludes` has them.
#[test]
fn claims_are_schema_org_and_no_verdict() {
    const THING: [&str; 3] = ["name", "description", "url"];
    const WORK: [&str; 12] = [
        "creditText",
        "text",
        "author",
        "isBasedOn",
        "citation",
        "about",
        "dateCreated",
        "keywords",
        "inLanguage",
        "headline",
        "datePublished",
        "publisher",
    ];
    let own: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("Claim", &["appearance"][..]),
        ("NewsArticle", &[]),
        ("CreativeWork", &[]),
        ("Person", &["jobTitle"]),
        ("Organization", &[]),
        ("Thing", &[]),
        ("DefinedTerm", &["termCode", "inDefinedTermSet"]),
        ("DefinedTermSet", &[]),
    ]);
    let works = ["Claim", "NewsArticle", "CreativeWork", "DefinedTermSet"];
    let (rows, bytes) = both("a.claims.jsonld");
    let graph = json(&bytes);
    assert_eq!(graph["@context"], "https://schema.org");
    let mut rest: Vec<&Value> = list(&graph["@graph"]).iter().collect();
    while let Some(node) = rest.pop() {
        let Some(node) = node.as_object() else { continue };
        node.get("@id").into_iter().for_each(check_iri);
        let Some(sort) = node.get("@type").map(text_of) else { continue };
        for (name, value) in node.iter().filter(|(name, _)| !name.starts_with('@')) {
            let known = own[sort].contains(&name.as_str())
                || THING.contains(&name.as_str())
                || works.contains(&sort) && WORK.contains(&name.as_str());
            assert!(known, "{sort} has no {name}");
            rest.extend(value.as_array().into_iter().flatten());
            rest.push(value);
        }
    }
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(!text.contains("Review") && !text.contains("ating"), "no verdict");
    let articles: BTreeSet<String> = of_type(&graph, "NewsArticle").map(|node| node["@id"].to_string()).collect();
    assert_eq!(articles.len(), 2);
    assert_eq!(of_type(&graph, "Claim").count(), rows.len());
    for (claim, row) in of_type(&graph, "Claim").zip(&rows) {
        assert_eq!(claim["text"], row["claim"]);
        assert!(articles.contains(&claim["appearance"]["@id"].to_string()));
        let speaker = if row["speaker_kind"] == "document" { &claim["isBasedOn"] } else { &claim["author"] };
        assert_eq!(speaker["name"], row["speaker"]);
    }
}

fn of_type<'v>(graph: &'v Value, sort: &'v str) -> impl Iterator<Item = &'v Value> {
    list(&graph["@graph"]).iter().filter(move |node| node["@type"] == sort)
}

/// The rules of brat's own reader of standoff files.
#[test]
fn brat_files_are_read_by_the_rules_of_brat() {
    let (rows, bytes) = both("a.brat.zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        files.insert(file.name().expect("a name").into_owned(), text);
    }
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let pairs = ["0001-aa-b-1.ann", "0001-aa-b-1.txt", "0002-none.ann", "0002-none.txt", "0003-2.ann", "0003-2.txt"];
    assert_eq!(names, [&pairs[..], &["annotation.conf", "articles.tsv", "visual.conf"]].concat());
    let types: BTreeSet<&str> = files["annotation.conf"].lines().filter_map(|line| line.split('\t').next()).collect();
    let mut claims = 0;
    for name in names.iter().filter_map(|name| name.strip_suffix(".ann")) {
        let text = &files[&format!("{name}.txt")];
        assert_eq!(text.chars().count(), if name.ends_with("none") { 16 } else { original(name).chars().count() });
        claims += check_standoff(&files[&format!("{name}.ann")], text, &types);
    }
    assert_eq!(claims, rows.len());
    assert_eq!(files["articles.tsv"].lines().count(), 4);
    assert!(files["articles.tsv"].lines().all(|line| line.split('\t').count() == 6));
}

fn original(name: &str) -> String {
    if name.starts_with("0001") { TEXT.to_owned() } else { TEXT.replace('\r', "") }
}

/// Gives the number of claims.
#[track_caller]
fn check_standoff(lines: &str, text: &str, types: &BTreeSet<&str>) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let mut known = BTreeSet::new();
    let mut claims = 0;
    for line in lines.split_terminator('\n') {
        assert!(!line.chars().any(|c| "\r\u{b}\u{c}\u{1c}\u{1d}\u{1e}\u{85}\u{2028}\u{2029}".contains(c)), "{line:?}");
        let (id, rest) = line.split_once('\t').expect("an id");
        assert!(known.insert(id), "{id} stands twice");
        let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut data = data.split(' ');
        let sort = data.next().expect("a type");
        let target = |reference: &str| known.contains(reference.rsplit(':').next().expect("a reference"));
        match id.as_bytes()[0] {
            b'T' => {
                claims += usize::from(sort == "Claim");
                let places = data.collect::<Vec<_>>().join(" ");
                let mut reached = 0;
                let words = places.split(';').map(|place| {
                    let (start, end) = place.split_once(' ').expect("two edges");
                    let (start, end): (usize, usize) =
                        (start.parse().expect("a number"), end.parse().expect("a number"));
                    assert!(reached <= start && start < end && end <= letters.len(), "{line}");
                    reached = end;
                    letters[start..end].iter().collect::<String>()
                });
                assert_eq!(words.collect::<Vec<_>>().join(" "), tail);
            }
            b'R' => assert!(data.all(target), "{line}"),
            b'A' | b'#' => assert!(target(data.next().expect("a target")), "{line}"),
            _ => panic!("{line}"),
        }
        assert!(types.contains(sort) || sort == "AnnotatorNotes", "{sort} is not configured");
    }
    claims
}

/// Names, labels and choices are those of the configuration on the format's page; offsets give the words.
#[test]
fn label_studio_tasks_fit_the_configuration() {
    let page = include_str!("../../docs/label-studio.md");
    let configuration = page.split_once("```xml\n").and_then(|(_, rest)| rest.split_once("```")).expect("XML").0;
    let has = |piece: String| assert!(configuration.contains(&piece), "{piece} is not configured");
    let (rows, bytes) = both("a.label-studio.json");
    let tasks = json(&bytes);
    assert_eq!(list(&tasks).len(), 3);
    let mut claims = 0;
    for task in list(&tasks) {
        let text = text_of(&task["data"]["text"]);
        assert!(!text.contains('\r'));
        let prediction = &task["predictions"][0];
        assert!((0.0..=1.0).contains(&prediction["score"].as_f64().expect("a score")));
        let result = list(&prediction["result"]);
        let regions: BTreeSet<&str> = result.iter().filter_map(|piece| piece["id"].as_str()).collect();
        for piece in result {
            let value = &piece["value"];
            if piece["type"] == "relation" {
                assert!(["from_id", "to_id"].iter().all(|end| regions.contains(text_of(&piece[end]))));
                has(format!("<Relation value=\"{}\"", text_of(&piece["labels"][0])));
                continue;
            }
            has(format!("name=\"{}\" toName=\"{}\"", text_of(&piece["from_name"]), text_of(&piece["to_name"])));
            let words = between(text, &value["start"], &value["end"]);
            match text_of(&piece["type"]) {
                "labels" => {
                    assert_eq!(words, text_of(&value["text"]));
                    has(format!("<Label value=\"{}\"", text_of(&value["labels"][0])));
                }
                "choices" => {
                    claims += usize::from(piece["from_name"] == "stance");
                    has(format!("<Choice value=\"{}\"", text_of(&value["choices"][0])));
                }
                "textarea" => assert_eq!(list(&value["text"]).len(), 1),
                other => panic!("{other}"),
            }
        }
    }
    assert_eq!(claims, rows.len());
}
