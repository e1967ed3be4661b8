"""The preview: the site while somebody writes it, on this machine only, each page made when a browser requests it.

What each thread does:

- The main thread waits for a change, reads and checks the content, makes the open pages and passes the new `Snapshot`
  to `Shown`. When nothing changes, it makes every other page once, to find those that fail. It handles Ctrl-C.
- One thread watches the folders, and only sets an event when something in them has changed.
- One thread accepts connections, and starts a thread for each. A request makes its file from the `Snapshot` that
  `Shown` holds at that moment; each open page has one pending request, which waits at `Shown` for news.

What threads share: `Shown` (with a lock of its own), a `Snapshot` (a lock for its pages and one for its search; a save
changes nothing else in it), two events, and the caches of functions that depend on their arguments only. Nothing is
written to the disk.
"""
