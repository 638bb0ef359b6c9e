//! The same POST twice is done once: its answer is kept under the client's `Idempotency-Key`.
//!
//! What is kept may hold a secret that is shown once, so it lies sealed, and is forgotten after a
//! day. The caller puts the token's id before the key, so that the keys of two tokens never meet; the
//! hash of the request names the token as well, so that nobody reads another one's answer.

mod begin;
mod finish;

pub use begin::{Begun, Once, OnceError, begin_once};
pub use finish::{KeptReply, keep_reply, let_go};
