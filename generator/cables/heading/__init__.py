"""The heading of a cable: classification line, captions, E.O., TAGS, SUBJECT, REF and Classified By."""
