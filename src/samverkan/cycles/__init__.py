"""Steps and cycles: confirmed criteria, reopened steps, a new turn that carries over what still holds."""
