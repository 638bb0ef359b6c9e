//! People who are there already, and people who come back (decisions 3, 23 and 24 of the house).

mod addresses;
mod adoption;
mod deleted;
mod first_sync;
mod memberships;
mod pushed_again;
mod visibility;
