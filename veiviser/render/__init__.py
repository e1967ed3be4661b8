"""Renders pages to artifacts: HTML from templates, PDF files, QR codes and assets."""
