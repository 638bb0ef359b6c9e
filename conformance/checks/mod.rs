//! The free-standing checks, one file per topic.

mod auth;
mod catalogue;
mod content;
mod create;
mod delete;
mod discovery;
mod errors;
mod etag;
mod filter;
mod filter_refused;
mod group_members;
mod groups;
mod paging;
mod patch_add;
mod patch_refused;
mod patch_remove;
mod patch_replace;
mod projection;
mod read;
mod replace;
mod search;
mod sort;

pub(crate) use catalogue::{index, run};
