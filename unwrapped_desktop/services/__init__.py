"""The use cases, free of Qt, network and database."""
