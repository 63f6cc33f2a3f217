"""PDF files -> the text that their pages print. A PDF is hostile input: it is opened in a process of its own with limits."""
