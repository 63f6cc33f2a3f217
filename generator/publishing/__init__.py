"""A built site on its way to readers: publish, verify, doctor."""
