//! The world outside: mail and webhooks.
