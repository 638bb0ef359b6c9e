//! The randomness of the operating system.

use muster_app::ports::Random;

/// Draws from the operating system.
#[derive(Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    /// Without randomness there are no secrets: the process stops rather than make a weak one.
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(why) = getrandom::fill(buffer) {
            tracing::error!(%why, "the operating system gives no randomness");
            std::process::abort();
        }
    }
}
