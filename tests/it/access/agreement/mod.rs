//! A decision, the scope that a query is made of, and a slow evaluation of what was laid down say the
//! same of every question.

mod boats;
mod crew;
mod predicate;
mod query;
mod questions;
mod truth;
