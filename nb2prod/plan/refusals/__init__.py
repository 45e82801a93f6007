"""What the plan refuses, and what it warns of: a file a code; see `registry`."""
