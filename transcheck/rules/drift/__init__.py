"""What git tells: translations older than their source, and marks of revisions that are not true."""
