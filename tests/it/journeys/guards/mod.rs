//! Each guard at each door, for every product: who is refused, and what a directory's write still did.
//!
//! The tables are the snapshots beside this file. Where a guard cannot be tried at a door, the table
//! says why in a word.

mod account;
mod ceiling;
mod estate;
mod managed;
mod own;
mod owners;
mod privileged;
mod roles;
mod table;
