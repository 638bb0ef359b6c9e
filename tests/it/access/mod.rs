//! What people may do, whatever happens around them.

mod acts;
mod daily;
mod draw;
mod facts;
mod found;
mod property;
mod rules;
mod sight;
mod slow;
mod standing;
