//! Microsoft Entra's day: capitalised operations, booleans as strings, value paths that match nothing yet.

mod groups;
mod leaving;
mod people;
mod steps;

pub(super) use steps::STEPS;
