"""Which pages a site has, and which of them are stale."""
