//! Turns the data files, which are TOML for people, into JSON, which is read in a tenth of the time at each start; and
//! lists the construction files, so that dropping one into `src/grammar/da/` is all it takes to add it.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Data files of their own; each becomes a file of the same name under the output folder.
const FILES: [&str; 2] = ["src/dates/da.toml", "src/labels/da.toml"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names an output folder"));
    for path in files_in(Path::new("src/lexicon/da")).iter().map(PathBuf::as_path).chain(FILES.iter().map(Path::new)) {
        println!("cargo:rerun-if-changed={}", path.display());
        let prepared = out.join(path).with_extension("json");
        fs::create_dir_all(prepared.parent().expect("a data file lies in a folder")).expect("a folder can be made");
        fs::write(prepared, json(path)).expect("a prepared file can be written");
    }
    let folder = Path::new("src/grammar/da");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut code = String::from("pub(super) static CONSTRUCTIONS: &[(&str, &str)] = &[\n");
    for path in files_in(folder) {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if name != "macros.toml" {
            code += &format!("    ({name:?}, {:?}),\n", json(&path));
        }
    }
    code += &format!("];\npub(super) static MACROS: &str = {:?};\n", json(&folder.join("macros.toml")));
    fs::write(out.join("constructions.rs"), code).expect("the list of constructions can be written");
}

/// The TOML files of a folder, sorted by name.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

/// A TOML file as JSON.
fn json(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    let value: serde_json::Value = toml::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    value.to_string()
}
