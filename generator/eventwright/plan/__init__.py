"""Every Python decision, taken here: names, annotations, defaults, decoders, order, imports and routes."""
