"""What a run looks like to a person, a build server, and another program."""
