//! What every story needs: a whole Muster on a database of its own, without a network.

mod app;
mod binary;
mod chance;
mod client;
mod clock;
mod crowds;
mod database;
mod feed;
mod overlap;
mod people;
mod slowly;
mod stories;
mod world;

pub(crate) use app::App;
pub(crate) use chance::Chance;
pub(crate) use client::{Answer, Client};
pub(crate) use database::Engine;
pub(crate) use feed::{unnumbered, whole_feed};
pub(crate) use slowly::Held;
pub(crate) use stories::{run, stories};
