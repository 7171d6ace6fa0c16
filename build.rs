//! Lists the construction files, so that dropping one into `src/grammar/da/` is all it takes to add it.

use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new("src/grammar/da");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("src/grammar/da can be listed")
        .map(|entry| entry.expect("src/grammar/da can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder");
    let mut code = String::from("pub(super) static CONSTRUCTIONS: &[(&str, &str)] = &[\n");
    for path in &files {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        if name != "macros.toml" {
            code += &format!("    ({name:?}, include_str!(r\"{root}/{}\")),\n", path.display());
        }
    }
    code += &format!("];\npub(super) static MACROS: &str = include_str!(r\"{root}/src/grammar/da/macros.toml\");\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo names an output folder")).join("constructions.rs");
    fs::write(out, code).expect("the list of constructions can be written");
}
