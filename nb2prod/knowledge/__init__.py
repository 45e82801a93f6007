"""What libraries do, as data: `libraries/` says it, the modules beside it are asked."""
