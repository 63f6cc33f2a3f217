"""The record of one cable: its identity, its checks, its problems and the trace of what was read by which rule."""
