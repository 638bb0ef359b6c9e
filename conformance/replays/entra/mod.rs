//! Entra's day, and the tests that Microsoft runs before it lists an application.

mod gallery;
mod groups;
mod leaving;
mod people;
mod steps;
mod trials;
mod validator;

pub(super) use steps::STEPS;
pub(super) use trials::TRIALS;
