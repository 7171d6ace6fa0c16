//! The committed table of `seeds/` is what the command writes today.
#![allow(missing_docs, clippy::expect_used)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_table_of_the_seeds_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let written = folder.path().join("statements.csv");
    let output = Command::cargo_bin("udsagn")
        .expect("the command")
        .current_dir(root)
        .args(["extract", "seeds", "-o"])
        .arg(&written)
        .output()
        .expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written = fs::read(&written).expect("a table");
    let kept = fs::read(root.join("output/statements.csv")).unwrap_or_default();
    assert!(
        written == kept,
        "output/statements.csv differs from what `udsagn extract seeds` writes; refresh it with \
         `cargo run --release -- extract seeds` and read the difference"
    );
}
