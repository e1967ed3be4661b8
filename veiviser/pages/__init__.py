"""Pages: view functions and view types, one module for each family of pages; families.py is the table of them."""
