//! CSV and TSV: columns by their names, an article a row.

use udsagn::article::{Field, Named, Reading};

use super::{Case, read};

const TEXT: &str = "»Den er farlig,« siger Ida Holm.";

/// A table whose only article has this title, day, url, source, author and id.
#[track_caller]
fn check(name: &str, table: impl AsRef<[u8]>, expected: [&str; 6]) {
    let article = read(name, table).only();
    assert_eq!(article.text, TEXT);
    let day = article.published.map(|day| day.to_string());
    let found = [article.title, day, article.url, article.source, article.author, Some(article.id)];
    assert_eq!(found.map(Option::unwrap_or_default), expected);
}

#[test]
fn columns_are_found_by_name() {
    let all = ["Broen", "2024-03-05", "https://a.dk/a", "Avisen", "Bo Kjær", "7"];
    check(
        "a.csv",
        format!(
            "id,title,published,url,source,author,x,text\n7,Broen,2024-03-05,https://a.dk/a,Avisen,Bo Kjær,y,\"{TEXT}\"\n"
        ),
        all,
    );
    check(
        "a.csv",
        format!(
            "\u{feff}Brødtekst;Overskrift;Dato;URL;Medie;Forfatter;ID\r\n\"{TEXT}\";Broen;05-03-2024;https://a.dk/a;Avisen;Bo Kjær;7\r\n"
        ),
        all,
    );
    check("a.tsv", format!("BODY\tlink\n{TEXT}\thttps://a.dk/a\n"), ["", "", "https://a.dk/a", "", "", "a.tsv:2"]);
    check("a.csv", format!("sep=|\ntext|id\n{TEXT}|7\n"), ["", "", "", "", "", "7"]);
    // A composed heading is the same as one with its ring or stroke apart.
    check(
        "a.csv",
        format!("tekst,ma\u{30a}ned,Dato\n\"{TEXT}\",marts,5. marts 2024\n"),
        ["", "2024-03-05", "", "", "", "a.csv:2"],
    );
    // A field of several columns is held by the surest that has a value.
    check(
        "a.csv",
        format!("overskrift,title,content,text\nBroen,,nej,\"{TEXT}\"\n"),
        ["Broen", "", "", "", "", "a.csv:2"],
    );
}

#[test]
fn excel_in_danish_writes_what_is_read() {
    let table = format!("Brødtekst;Overskrift\r\n\"{TEXT}\";\"Broen; og vejen\"\r\n");
    let expected = ["Broen; og vejen", "", "", "", "", "a.csv:2"];
    let western = encoding_rs::WINDOWS_1252.encode(&table).0.into_owned();
    let found = read("a.csv", &western);
    found.check_told(&["warning: a.csv:2: not UTF-8; read as windows-1252 (told only at the first such row)"]);
    assert_eq!(found.articles[0].text, TEXT);
    let utf_16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    check("a.csv", utf_16(&table), expected);
    // An old Mac ends lines in a carriage return.
    check("a.csv", table.replace("\r\n", "\r"), expected);
    check("a.txt.tsv", utf_16(&table.replace(';', "\t")), ["Broen\t og vejen", "", "", "", "", "a.txt.tsv:2"]);
}

#[test]
fn the_user_names_columns() {
    let case = Case::of("a.csv", format!("nr,text,indlæg\n7,nej,\"{TEXT}\"\n"));
    let column = |field, name: &str| Named { field, name: name.into() };
    let columns = vec![column(Field::Text, "Indlæg"), column(Field::Id, "nr")];
    let article = case.read_as("a.csv", Reading { columns, ..Reading::default() }).only();
    assert_eq!((article.text.as_str(), article.id.as_str()), (TEXT, "7"));
    let columns = vec![column(Field::Text, "krop")];
    case.read_as("a.csv", Reading { columns, ..Reading::default() })
        .check_told(&["error: a.csv: no column \"krop\"; the first row has \"nr\", \"text\", \"indlæg\""]);
    case.file("b.json", format!("[{{\"krop\": \"{TEXT}\"}}]"));
    let columns = vec![column(Field::Text, "krop")];
    assert_eq!(case.read_as("b.json", Reading { columns, ..Reading::default() }).only().text, TEXT);
}

#[test]
fn a_fault_costs_its_row() {
    let table = format!(
        "id,text,published\n1,\"{TEXT}\",i går\n2,,\n\n3\n4,Ja, siger Ida Holm.,2024-03-05\n5,\"To\nlinjer\"\"\",2024-03-05,,\n,,\n6,Nej, siger, hun."
    );
    let found = read("a.csv", table);
    found.check_ids(&["1", "5"]).check_told(&[
        "warning: a.csv:2: `published` is no date that can be read: \"i går\"; counts as unknown",
        "error: a.csv:3: empty: `text` holds no text",
        "error: a.csv:5: no `text` field",
        "error: a.csv:6: 4 columns, but the first row has 3: is a text not in quotation marks, or one of them not closed?",
        "error: a.csv:10: 4 columns, but the first row has 3: is a text not in quotation marks, or one of them not closed?",
    ]);
    assert_eq!(found.articles[1].text, "To\nlinjer\"");
}

#[test]
fn a_table_without_texts_is_told() {
    for (table, told) in [
        ("", "error: a.csv: empty file"),
        ("\0\0", "error: a.csv: binary file (it holds NUL bytes)"),
        ("text,id\n", "error: a.csv: empty: it holds no rows but the first"),
        (
            "a,b\n1,2\n",
            "error: a.csv: no column is known to hold the text; the first row has \"a\", \"b\"; name it with --column text=NAME",
        ),
    ] {
        read("a.csv", table).check_ids(&[]).check_told(&[told]);
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_row() {
    let unclosed = "a quotation mark that opens in this line is never closed";
    let rows = format!("3,{TEXT}\n").replace(',', ";").replace("»Den er farlig;", "»Den er farlig,");
    for (before, line) in [("", 3), ("\n\n", 5), ("7;\"To\nlinjer\"\n", 5)] {
        let table = format!("id;text\n1;{TEXT}\n{before}2;\"Uden slut\n{}", rows.repeat(40_000));
        let found = read("a.csv", table);
        found.check_told(&[&format!("error: a.csv:{line}: {unclosed}; this row is left out")]);
        assert_eq!(found.articles.len(), 40_001 + usize::from(before.starts_with('7')));
        assert_eq!((found.articles[0].id.as_str(), found.articles[0].text.as_str()), ("1", TEXT));
        assert!(found.articles.iter().all(|article| article.text.len() < 100));
    }
    // In a cell of several lines, and in the first row.
    read("a.csv", format!("text\n\"a\nb\",\"c\n{TEXT}\n")).check_told(&[
        &format!("error: a.csv:3: {unclosed}; this row is left out"),
        "error: a.csv:4: 2 columns, but the first row has 1: is a text not in quotation marks, or one of them not closed?",
    ]);
    read("a.csv", format!("id,\"text\n1,{TEXT}\n")).check_told(&[&format!("error: a.csv:1: {unclosed}")]);
    // Line ends of Windows and of an old Mac.
    for end in ["\r\n", "\r"] {
        let table = format!("id;text\n1;{TEXT}\n2;\"Uden slut\n3;{TEXT}\n").replace('\n', end);
        let found = read("a.csv", table);
        found.check_ids(&["1", "3"]).check_told(&[&format!("error: a.csv:3: {unclosed}; this row is left out")]);
    }
    // A file that is no table.
    let found = read("a.csv", format!("text\n{}", format!("\"{}\n", "a".repeat(10)).repeat(100)));
    assert!(found.articles.len() + found.told.len() < 102, "{:?}", found.told);
}

#[test]
fn quotation_marks_of_the_text_are_no_marks_around_a_cell() {
    let found =
        read("a.tsv", "id\ttext\n1\t\"Vi venter,\" siger Ida Holm.\n2\t\"Nej\" og \"ja\".\n3\t\"Den er farlig.\"\n");
    let told = "a cell begins with a quotation mark that does not go around it";
    found.check_told(&[&format!("warning: a.tsv:2: {told}; read as it is written (told only at the first such row)")]);
    let texts: Vec<&str> = found.articles.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["\"Vi venter,\" siger Ida Holm.", "\"Nej\" og \"ja\".", "Den er farlig."]);
    read("a.csv", "text,id\n\"Vi venter,\" siger hun.,1\n")
        .check_ids(&["1"])
        .check_told(&[&format!("warning: a.csv:2: {told}; it is left out there (told only at the first such row)")]);
}
