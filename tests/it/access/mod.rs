//! What people may do, whatever happens around them.

mod acts;
mod facts;
mod property;
mod rules;
mod slow;
