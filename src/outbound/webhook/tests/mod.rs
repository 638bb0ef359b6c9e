//! The guard against every spelling of an inner address, and the client against a listener.

mod guard;
mod listener;
mod posting;
mod rebinding;
