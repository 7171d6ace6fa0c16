//! A desk that runs, and a client that sends exactly what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A running desk; it ends with its test.
pub struct Desk {
    process: Child,
    folder: TempDir,
    /// `127.0.0.1:40123`
    pub host: String,
    /// What follows the host in the opening link.
    pub opening: String,
    cookie: String,
}

/// What a request was answered with.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    /// The values of a header.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }

    /// The one value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers(name).first().copied().unwrap_or("")
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|fault| panic!("{fault}: {self:?}"))
    }

    /// Checks the status and that the body holds these words.
    #[track_caller]
    pub fn check(&self, status: u16, words: &[&str]) -> &Self {
        assert_eq!(self.status, status, "{self:?}");
        for words in words {
            assert!(self.body.contains(words), "{words} is not in {}", self.body);
        }
        self
    }
}

impl Desk {
    /// A desk with an empty store, and a browser that came by its link.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new(env!("CARGO_BIN_EXE_udsagn"))
            .args(["serve", "desk.db", "--port", "0", "--no-open"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut link = String::new();
        BufReader::new(process.stdout.take().expect("piped")).read_line(&mut link).expect("a link");
        let (host, opening) =
            link.trim().strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("a link");
        let mut desk =
            Self { process, folder, host: host.into(), opening: format!("/{opening}"), cookie: String::new() };
        let opened = desk.send(&format!("GET {} HTTP/1.1", desk.opening), &[("Host", &desk.host)], "");
        assert_eq!(opened.status, 303, "{opened:?}");
        desk.cookie = opened.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        desk
    }

    /// A desk that holds these articles, by name of file.
    pub fn with(articles: &[(&str, &str)]) -> Self {
        let desk = Self::open();
        for (name, text) in articles {
            desk.drop_file(name, text.as_bytes()).check(200, &[]);
        }
        desk
    }

    /// Drops a file on the page.
    pub fn drop_file(&self, name: &str, bytes: &[u8]) -> Answer {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::STANDARD.encode(bytes);
        self.post("/articles", &json!({"name": name, "bytes": bytes}))
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// What a browser that is let in gets.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1"), &[("Host", &self.host), ("Cookie", &self.cookie)], "")
    }

    /// Sends a change as a page of the desk does.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let origin = format!("http://{}", self.host);
        let headers = [
            ("Host", self.host.as_str()),
            ("Cookie", &self.cookie),
            ("Origin", &origin),
            ("Content-Type", "application/json"),
        ];
        self.send(&format!("POST {path} HTTP/1.1"), &headers, &body.to_string())
    }

    /// Sends a request as it is given.
    pub fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("a door");
        let mut request = format!("{line}\r\n");
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += &format!("Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).expect("sends");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..at].to_vec()).expect("ASCII");
        let mut body = bytes[at + 4..].to_vec();
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            body = unchunked(&body);
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The numbers of the statements that a page shows, each once.
    pub fn statements(&self, path: &str) -> Vec<i64> {
        let page = self.get(path);
        let mut numbers = Vec::new();
        for piece in page.body.split("data-statement=\"").skip(1) {
            let number = piece.split('"').next().and_then(|number| number.parse().ok()).expect("a number");
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// A body that was sent in pieces.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&bytes[..end]).ok().and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let length = length.expect("a length");
        whole.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[end + 4 + length..];
        if length == 0 {
            break;
        }
    }
    whole
}
