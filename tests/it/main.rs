//! The integration tests: one binary, one folder per part of the outside.
