"""Files to notebooks: formats, magics and tags. It does not know what stages mean."""
