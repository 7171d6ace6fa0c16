//! JSON: arrays of objects, one object, and what is broken.

use super::read;

#[test]
fn arrays_are_read_object_by_object() {
    let found = read(
        "a.json",
        "\u{feff}[\n  {\"text\": \"[Ja], {siger} \\\"Ida\\\" Holm.\", \"id\": 1,\n   \"more\": [{\"text\": \"nej\"}]},\n  {\"brødtekst\": \"To.\"}\n]\n",
    );
    found.check_told(&[]).check_ids(&["1", "a.json:4"]);
    assert_eq!(found.articles[0].text, "[Ja], {siger} \"Ida\" Holm.");
}

#[test]
fn one_object_or_lines_of_them_are_read_too() {
    read("a.json", "{\n \"text\": \"En.\"\n}").check_told(&[]).check_ids(&["a.json:1"]);
    read("a.json", "{\"text\": \"En.\"}\n{\"text\": \"To.\"}").check_told(&[]).check_ids(&["a.json:1", "a.json:2"]);
}

#[test]
fn a_fault_costs_its_object() {
    let found = read(
        "a.json",
        "[{\"text\": \"En.\"},\n {\"text\": tre},\n 5, null, \"x\", [1, 2],\n {\"text\": \"Fire.\"}, {\"title\":\n  5 6}]",
    );
    found.check_ids(&["a.json:1", "a.json:4"]).check_told(&[
        "error: a.json:2: broken JSON: expected ident (column 13)",
        "error: a.json:3: not a JSON object",
        "error: a.json:3: not a JSON object",
        "error: a.json:3: not a JSON object",
        "error: a.json:3: not a JSON object",
        "error: a.json:5: broken JSON: expected `,` or `}` (column 5)",
    ]);
}

#[test]
fn a_file_that_is_cut_off_gives_what_it_has() {
    let cut = "error: a.json: the file ends before its array is closed: is it cut off? What came before was read";
    read("a.json", "[{\"text\": \"En.\"},\n").check_ids(&["a.json:1"]).check_told(&[cut]);
    let found = read("a.json", "[{\"text\": \"En.\"},\n{\"text\": \"To");
    found
        .check_ids(&["a.json:1"])
        .check_told(&["error: a.json:2: broken JSON: EOF while parsing a string (column 12)", cut]);
    read("a.json", "").check_told(&["error: a.json: empty file"]);
    read("a.json", "[]").check_told(&["error: a.json: empty: it holds no articles"]);
    read("a.json", "\0\0\0").check_told(&["error: a.json: binary file (it holds NUL bytes)"]);
    // Brackets without end do not take the stack.
    let deep = read("a.json", format!("[{}", "[".repeat(100_000)));
    assert_eq!(deep.told.len(), 2, "{:?}", deep.told);
    let deep = read("a.json", format!("[{{\"x\": {}", "[".repeat(100_000)));
    assert_eq!(deep.told.len(), 2, "{:?}", deep.told);
}
