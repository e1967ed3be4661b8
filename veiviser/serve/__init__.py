"""The site while somebody writes it: shown on this machine alone, each page made when a browser asks for it.

Which thread does what:

- The main thread waits for a change, reads and checks the content, makes the pages that are open and hands the new
  `Snapshot` to `Shown`. When all is quiet it makes every other page once, to find what fails. Ctrl-C reaches it.
- One thread watches the folders, and only sets an event when something in them has changed.
- One thread takes connections, and gives each a thread of its own. A request makes its file from the `Snapshot` that
  `Shown` holds at that moment; an open page holds one request, which waits at `Shown` for something to tell.

What threads share: `Shown` (a lock inside), a `Snapshot` (one lock for its pages, one for its search, and nothing in it
that a save changes), two events, and the caches of functions that depend on their arguments alone. Nothing is written
to the disk.
"""
