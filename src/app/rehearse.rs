//! A use case is tried: it does all that it would do, and nothing of it stays.

use crate::ctx::Ctx;
use muster_store::{Acting, Lane, Retry, StoreError, Tx, Work};

/// Answers what a use case would answer, refusals included; what it wrote is rolled back.
pub(crate) async fn rehearse<W: Work>(
    ctx: &Ctx,
    acting: &Acting,
    work: W,
) -> Result<W::Output, W::Error> {
    match ctx.store.perform(acting.clone(), Rehearsal(work)).await {
        Ok(never) => match never {},
        Err(Curtain::Falls(output)) => Ok(output),
        Err(Curtain::Error(error)) => Err(error),
    }
}

/// A use case that always fails, because an error is what undoes everything.
struct Rehearsal<W>(W);

/// That nothing is ever kept.
enum Never {}

enum Curtain<T, E> {
    Falls(T),
    Error(E),
}

impl<W: Work> Work for Rehearsal<W> {
    type Output = Never;
    type Error = Curtain<W::Output, W::Error>;

    fn lane(&self) -> Option<Lane> {
        self.0.lane()
    }

    async fn run(&self, tx: &mut Tx) -> Result<Never, Self::Error> {
        match self.0.run(tx).await {
            Ok(output) => Err(Curtain::Falls(output)),
            Err(error) => Err(Curtain::Error(error)),
        }
    }
}

impl<T, E: From<StoreError>> From<StoreError> for Curtain<T, E> {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl<T, E: Retry> Retry for Curtain<T, E> {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Error(error) if error.is_busy())
    }
}
