//! What people may do, whatever happens around them.

mod acts;
mod agreement;
mod asks;
mod assigning;
mod cast;
mod daily;
mod desk;
mod desk_draw;
mod draw;
mod edits;
mod facts;
mod found;
mod guest;
mod inquiry;
mod ledger;
mod property;
mod roles;
mod rules;
mod sets;
mod sight;
mod slow;
mod standing;
mod tally;
mod words;
