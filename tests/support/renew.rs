//! Files that tests hold and, where they are asked to, write anew.

/// Whether the variable asks for that: `UDSAGN_DOCS=renew`.
pub fn renews(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|wish| wish == "renew")
}
