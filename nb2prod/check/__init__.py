"""``nb2prod check``: convert in memory, compare with the files on disk, report."""
