"""The site while somebody writes it: built in memory, shown on this machine alone, built anew at each save.

Which thread does what:

- The main thread builds: it waits for a change, makes the site anew and hands it to `Shown`. Ctrl-C reaches it.
- One thread watches the folders, and only sets an event when something in them has changed.
- One thread takes connections, and gives each a thread of its own. A request reads what `Shown` holds at that moment;
  an open page holds one request, which waits at `Shown` for something to tell.

All that threads share is `Shown` (a lock inside) and two events. Nothing is written to the disk.
"""
