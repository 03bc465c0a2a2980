"""Outside judges of what we generate: tools by other people, each behind one small module. They know nothing of Syncwright."""
