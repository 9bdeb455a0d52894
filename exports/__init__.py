"""Files made of a view: one module per format, each a pure function from a view to bytes."""
