"""What the plan refuses, and what it warns of: one file per code; see `refusals`."""
