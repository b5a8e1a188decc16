"""The commands, one file each: parse, call the pipeline, write, exit code.  No checking logic."""
