"""The transmission header above a cable: who sent it to whom, when, how fast and by which route."""
