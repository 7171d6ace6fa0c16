//! Archives: what is in them, and what they may not do.

use std::io::{Cursor, Write};

use udsagn::article::{FORMATS, Format, Reading};
use zip::write::SimpleFileOptions;

use super::{Case, gzipped, read, zipped};

const TEXT: &str = "»Den er farlig,« siger Ida Holm.\n";

#[test]
fn files_in_a_zip_are_read_in_order() {
    let archive = zipped(&[
        ("b/b.txt", TEXT.as_bytes()),
        ("b/", b""),
        ("a.jsonl", b"{\"text\": \"En.\"}\n{\"x\": 1}\n{\"text\": \"To.\"}"),
        ("b/a.csv.gz", &gzipped("text\nTre.\n")),
        ("b/side.html", include_bytes!("pages/avis.html")),
        ("b/billede.png", b"\x89PNG"),
        ("__MACOSX/b/._b.txt", b"\0\0"),
        (".DS_Store", b"x"),
    ]);
    let found = read("arkiv.zip", &archive);
    found
        .check_ids(&[
            "arkiv.zip/a.jsonl:1",
            "arkiv.zip/a.jsonl:3",
            "arkiv.zip/b/a.csv.gz:2",
            "arkiv.zip/b/b.txt",
            "arkiv.zip/b/side.html",
        ])
        .check_told(&[
            "error: arkiv.zip/a.jsonl:2: no `text` field",
            "note: skipped 1 file with other endings: arkiv.zip/b/billede.png",
        ]);
    let case = Case::of("ind/arkiv.zip", &archive);
    case.file("ind/a.txt", TEXT);
    assert_eq!(case.read("ind").articles.len(), 6);
}

#[test]
fn no_path_leads_out_of_an_archive() {
    let archive = zipped(&[
        ("../ude.txt", TEXT.as_bytes()),
        ("a/../../ude.txt", TEXT.as_bytes()),
        ("b/..\\..\\ude.txt", TEXT.as_bytes()),
        ("/etc/rod.txt", TEXT.as_bytes()),
        ("inde.txt", TEXT.as_bytes()),
        ("inde\u{1b}[31m.txt", TEXT.as_bytes()),
    ]);
    let found = read("arkiv.zip", archive);
    assert!(found.articles.iter().any(|article| article.id == "arkiv.zip/inde.txt"));
    assert_eq!(
        found.told.iter().filter(|told| told.ends_with("its name leads out of the archive; not read")).count(),
        4,
        "{:?}",
        found.told
    );
    assert!(found.articles.iter().all(|article| !article.id.contains(['\u{1b}']) && !article.id.contains("ude")));
}

#[test]
fn links_and_locked_files_are_told() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).expect("links");
    archive.start_file("a.txt", SimpleFileOptions::default()).expect("begins");
    archive.write_all(TEXT.as_bytes()).expect("writes");
    let mut bytes = archive.finish().expect("finishes").into_inner();
    read("arkiv.zip", &bytes)
        .check_ids(&["arkiv.zip/a.txt"])
        .check_told(&["error: arkiv.zip/link.txt: a link; not followed"]);
    // The bit that says that an entry is locked, in the list at the end.
    let list = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("the list");
    bytes[list + 8] |= 1;
    let found = read("arkiv.zip", &bytes);
    assert!(
        found.told.contains(&"error: arkiv.zip/a.txt: locked by a password: unpack it yourself".into()),
        "{:?}",
        found.told
    );
}

#[test]
fn bombs_are_refused() {
    let refused = "refused: it unpacks to more than 100 times its size, as archives do that are made to harm; if it is sound, unpack it yourself";
    let bomb = "Ja. ".repeat(5 << 20);
    read("a.txt.gz", gzipped(&bomb)).check_ids(&[]).check_told(&[&format!("error: a.txt.gz: {refused}")]);
    let lines = format!("{{\"text\": \"En.\"}}\n{}", " ".repeat(20 << 20));
    read("a.jsonl.gz", gzipped(lines))
        .check_ids(&["a.jsonl.gz:1"])
        .check_told(&[&format!("error: a.jsonl.gz: {refused}")]);
    read("a.zip", zipped(&[("bombe.txt", bomb.as_bytes()), ("a.txt", TEXT.as_bytes())]))
        .check_told(&[&format!("error: a.zip/bombe.txt: {refused}")]);
    // A small file may be as even as it likes.
    assert_eq!(read("a.txt.gz", gzipped(TEXT.repeat(1000))).told.len(), 0);
}

#[test]
fn an_archive_in_an_archive_is_told() {
    let inner = zipped(&[("a.txt", TEXT.as_bytes())]);
    read("a.zip", zipped(&[("b.zip", &inner)]))
        .check_told(&["error: a.zip/b.zip: an archive in an archive is not read: unpack the outer one yourself"]);
    read("a.zip.gz", gzipped(&inner))
        .check_told(&["error: a.zip.gz: an archive in an archive is not read: unpack the outer one yourself"]);
    read("a.txt.gz.gz", gzipped(gzipped(TEXT)))
        .check_told(&["error: a.txt.gz.gz: packed twice: unpack it once yourself"]);
    read("a.tar.gz", gzipped(TEXT)).check_ids(&[]);
}

#[test]
fn damaged_archives_are_told() {
    let archive = zipped(&[("a.txt", TEXT.repeat(2000).as_bytes()), ("b.txt", TEXT.as_bytes())]);
    let mut damaged = archive.clone();
    damaged[45] ^= 0xff;
    let found = read("a.zip", &damaged);
    found.check_ids(&["a.zip/b.txt"]);
    assert!(found.told[0].starts_with("error: a.zip/a.txt: "), "{:?}", found.told);
    for cut in [1, 3, 40, archive.len() - 8] {
        let found = read("a.zip", &archive[..cut]);
        assert!(found.told[0].starts_with("error: a.zip: not a zip archive, or a damaged one: "), "{:?}", found.told);
    }
    read("a.zip", zipped(&[])).check_ids(&[]);
    read("a.zip", zipped(&[("x.png", b"x")])).check_ids(&[]);
    let packed = gzipped(TEXT.repeat(2000));
    let found = read("a.txt.gz", &packed[..packed.len() / 2]);
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    read("a.txt.gz", "Nej, det er ikke pakket.").check_told(&[
        "error: a.txt.gz: not packed by gzip, damaged or cut off: invalid gzip header; download or pack it again",
    ]);
    for name in ["a.gz", "a.txt.gz", "a.zip"] {
        read(name, "").check_told(&[&format!("error: {name}: empty file")]);
    }
    read("a.txt.gz", gzipped("")).check_told(&["error: a.txt.gz: empty file"]);
}

#[test]
fn what_is_packed_without_a_name_is_known_by_its_beginning() {
    read("avis.gz", gzipped("{\"text\": \"En.\"}")).check_told(&[]).check_ids(&["avis.gz:1"]);
    read("2024.03.05.gz", gzipped(TEXT)).check_told(&[]).check_ids(&["2024.03.05.gz"]);
}

#[test]
fn the_user_names_the_format() {
    let case = Case::of(
        "side.php",
        "<meta charset=utf-8><h1>Broen</h1><p>Broen lukker, siger Ida Holm, og den åbner igen til august.</p>",
    );
    case.file(
        "side.aspx.gz",
        gzipped("<h1>Broen</h1><p>Broen lukker, siger Ida Holm, og den kommer igen til august.</p>"),
    );
    let html = || Reading { format: Format::named("html"), ..Reading::default() };
    let read = case.read_as(".", html());
    read.check_told(&[]).check_ids(&["side.aspx.gz", "side.php"]);
    assert!(read.articles.iter().all(|article| article.text.starts_with("Broen\n\n")));
    assert!(
        FORMATS.iter().all(|format| Format::named(format.name).is_some_and(|found| found.endings == format.endings))
    );
}

/// Whatever the bytes: no panic, and something comes of every file.
#[test]
fn no_bytes_make_it_fall() {
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("a.zip", zipped(&[("a.txt", TEXT.as_bytes()), ("b.html", include_bytes!("pages/avis.html"))])),
        ("a.html.gz", gzipped(include_str!("pages/avis.html"))),
        ("a.html", include_bytes!("pages/telegram.html").to_vec()),
        ("a.csv", b"text,id\n\"a\",1\n".to_vec()),
        ("a.json", b"[{\"text\": \"a\"}]".to_vec()),
        ("a.docx", zipped(&[("word/document.xml", b"<w:p><w:r><w:t>Ja.</w:t></w:r></w:p>")])),
        (
            "a.xml",
            b"<rss><channel><item><title>a</title><content:encoded>b</content:encoded></item></channel></rss>".to_vec(),
        ),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/\r\n\r\n".to_vec()),
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for (name, seed) in seeds {
        for _ in 0..60 {
            let mut bytes = seed.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                match next(3) {
                    0 => bytes[at] = next(256) as u8,
                    1 => bytes.truncate(at + 1),
                    _ => bytes.insert(at, next(256) as u8),
                }
            }
            let found = read(name, &bytes);
            assert!(found.articles.len() + found.told.len() > 0, "{name}: {bytes:?}");
        }
    }
}
