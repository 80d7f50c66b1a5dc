"""Work off the GUI thread: one worker thread, one job at a time, the next ones waiting in line."""
