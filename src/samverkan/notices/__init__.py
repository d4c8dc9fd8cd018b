"""What people are told by e-mail: an outbox that survives a mail server that is down."""
