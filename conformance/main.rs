//! An independent judge of SCIM 2.0 servers.

fn main() {}
