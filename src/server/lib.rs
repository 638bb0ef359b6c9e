//! The server around the floors: configuration, commands, wiring.
