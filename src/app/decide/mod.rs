//! Decisions: may somebody do something with something? The admin API and the AuthZEN door ask the
//! same function, [`answer()`].
//!
//! A decision is one statement that finds the person and the mark of the policy, and a predicate
//! evaluated in memory. What is kept of a policy is kept under its mark, so a decision is never older
//! than what is committed, whichever process changed it.

mod answer;
mod candidates;
mod check_access;
mod evaluate;
mod find;
mod metadata;
mod page;
mod scope;
mod search;
mod sight;
mod subject;
mod term;
mod tuple;
mod user_words;
mod verdict;
mod wanted;

pub use answer::{Checked, answer};
pub use check_access::check_access;
pub use evaluate::{MOST_EVALUATIONS, Semantic, evaluate};
pub use find::{Found, find};
pub use metadata::metadata;
pub use page::{Found as FoundPage, MOST_RESULTS, NotAToken, Page};
pub use scope::{Scope, ScopeError, scope, scope_of};
pub use search::{SearchError, search_actions, search_resources, search_subjects};
pub use subject::Subject;
pub use term::Term;
pub use tuple::{Properties, Tuple};
pub use user_words::for_user;
pub use verdict::{Verdict, judge};
pub use wanted::{CheckError, Wanted};
