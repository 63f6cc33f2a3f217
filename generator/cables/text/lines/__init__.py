"""The lines of a text before blocks are read: paging out, the end off, parted, mended; and whether a sentence goes on."""
