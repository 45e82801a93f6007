"""Files to notebooks: formats, magics and tags. Nothing about what stages mean."""
