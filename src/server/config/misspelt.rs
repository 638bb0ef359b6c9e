//! Variables that look like ours and are not: a slip of the pen that would go unnoticed.

use super::source::SHORT;
use strsim::damerau_levenshtein;

/// How many letters a slip may have.
const SLIP: usize = 2;

/// A complaint about each variable that stands near one of the short forms and is none.
///
/// Others are left alone: an orchestrator may give variables of its own names like
/// `MUSTER_SERVICE_HOST` to whatever is called muster.
pub fn misspelt(environment: &[(String, String)]) -> Vec<String> {
    let near = |variable: &str| {
        let known = SHORT.iter().map(|(name, _)| *name);
        known
            .filter(|name| damerau_levenshtein(name, variable) <= SLIP)
            .min_by_key(|name| damerau_levenshtein(name, variable))
    };
    environment
        .iter()
        .filter(|(variable, _)| !variable.contains("__"))
        .filter_map(|(variable, _)| Some((variable, near(variable)?)))
        .filter(|(variable, known)| variable != known)
        .map(|(variable, known)| format!("{variable} is not a setting; {known} is"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::misspelt;

    fn said(variable: &str) -> Vec<String> {
        misspelt(&[(variable.to_owned(), "x".to_owned())])
    }

    #[test]
    fn a_slip_of_the_pen_is_told_with_what_was_meant() {
        let meant = "MUSTER_LISTEM is not a setting; MUSTER_LISTEN is";
        assert_eq!(said("MUSTER_LISTEM"), [meant]);
    }

    #[test]
    fn what_is_known_or_far_from_it_is_nobodys_slip() {
        for fine in [
            "MUSTER_LISTEN",
            "MUSTER_LOG",
            "MUSTER_SERVICE_HOST",
            "MUSTER_LOG__LEVEL",
        ] {
            assert_eq!(said(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
