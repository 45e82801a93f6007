"""What libraries do, as data: `libraries/` contains it, the modules beside it look it up."""
