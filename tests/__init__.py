"""What must hold: real files, real Pagefind, a real browser, real git; folders mirror the package."""
