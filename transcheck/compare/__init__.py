"""What rules ask of a translation as a whole: gaps, losses, additions, copies, moves, and how two texts differ."""
