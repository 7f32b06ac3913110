"""A folder's files into documents and observations, and new files into the folder."""
