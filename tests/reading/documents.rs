//! Word documents.

use udsagn::article::PartKind;

use super::{read, zipped};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn document(body: &str, styles: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {NAMESPACE}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {NAMESPACE}>{styles}</w:styles>");
    zipped(&[
        ("[Content_Types].xml", b"<x/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

#[test]
fn paragraphs_styles_and_breaks_are_read() {
    let body = r#"
        <w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Broen </w:t></w:r><w:r><w:t>lukker</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">»Den er farlig,« </w:t></w:r><w:hyperlink><w:r><w:t>siger</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> Ida Holm &amp; co.</w:t><w:br/><w:t>Ny linje.</w:t></w:r></w:p>
        <w:p/>
        <w:p><w:pPr><w:pStyle w:val="Overskrift2"/></w:pPr><w:r><w:t>Omvej</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>En celle.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:ins><w:r><w:t>Ny</w:t></w:r></w:ins><w:del><w:r><w:delText>Gammel</w:delText><w:t>Gammel</w:t></w:r></w:del><w:r><w:t> tekst.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="a7"/></w:pPr><w:r><w:t>Broen i går.</w:t></w:r></w:p>
        <w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:t>slut.</w:t></w:r></w:p>"#;
    let styles = r#"<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="a7"><w:name w:val="caption"/></w:style>"#;
    let article = read("a.docx", document(body, styles)).only();
    assert_eq!(
        article.text,
        "Broen lukker\n\n»Den er farlig,« siger Ida Holm & co.\nNy linje.\n\nOmvej\n\nEn celle.\n\nNy tekst.\n\nBroen i går.\n\n-slut.\n"
    );
    assert_eq!(article.title.as_deref(), Some("Broen lukker"));
    let parts: Vec<_> = article.parts.iter().map(|part| (part.kind, part.span.of(&article.text))).collect();
    assert_eq!(
        parts,
        [(PartKind::Headline, "Broen lukker"), (PartKind::Heading, "Omvej"), (PartKind::Caption, "Broen i går.")]
    );
}

#[test]
fn a_document_that_is_none_is_told() {
    let none = "error: a.docx: not a Word document, or a damaged one: open it in Word and save it again as .docx";
    read("a.docx", "Ja.").check_told(&[none]);
    read("a.docx", "").check_told(&["error: a.docx: empty file"]);
    read("a.docx", b"\xd0\xcf\x11\xe0 old Word").check_told(&[none]);
    read("a.docx", zipped(&[("x.txt", b"x")]))
        .check_told(&["error: a.docx: not a Word document: it has no text (word/document.xml)"]);
    read("a.docx", document("<w:p/>", "")).check_told(&["error: a.docx: empty: it holds no text"]);
    let broken = zipped(&[("word/document.xml", b"<w:document>\n<w:p></w:x>")]);
    let found = read("a.docx", broken);
    assert!(found.told[0].starts_with("error: a.docx: broken XML in word/document.xml, line 2: "), "{:?}", found.told);
    let cut_off = zipped(&[("word/document.xml", b"<w:document><w:p><w:r><w:t>Ja.")]);
    read("a.docx", cut_off)
        .check_told(&["error: a.docx: damaged: word/document.xml ends too early; open it in Word and save it again"]);
    let whole = document("<w:p><w:r><w:t>Ja.</w:t></w:r></w:p>", "");
    for cut in [10, whole.len() / 2, whole.len() - 5] {
        read("a.docx", &whole[..cut]).check_told(&[none]);
    }
}

#[test]
fn a_document_that_inflates_without_end_is_refused() {
    let text = vec![b' '; 20 << 20];
    let bomb = zipped(&[("word/document.xml", &text)]);
    let found = read("a.docx", bomb);
    assert!(
        found.told[0].contains("word/document.xml: refused: it unpacks to more than 100 times its size"),
        "{:?}",
        found.told
    );
}
