//! Pages that hold words of an article.

/// Checks that every tag is one that is closed in its turn, and that no attribute is open to the words of an article.
#[track_caller]
pub fn check_markup(page: &str, html: &str) {
    const VOID: [&str; 9] = ["meta", "link", "br", "input", "line", "rect", "col", "hr", "!DOCTYPE"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, text) = after.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '\n']).next().expect("a name").trim_end_matches('/');
        rest = text;
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{page}: before {text:.60}"),
            None if VOID.contains(&name) => {}
            None => open.push(name),
        }
        // What stands in quotes is a value; what does not is the page's own.
        let own: String = tag.split('"').step_by(2).collect();
        assert!(!own.contains(" on") && !own.contains("alert"), "{page}: {tag}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{page}: {tag}");
        if let "script" | "style" = name {
            rest = &rest[rest.find("</").expect("ends")..];
        }
    }
    // The frame of a page may be closed by the parser.
    open.retain(|name| *name != "html");
    assert!(open.is_empty(), "{page}: {open:?}");
}
