"""The only package that knows Jinja2 and Typst: a template and a view -> the bytes of a page or a PDF."""
