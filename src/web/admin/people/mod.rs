//! People, as programs of the account see them.

mod access;

pub(super) use access::access;
