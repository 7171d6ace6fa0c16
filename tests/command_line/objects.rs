//! JSON and JSON Lines: their schema, their text, and links.

use serde_json::Value;

use super::Case;

const URL: &str = "https://avis.dk/a";

fn article() -> String {
    let text = "Broen lukker\n\n»Den er farlig,« siger borgmester Ida Holm, »🙂 og slidt«.\n\nKommunen oplyser tirsdag, \
                at broen åbner i maj.";
    let article = serde_json::json!({ "id": "a1", "url": URL, "published": "2024-03-05", "text": text });
    format!("{article}\n{}\n", serde_json::json!({ "id": "a2", "text": "»Ja,« lød svaret." }))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Runs `extract` over the article and the seeds, and checks every row against the schema.
#[track_caller]
fn check_valid(arguments: &[&str]) {
    let case = Case::new();
    case.file("a.jsonl", article());
    let schema: Value = serde_json::from_str(&case.run(&["schema"]).check(0, &[]).out).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let ran = case.run(&[&["extract", "a.jsonl", seeds, "-o", "-"], arguments].concat());
    let rows = match serde_json::from_str(&ran.out) {
        Ok(Value::Array(rows)) => rows,
        _ => lines(&ran.out),
    };
    assert!(rows.len() > 30, "{}", ran.told);
    for row in &rows {
        let faults: Vec<String> = validator.iter_errors(row).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?} in {row}");
    }
    let mut wrong = rows[0].clone();
    wrong["stance"] = "against".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn rows_follow_the_schema() {
    for format in ["jsonl", "json"] {
        check_valid(&["--format", format]);
        check_valid(&["--format", format, "--with-text"]);
    }
}

#[test]
fn offsets_count_in_the_text() {
    let case = Case::new();
    case.file("a.jsonl", article());
    let rows =
        lines(&case.run(&["extract", "a.jsonl", "-o", "-", "--format", "jsonl", "--with-text"]).check(0, &[]).out);
    assert!(rows.len() >= 2);
    for row in &rows {
        let text: Vec<char> = row["text"].as_str().expect("text").chars().collect();
        let parts = row["parts"].as_array().expect("parts").iter().map(|part| {
            let [start, end] = [0, 1].map(|edge| part[edge].as_u64().expect("a number") as usize);
            text[start..end].iter().collect::<String>()
        });
        assert_eq!(parts.collect::<Vec<_>>().join(" … "), row["claim"].as_str().expect("a claim"));
    }
    let ran = case.run(&["extract", "a.jsonl", "-o", "-", "--format", "json", "--with-text", "--fields", "claim"]);
    let rows: Value = serde_json::from_str(&ran.out).expect("JSON");
    let names: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
    assert_eq!(names, ["claim", "text"]);
}

#[test]
fn links_land_on_the_words() {
    let case = Case::new();
    case.file("a.jsonl", article());
    let rows = lines(&case.run(&["extract", "a.jsonl", "-o", "-", "--format", "jsonl"]).check(0, &[]).out);
    let links: Vec<&str> = rows.iter().filter_map(|row| row["link"].as_str()).collect();
    assert!(links.iter().all(|link| link.starts_with("https://avis.dk/a#:~:text=")), "{links:?}");
    assert!(links.contains(&"https://avis.dk/a#:~:text=Den%20er%20farlig&text=%F0%9F%99%82%20og%20slidt"), "{links:?}");
    assert!(rows.iter().all(|row| row["link"].is_null() == (row["article"] == "a2")));
}
