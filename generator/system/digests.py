"""Short digests of values, to tell whether one changed."""

import hashlib

SIZE = 8  # bytes of a digest: among a million pages two differing fingerprints agree once in some ten million builds


def digest(*parts: bytes) -> bytes:
    """Return the digest of parts, of which none can pass for another: each goes in with its length."""
    made = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()
