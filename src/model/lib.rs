//! The words of the business: people, access, invitations, webhooks.
