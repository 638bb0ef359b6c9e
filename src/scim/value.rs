//! One value against the attribute it is meant for.

/// A boolean written as text, in any case: Entra sends `"True"` and `"False"`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}
