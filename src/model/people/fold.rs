//! How names are compared: folded once, here, never by a database.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::decompose_compatible;

/// Folds a name so that its spellings become equal: in another case, in full-width or half-width
/// characters, with accents composed or not.
///
/// These are the rules of PRECIS for user names (RFC 7644 5; RFC 8265 3.3.2, UsernameCaseMapped):
/// width, case, normalization form C. `muster-scim` folds in the same way: what a filter finds by
/// an index it finds by looking too.
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
