"""What rules ask of the markup of a document: tags, emphasis, what inline rules may look into."""
