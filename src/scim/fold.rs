//! How text is compared where case does not count.

/// Folds text so that two spellings that differ only in case become equal.
///
/// Every character is lower-cased by itself: a final sigma folds as any other sigma, so the
/// result does not depend on what stands beside it.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Two texts are equal when case does not count.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
        || (!(left.is_ascii() && right.is_ascii()) && fold(left) == fold(right))
}

#[cfg(test)]
mod tests {
    use super::{fold, same};

    #[test]
    fn case_goes_and_everything_else_stays() {
        assert_eq!(fold("Ada@ÇA.Example"), "ada@ça.example");
        assert_eq!(fold("ΟΔΟΣ"), fold("οδοσ"));
        assert!(same("É", "é") && same("userName", "USERNAME") && !same("a", "á"));
    }
}
