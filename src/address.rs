//! Addresses of web pages.

/// What stands after `http://` or `https://`, in any case of letters; nothing where that is nothing, or it is another
/// address.
pub(crate) fn after_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    Some(rest).filter(|rest| is_web && !rest.is_empty())
}

/// Whether it is the whole address of a web page.
pub(crate) fn is_web(address: &str) -> bool {
    after_scheme(address).is_some()
}

/// The address where it is one of a web page, with what no IRI may hold escaped.
pub(crate) fn iri(address: Option<&str>) -> Option<String> {
    let address = address?.trim();
    is_web(address).then(|| escaped(address, ":/?#[]@!$&'()*+,;=%"))
}

/// Words with all escaped but the letters of RFC 3986 that need no escape anywhere, and those of `more`.
pub(crate) fn escaped(words: &str, more: &str) -> String {
    let stays = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c) || more.contains(c);
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if stays(c) {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                escaped += &format!("%{byte:02X}");
            }
        }
    }
    escaped
}
