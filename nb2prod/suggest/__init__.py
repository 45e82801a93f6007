"""Tags for untagged cells, from what the cells do. Nothing of a notebook is run."""
