//! The one place that reads the clock: a run needs names that no earlier run has used.

use std::time::{SystemTime, UNIX_EPOCH};

/// A short word that differs from run to run: the milliseconds since 1970, in base 36.
#[expect(
    clippy::disallowed_methods,
    reason = "the judge is a program of its own and has no Ctx; names must differ between two runs"
)]
pub(crate) fn run_word() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    base36(since.as_millis())
}

fn base36(mut number: u128) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        number /= 36;
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::base36;

    #[test]
    fn numbers_are_written_in_base_36() {
        assert_eq!(base36(36 * 36 + 35), "10z");
    }
}
