"""Types of values, and what a type says about them."""
