"""Many documents: archives, batches, engines past one machine."""
