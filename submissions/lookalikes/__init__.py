"""What may be the same as something that is listed or being written, and what its writer says to that."""
