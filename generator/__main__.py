"""``python -m generator`` is the command ``reading-room``."""

from generator.cli import main

main()
