//! Corrections through the pages' own addresses: done, told, kept, undone.

use serde_json::json;

use super::{BRIDGE, Desk};

fn edit(desk: &Desk, number: i64, field: &str, value: &serde_json::Value) -> super::Answer {
    desk.post(&format!("/statement/{number}/edit"), &json!({"edits": [{"field": field, "value": value}]}))
}

#[test]
fn every_field_is_corrected_and_undone() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let number = desk.statements("/?words=farlig")[0];
    let page = format!("/statement/{number}");
    let before = desk.get(&page).body;
    let old = data(&before);
    for (field, value, told) in [
        ("speaker", json!("Bo Lind"), "Taler: Bo Lind"),
        ("stance", json!("oppose"), "Holdning: imod"),
        ("act", json!("warn"), "Talehandling: advarer"),
        ("kind", json!("mixed"), "Art: blandet"),
        ("date", json!("2024-03-12"), "Sagt den: 2024-03-12"),
        ("state", json!("checked"), "Status: Tjekket"),
        ("note", json!("Set i referatet"), "Note: Set i referatet"),
        ("evidence", json!("https://avis.dk/referat"), "Link til kilde: https://avis.dk/referat"),
        ("parts", json!([[21, 34]]), "Tekststed: 21–34"),
    ] {
        if old[field] == value {
            continue;
        }
        let answer = edit(&desk, number, field, &value);
        answer.check(200, &[told]);
        assert_eq!(data(&desk.get(&page).body)[field], value);
        let change = answer.json()["changes"][0].clone();
        desk.get(&page).check(200, &[&format!("data-undo=\"{change}\"")]);
        desk.post("/undo", &json!({"changes": [change]})).check(200, &["Fortrudt."]);
        assert_eq!(data(&desk.get(&page).body)[field], old[field], "{field}");
    }
}

/// What the page hands to its scripts of its statement.
fn data(body: &str) -> serde_json::Value {
    let written = body.split("data-entry=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an entry");
    let written = written.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&written).expect("JSON")
}

#[test]
fn what_cannot_be_is_told_and_changes_nothing() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    for (field, value) in [
        ("stance", json!("blue")),
        ("parts", json!([[5, 2]])),
        ("parts", json!([[0, 100_000]])),
        ("parts", json!([])),
        ("date", json!("i går")),
        ("evidence", json!("javascript:alert(1)")),
        ("colour", json!("blue")),
    ] {
        let answer = edit(&desk, 1, field, &value);
        answer.check(422, &["error"]);
    }
    desk.post("/statement/99/edit", &json!({"edits": [{"field": "note", "value": "x"}]})).check(404, &["error"]);
    // A form is taken whole or not at all.
    let both = json!({"edits": [{"field": "note", "value": "x"}, {"field": "date", "value": "i går"}]});
    desk.post("/statement/1/edit", &both).check(422, &["error"]);
    assert_eq!(data(&desk.get("/statement/1").body)["note"], "");
    desk.post("/article/99/statements", &json!({"parts": [[0, 4]]})).check(422, &["error"]);
    desk.post("/undo", &json!({"changes": [999]})).check(422, &["error"]);
    edit(&desk, 1, "note", &json!("")).check(200, &["Intet blev ændret"]);
}

#[test]
fn rejected_statements_leave_the_list_and_come_back() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    edit(&desk, 1, "state", &json!("rejected")).check(200, &["Status: Afvist"]);
    assert!(!desk.statements("/").contains(&1));
    assert_eq!(desk.statements("/?state=rejected"), [1]);
    desk.get("/article/1").check(200, &["Afviste udsagn"]);
    desk.post("/undo", &json!({})).check(200, &["Fortrudt."]);
    assert!(desk.statements("/").contains(&1));
}

#[test]
fn a_missed_statement_is_added() {
    let desk = Desk::with(&[("a.txt", "Broen lukker\n\nDen er gammel og meget slidt.\n")]);
    assert!(desk.statements("/").is_empty());
    let answer = desk.post("/article/1/statements", &json!({"parts": [[14, 27]]}));
    answer.check(200, &["Udsagn tilføjet"]);
    let number = answer.json()["statement"].as_i64().expect("a number");
    desk.get("/").check(200, &["Den er gammel", "Tilføjet manuelt"]);
    desk.get(&format!("/statement/{number}")).check(200, &["Udsagnet er tilføjet manuelt."]);
    desk.post("/undo", &json!({})).check(200, &[]);
    assert!(desk.statements("/").is_empty());
}

#[test]
fn speakers_are_merged_and_split() {
    let text =
        "Broen\n\n»Den er farlig,« siger Ida Holm.\n\n»Den er dyr,« siger Bo Lind.\n\n»Den er grim,« siger Bo Lind.\n";
    let desk = Desk::with(&[("a.txt", text)]);
    let named = |words: &str| desk.get(&format!("/speakers?words={words}")).json();
    let number = |words: &str| named(words)[0]["number"].as_i64().expect("a number");
    let (ida, bo) = (number("Ida"), number("lind"));
    let merged = desk.post("/speaker/merge", &json!({"from": ida, "into": bo}));
    merged.check(200, &["Talere slået sammen"]);
    assert_eq!(desk.statements(&format!("/speaker/{bo}")).len(), 3);
    desk.get("/changes").check(200, &["Talere slået sammen"]);
    desk.post("/undo", &json!({"changes": merged.json()["changes"]})).check(200, &["Fortrudt."]);
    assert_eq!(desk.statements(&format!("/speaker/{bo}")).len(), 2);
    let first = desk.statements(&format!("/speaker/{bo}"))[0];
    let split = desk.post("/speaker/split", &json!({"statements": [first]}));
    split.check(200, &["Taler skilt ud"]);
    let go = split.json()["go"].as_str().expect("a page").to_owned();
    assert_eq!(desk.statements(&go), [first]);
    desk.post("/speaker/merge", &json!({"from": bo, "into": bo})).check(422, &["error"]);
}

#[test]
fn changes_outlive_the_desk() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    edit(&desk, 1, "note", &json!("set")).check(200, &[]);
    assert!(desk.folder().join("desk.db").exists());
    desk.get("/changes").check(200, &["Note", "href=\"/statement/1\">Den er farlig<"]);
}
