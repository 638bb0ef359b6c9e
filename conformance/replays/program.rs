//! Which days there are, and how one is run.

use super::day::Day;
use super::{entra, hr, jumpcloud, lenient, okta, onelogin, ping, rfc};
use crate::check::{Check, Known};
use crate::client::{Dialect, ENTRA, HR, JUMPCLOUD, OKTA, ONELOGIN, PING, PLAIN};
use crate::lab::Lab;
use crate::profile::Profile;
use crate::report::Entry;
use crate::run::{ALL, Wanted, table};
use crate::weight::{Level, Meaning};

/// One directory's day.
struct Replay {
    area: &'static str,
    /// Whom a broken step breaks; nobody in particular where a day is the RFC's own.
    clients: &'static [&'static str],
    /// The profile under which it runs; the lenient profile lives every day.
    profile: Profile,
    dialect: Dialect,
    steps: &'static [Check<Day>],
}

impl Replay {
    /// What its steps weigh: the field's word, unless it is nobody's day but the RFC's.
    fn level(&self) -> Level {
        match self.profile {
            Profile::Rfc => Level::Must,
            _ => Level::Field,
        }
    }
}

const fn replay(
    area: &'static str,
    clients: &'static [&'static str],
    profile: Profile,
    dialect: Dialect,
    steps: &'static [Check<Day>],
) -> Replay {
    Replay {
        area,
        clients,
        profile,
        dialect,
        steps,
    }
}

const REPLAYS: &[Replay] = &[
    replay("Okta's day", &["Okta"], Profile::Okta, OKTA, okta::STEPS),
    replay(
        "Entra's day",
        &["Microsoft Entra ID"],
        Profile::Entra,
        ENTRA,
        entra::STEPS,
    ),
    replay(
        "OneLogin's day",
        &["OneLogin"],
        Profile::Onelogin,
        ONELOGIN,
        onelogin::STEPS,
    ),
    replay(
        "JumpCloud's day",
        &["JumpCloud"],
        Profile::Jumpcloud,
        JUMPCLOUD,
        jumpcloud::STEPS,
    ),
    replay("Ping's day", &["Ping"], Profile::Ping, PING, ping::STEPS),
    replay(
        "HR's day",
        &["Personnel systems"],
        Profile::Hr,
        HR,
        hr::STEPS,
    ),
    replay("RFC's day", &[], Profile::Rfc, PLAIN, rfc::STEPS),
    replay(
        "Lenient day",
        &["authentik", "Auth0", "Rippling"],
        Profile::Lenient,
        PLAIN,
        lenient::STEPS,
    ),
    replay(
        "Entra's gallery and validator",
        &["Microsoft Entra ID"],
        Profile::Entra,
        ENTRA,
        entra::TRIALS,
    ),
];

/// Every step of every day.
pub(crate) fn index() -> impl Iterator<Item = Known> {
    let of = |replay: &'static Replay| {
        let level = replay.level();
        replay.steps.iter().map(move |step| Known {
            level,
            ..step.known()
        })
    };
    REPLAYS.iter().flat_map(of)
}

/// Runs every day of the profile of which a step is wanted, whole, because a step rests on those before it.
pub(crate) async fn run(lab: &mut Lab, wanted: Wanted<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for replay in REPLAYS {
        if !lab.profile.lives(replay.profile)
            || !replay.steps.iter().any(|step| wanted.wants(step.id))
        {
            continue;
        }
        let mut day = Day::new(lab.speaking(replay.dialect));
        let lived = table(replay.area, replay.steps, &mut day, ALL).await;
        entries.extend(lived.into_iter().map(|entry| of_a_day(entry, replay)));
        lab.inherits(day.lab);
    }
    entries
}

/// A step of a day, with its weight and whom it breaks.
fn of_a_day(entry: Entry, replay: &Replay) -> Entry {
    // That a repeated request moves nothing is a courtesy: it breaks nobody.
    let breaks =
        entry.failure().is_some() && !entry.id.ends_with("-repeated") && !replay.clients.is_empty();
    let words = "this is a step of its day, sent as it sends it.";
    let means = breaks.then_some(Meaning {
        clients: replay.clients,
        words,
    });
    Entry {
        level: replay.level(),
        means: means.or(entry.means),
        ..entry
    }
}
