//! A decision, the scope that a query is made of, and a slow evaluation of what was laid down say the
//! same of every question.

mod boats;
mod crew;
mod desk;
mod guests;
mod http;
mod kept;
mod laws;
mod predicate;
pub(super) mod query;
mod question;
mod questions;
mod roll;
mod shares;
mod truth;
mod world;
