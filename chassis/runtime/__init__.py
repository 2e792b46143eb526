"""What starts, holds and stops the product's processes and the servers that it owns."""
