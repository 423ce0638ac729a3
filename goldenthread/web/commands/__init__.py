"""One module for each word of the console script; each has ``run(arguments) -> exit code``."""
