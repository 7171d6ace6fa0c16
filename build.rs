//! Turns the data files of the language packs, which are TOML for people, into JSON, which is read in a tenth of the
//! time at each start; and lists packs and files, so that dropping a file into `src/languages/` is all it takes to add it.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src");
    let root = Path::new("src/languages");
    let mut code = String::from("[\n");
    for pack in entries_in(root).into_iter().filter(|path| path.is_dir()) {
        code += &format!("Pack {{ folder: {:?}, ", name_of(&pack));
        let profile = table(&pack.join("language.toml"));
        for (key, value) in &profile {
            // Texts, truths and rows of texts are written alike in both.
            let list = if value.is_array() { "&" } else { "" };
            let _ = write!(code, "{key}: {list}{value}, ");
        }
        for part in ["words", "labels", "dates"] {
            let _ = write!(code, "{part}: {:?}, ", json(&pack.join(part).with_extension("toml")));
        }
        let weights = pack.join("weights.csv");
        let table = fs::read_to_string(&weights).unwrap_or_else(|cause| panic!("{}: {cause}", weights.display()));
        let _ = write!(code, "weights: {table:?}, macros: {:?}, ", json(&pack.join("grammar/macros.toml")));
        for (part, folder) in [("lexicon", "lexicon"), ("constructions", "grammar")] {
            let _ = write!(code, "{part}: &[");
            for path in entries_in(&pack.join(folder)) {
                let name = name_of(&path);
                if name.ends_with(".toml") && name != "macros.toml" {
                    let _ = write!(code, "({name:?}, {:?}), ", json(&path));
                }
            }
            code += "], ";
        }
        code += "},\n";
    }
    code += "]\n";
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names an output folder"));
    fs::write(out.join("packs.rs"), code).expect("the list of packs can be written");
    println!("cargo:rustc-env=UDSAGN_SOURCES={:016x}", sources());
}

/// A number that is another where the program is: of its files and features. By it a batch that broke off knows whether
/// the same program goes on with it.
fn sources() -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut features: Vec<String> = env::vars().map(|(name, _)| name).collect();
    features.retain(|name| name.starts_with("CARGO_FEATURE_"));
    features.sort();
    features.hash(&mut hasher);
    let mut paths = vec![PathBuf::from("src")];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(entries_in(&path));
        } else {
            path.hash(&mut hasher);
            fs::read(&path).expect("a file can be read").hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// What lies in a folder, sorted by name.
fn entries_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a file has a name").to_string_lossy().into_owned()
}

/// A TOML file as JSON.
fn json(path: &Path) -> String {
    serde_json::Value::Object(table(path)).to_string()
}

fn table(path: &Path) -> serde_json::Map<String, serde_json::Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    toml::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}
