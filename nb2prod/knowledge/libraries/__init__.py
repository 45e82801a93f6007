"""One file per library, or per family of small ones, with all that is known of them."""
