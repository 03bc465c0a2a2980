"""What was compiled before, found by the hash of what it was compiled from: outside version control, and free to be deleted at any time.

What is compiled again is little: of an object whose files did not change, its outline, which is what others depend on; its findings are
remembered, and its lines are taken from the files that were built before. Never pickle: what is remembered is JSON.
"""
