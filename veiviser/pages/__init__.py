"""One module a family of pages: view functions and the types of their views; the table of them is families.py."""
