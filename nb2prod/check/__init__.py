"""``nb2prod check``: convert in memory, compare with what stands on disk, report."""
