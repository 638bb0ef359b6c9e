//! What is kept: transactions, repositories, the outbox.
