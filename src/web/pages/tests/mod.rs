//! The pages, with the real router and a real database.

mod address;
mod first_run;
mod invitation;
mod joining;
mod support;
mod wrong_links;
