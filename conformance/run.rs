//! One run from the first question to the report.

use crate::check::Check;
use crate::checks;
use crate::cli::Arguments;
use crate::client::{Client, PLAIN, Unreachable};
use crate::clock;
use crate::lab::Lab;
use crate::offers::Offers;
use crate::replays;
use crate::report::{Entry, Report};

/// Which checks are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a>(Option<&'a str>);

impl Wanted<'_> {
    /// Whether a check of this id is to run.
    pub(crate) fn wants(self, id: &str) -> bool {
        self.0.is_none_or(|part| id.contains(part))
    }
}

/// Judges the server that the arguments name.
pub(crate) async fn run(arguments: &Arguments) -> Result<Report, Unreachable> {
    let url = arguments.url.clone().unwrap_or_default();
    let token = arguments.token.clone().unwrap_or_default();
    let wanted = Wanted(arguments.only.as_deref());
    let mut known = checks::index().chain(replays::index());
    if !known.any(|known| wanted.wants(known.id)) {
        let part = arguments.only.clone().unwrap_or_default();
        return Err(Unreachable::NoSuchCheck(part));
    }
    let client = Client::new(&url, &token, PLAIN)?;
    client.reach().await?;
    let offers = Offers::read(&client).await;
    let mut lab = Lab::new(client, offers, arguments.profile, clock::run_word());
    let mut entries = checks::run(&mut lab, wanted).await;
    entries.extend(replays::run(&mut lab, wanted).await);
    let left_behind = lab.clear().await;
    Ok(Report {
        url,
        profile: arguments.profile.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        run: lab.run,
        checks: entries,
        left_behind,
    })
}

/// Runs the wanted checks of one table, in order.
pub(crate) async fn table<S>(
    area: &'static str,
    checks: &'static [Check<S>],
    state: &mut S,
    wanted: Wanted<'_>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for check in checks.iter().filter(|check| wanted.wants(check.id)) {
        entries.push(Entry::of(area, check, (check.body)(state).await));
    }
    entries
}

/// A wish for everything.
pub(crate) const ALL: Wanted<'static> = Wanted(None);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{checks, replays};

    #[test]
    fn every_check_has_a_name_of_its_own_and_says_what_it_demands() {
        let mut seen = BTreeSet::new();
        for known in checks::index().chain(replays::index()) {
            let (id, section) = (known.id, known.section);
            assert!(seen.insert(id), "{id} stands twice");
            assert!(known.demand.ends_with('.'), "{id} demands no sentence");
            let documents = [
                "RFC 7643 ",
                "RFC 7644 ",
                "RFC 9865 ",
                "RFC 9967 ",
                "RFC 9110 ",
            ];
            let known = documents.iter().any(|begin| section.starts_with(begin));
            let own = section.ends_with(" day") || section == "Robustness";
            assert!(known || own, "{section}");
        }
        assert!(seen.len() > 300);
    }
}
