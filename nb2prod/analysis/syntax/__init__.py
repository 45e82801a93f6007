"""What code says by itself: names, scopes, imports, and the way through its statements."""
