//! Who may ask, and what every answer carries.

use super::{BRIDGE, Desk};

/// Every address that gives a page, of a desk that holds one article.
pub const PAGES: [&str; 10] = [
    "/",
    "/article/1",
    "/statement/1",
    "/statement/1/panel",
    "/speaker/1",
    "/charts",
    "/articles",
    "/new",
    "/changes",
    "/help",
];

/// Every address that takes a change.
const CHANGES: [&str; 6] =
    ["/articles", "/statement/1/edit", "/article/1/statements", "/speaker/merge", "/speaker/split", "/undo"];

#[test]
fn only_the_link_opens_the_door() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let host = desk.host.as_str();
    let opened = desk.send(&format!("GET {} HTTP/1.1", desk.opening), &[("Host", host)], "");
    opened.check(303, &[]);
    assert_eq!(opened.header("location"), "/");
    let cookie = opened.header("set-cookie");
    assert!(
        cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert!(desk.opening.len() >= "/?token=".len() + 64, "{}", desk.opening);

    let (name, value) = desk.cookie().split_once('=').expect("a cookie");
    let shorter = &value[..value.len() - 1];
    let last = if value.ends_with('0') { '1' } else { '0' };
    let wrong = [
        String::new(),
        format!("{name}="),
        format!("{name}={shorter}"),
        format!("{name}={shorter}{last}"),
        format!("{name}={value}0"),
    ];
    for path in PAGES.iter().chain(&["/export?format=csv", "/speakers?words=a", "/nowhere"]) {
        for cookie in &wrong {
            let answer = desk.send(&format!("GET {path} HTTP/1.1"), &[("Host", host), ("Cookie", cookie)], "");
            answer.check(403, &["Siden er låst", &format!("http://{host}/?token=")]);
            assert!(!answer.body.contains("Ida Holm") && answer.headers("set-cookie").is_empty());
        }
        let wrong = desk.send(&format!("GET /?token={shorter}{last} HTTP/1.1"), &[("Host", host)], "");
        wrong.check(403, &[]);
        assert!(wrong.headers("set-cookie").is_empty());
    }
}

#[test]
fn it_answers_to_its_own_name_only() {
    let desk = Desk::open();
    let port = desk.host.rsplit(':').next().expect("a port").to_owned();
    let cookie = desk.cookie();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("LocalHost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("evil.example:{port}"), 403),
        (format!("127.0.0.1.evil.example:{port}"), 403),
        ("127.0.0.1".to_owned(), 403),
        ("127.0.0.1:1".to_owned(), 403),
        (String::new(), 403),
    ] {
        let answer = desk.send("GET / HTTP/1.1", &[("Host", &host), ("Cookie", cookie)], "");
        assert_eq!(answer.status, status, "{host}");
        let opened = desk.send(&format!("GET {} HTTP/1.1", desk.opening), &[("Host", &host)], "");
        assert_eq!(opened.status == 303, status == 200, "{host}");
    }
}

#[test]
fn changes_come_from_its_own_pages_as_json_only() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let own = format!("http://{}", desk.host);
    let kind = ("Content-Type", "application/json");
    let base = [("Host", desk.host.as_str()), ("Cookie", desk.cookie())];
    for path in CHANGES {
        for (more, status) in [
            (vec![kind], 403),
            (vec![kind, ("Origin", "http://evil.example")], 403),
            (vec![kind, ("Origin", "null")], 403),
            (vec![kind, ("Origin", "http://localhost:1")], 403),
            (vec![kind, ("Origin", &own), ("Sec-Fetch-Site", "cross-site")], 403),
            (vec![kind, ("Origin", &own), ("Sec-Fetch-Site", "same-site")], 403),
            (vec![("Origin", &own)], 415),
            (vec![("Origin", &own), ("Content-Type", "text/plain")], 415),
            (vec![("Origin", &own), ("Content-Type", "application/x-www-form-urlencoded")], 415),
            (vec![("Origin", &own), ("Content-Type", "multipart/form-data; boundary=application/json")], 415),
        ] {
            let headers: Vec<(&str, &str)> = base.iter().copied().chain(more).collect();
            let answer = desk.send(&format!("POST {path} HTTP/1.1"), &headers, "{}");
            assert_eq!(answer.status, status, "{path} {headers:?}");
        }
        let closed = [("Host", desk.host.as_str()), ("Origin", &own), kind];
        assert_eq!(desk.send(&format!("POST {path} HTTP/1.1"), &closed, "{}").status, 403, "{path}");
    }
    let headers = [base[0], base[1], kind, ("Origin", own.as_str()), ("Sec-Fetch-Site", "same-origin")];
    let edit = r#"{"edits": [{"field": "note", "value": "set"}]}"#;
    desk.send("POST /statement/1/edit HTTP/1.1", &headers, edit).check(200, &[]);
    // What was refused changed nothing.
    assert_eq!(desk.get("/changes").body.matches("data-undo").count(), 1);
}

#[test]
fn long_bodies_are_refused() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let note = "x".repeat(300 << 10);
    let edit = serde_json::json!({"edits": [{"field": "note", "value": note}]});
    desk.post("/statement/1/edit", &edit).check(413, &["error"]);
}

#[test]
fn every_answer_has_the_headers_and_no_script_of_its_own() {
    let desk = Desk::with(&[("a.txt", BRIDGE)]);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    let page = desk.get("/").body;
    let assets = page.split('"').filter(|piece| piece.starts_with("/assets/")).collect::<Vec<_>>();
    assert_eq!(assets.len(), 3, "{assets:?}");
    let others = ["/export?format=csv", "/speakers?words=a", "/nowhere", "/article/99", "/?stance=blue"];
    for path in PAGES.into_iter().chain(others).chain(assets.iter().copied()) {
        let answer = desk.get(path);
        assert_eq!(answer.header("content-security-policy"), policy, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        if assets.contains(&path) {
            answer.check(200, &[]);
            assert!(answer.header("content-type").starts_with(if path.ends_with(".css") {
                "text/css"
            } else {
                "text/javascript"
            }));
        } else {
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(!answer.body.contains("<style") && !answer.body.contains(" style="), "{path}");
            assert!(!answer.body.contains("javascript:"), "{path}");
            for script in answer.body.split("<script").skip(1) {
                assert!(
                    script.starts_with(" type=\"module\" src=\"/assets/") && script.contains("\"></script>"),
                    "{path}: {script:.80}"
                );
            }
        }
    }
    let closed = desk.send("GET / HTTP/1.1", &[("Host", &desk.host)], "");
    assert_eq!(closed.header("content-security-policy"), policy);
}
