//! What people may do, whatever happens around them.

mod acts;
mod agreement;
mod asks;
mod daily;
mod draw;
mod edits;
mod facts;
mod found;
mod ledger;
mod property;
mod rules;
mod sets;
mod sight;
mod slow;
mod standing;
mod tally;
mod words;
