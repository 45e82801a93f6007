"""``nb2prod debug``: what each phase makes of a notebook, as text for people."""
