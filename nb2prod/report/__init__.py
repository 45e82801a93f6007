"""A notebook beside its package, for people: the graph of the stages, and a page with both."""
