"""Facts to the pipeline: every decision is made here, once."""
