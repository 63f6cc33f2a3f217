"""What worker processes do: read one source, render one page; and the files beside the pages."""
