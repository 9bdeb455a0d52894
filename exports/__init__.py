"""What leaves the program as a file: pure functions from a `View` to bytes, one format a file, and their web routes."""
