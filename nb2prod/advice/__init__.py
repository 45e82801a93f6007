"""``nb2prod advise``: habits that make a notebook hard to bring to production, as rules."""
