//! HTTP as the judge speaks it: calls that are kept word for word, and answers that can be judged.

mod answer;
mod call;
mod dialect;
mod listed;
mod sender;

pub(crate) use answer::Answer;
pub(crate) use call::Call;
pub(crate) use dialect::{Dialect, ENTRA, HR, JUMPCLOUD, OKTA, ONELOGIN, PING, PLAIN};
pub(crate) use sender::{Client, Unreachable};
