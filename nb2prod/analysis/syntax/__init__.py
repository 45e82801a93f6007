"""What the syntax alone shows: names, scopes, imports, and control flow."""
