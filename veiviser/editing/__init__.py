"""What the commands do to files of content: new records and regions, formatting, fixes, confirmations, renames."""
