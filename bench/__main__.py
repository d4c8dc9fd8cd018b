"""`make bench`: ours and the peer side by side on the same generated file (kept by the bench colleague)."""
