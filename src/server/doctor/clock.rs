//! The clock: tokens, links and signatures live by it.

use super::Check;
use muster_app::ctx::Ctx;
use muster_model::clock::Timestamp;
use std::time::Duration;

/// When this program was written: no clock that is right shows an earlier time.
const WRITTEN: Timestamp = Timestamp(1_795_305_600_000_000);
/// How far two machines may be apart before signatures are refused.
const APART: Duration = Duration::from_mins(1);

pub(super) async fn examine(ctx: &Ctx) -> Check {
    let (name, now) = ("clock", ctx.now());
    if now < WRITTEN {
        return Check::broken(name, format!("it shows {now}, which is past: set it"));
    }
    match ctx.store.read().newest_event().await {
        Ok(Some(newest)) if newest > now.plus(APART) => Check::broken(
            name,
            format!(
                "it shows {now}, but the database has an event of {newest}: compare the clocks"
            ),
        ),
        Ok(_) => Check::fine(name, format!("it shows {now}")),
        Err(why) => Check::broken(name, why.to_string()),
    }
}
