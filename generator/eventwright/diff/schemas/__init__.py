"""Changes of schemas, by what values they accept: one module for each group of keywords."""
