//! How text is compared where case does not count: folded once, here, and never by a database.
//!
//! What is kept under a folded key is found by it, and what a filter compares in memory is compared
//! in the same way: so `muster-model` and `muster-scim`, which do not know each other, both stand
//! on this word.
//!
//! ```
//! assert_eq!(muster_fold::fold("ＡＤＡ"), "ada");
//! assert!(muster_fold::same("userName", "USERNAME"));
//! ```

use unicode_normalization::{UnicodeNormalization as _, char::decompose_compatible};

/// Folds text so that spellings of the same name become equal: in another case, in full-width or
/// half-width characters, with accents composed or not.
///
/// These are the rules of PRECIS for user names (RFC 7644 5; RFC 8265 3.3.2, UsernameCaseMapped):
/// width, case, normalization form C, in this order. Every character is lower-cased by itself: a
/// final sigma folds as any other sigma, so the result does not depend on what stands beside it.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut usual = String::with_capacity(text.len());
    for character in text.chars() {
        usual_width(character, &mut usual);
    }
    usual.chars().flat_map(char::to_lowercase).nfc().collect()
}

/// The usual form of a full-width or half-width character (RFC 8265 3.1, width mapping).
fn usual_width(character: char, out: &mut String) {
    let hangul = |base: u32| char::from_u32(u32::from(character) - base + 0x314F);
    let single = match character {
        // Half-width Hangul letters: their full decomposition would go past the usual letter.
        '\u{FFA1}'..='\u{FFBE}' => char::from_u32(u32::from(character) - 0xFFA1 + 0x3131),
        '\u{FFC2}'..='\u{FFC7}' => hangul(0xFFC2),
        '\u{FFCA}'..='\u{FFCF}' => hangul(0xFFCA - 6),
        '\u{FFD2}'..='\u{FFD7}' => hangul(0xFFD2 - 12),
        '\u{FFDA}'..='\u{FFDC}' => hangul(0xFFDA - 18),
        '\u{FFE3}' => Some('\u{AF}'),
        '\u{3000}' | '\u{FF01}'..='\u{FFEE}' => None,
        usual => Some(usual),
    };
    match single {
        Some(single) => out.push(single),
        None => decompose_compatible(character, |part| out.push(part)),
    }
}

/// Two texts are equal when case does not count.
pub fn same(left: &str, right: &str) -> bool {
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

    #[test]
    fn width_and_composition_do_not_count() {
        assert_eq!(fold("Ａｄａ＠ｘ．ｅｘａｍｐｌｅ"), "ada@x.example");
        assert_eq!(fold("Jose\u{301}"), fold("JOSÉ"));
        assert_eq!(fold("ｶﾞ"), fold("ガ"));
        assert_eq!(fold("\u{FFA1}\u{FFC2}\u{FFDC}"), "\u{3131}\u{314F}\u{3163}");
        assert_eq!(fold("\u{FFCF}\u{FFD7}"), "\u{315A}\u{3160}");
        // Compatibility is not asked for: a ligature is not its letters.
        assert_ne!(fold("ﬁ"), "fi");
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for text in [
            "İstanbul",
            "ＡＢＣ",
            "Å",
            "ﾊﾟｰﾄ",
            "ẛ̣",
            "e\u{301}\u{323}",
            "￣",
        ] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn every_character_folds_once_and_for_all() {
        for character in '\0'..='\u{1FFFF}' {
            let folded = fold(&character.to_string());
            assert_eq!(folded, fold(&folded), "{character:?}");
        }
    }
}
