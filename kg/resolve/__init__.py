"""From mentions to one thing: which mentions are one happening, and which of them tell the story."""
