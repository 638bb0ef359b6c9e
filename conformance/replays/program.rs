//! Which days there are, and how one is run.

use super::day::Day;
use super::{entra, okta};
use crate::check::Check;
use crate::client::{Dialect, ENTRA, OKTA};
use crate::lab::Lab;
use crate::report::Entry;
use crate::run::{ALL, Wanted, table};
use crate::verdict::skip;

/// One directory's day.
struct Replay {
    dialect: Dialect,
    steps: &'static [Check<Day>],
    /// Whether it sends what the letter of the RFC refuses.
    needs_forgiveness: bool,
}

const REPLAYS: &[Replay] = &[
    Replay {
        dialect: OKTA,
        steps: okta::STEPS,
        needs_forgiveness: false,
    },
    Replay {
        dialect: ENTRA,
        steps: entra::STEPS,
        needs_forgiveness: true,
    },
];

/// The id, section and demand of every step.
pub(crate) fn index() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let all = REPLAYS.iter().flat_map(|replay| replay.steps.iter());
    all.map(|step| (step.id, step.section, step.demand))
}

/// Runs every day of which a step is wanted, whole, because a step rests on those before it.
pub(crate) async fn run(lab: &mut Lab, wanted: Wanted<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for replay in REPLAYS {
        if !replay.steps.iter().any(|step| wanted.wants(step.id)) {
            continue;
        }
        if replay.needs_forgiveness && lab.profile.is_strict() {
            let why = "the rfc profile refuses what this directory sends";
            let skipped = |step| Entry::of(step, skip(why));
            entries.extend(replay.steps.iter().map(skipped));
            continue;
        }
        let mut day = Day::new(lab.speaking(replay.dialect));
        entries.extend(table(replay.steps, &mut day, ALL).await);
        lab.inherits(day.lab);
    }
    entries
}
