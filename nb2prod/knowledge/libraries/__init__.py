"""One file a library, or a family of small ones; each says all that is known of them."""
