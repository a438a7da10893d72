"""Processes that read hostile bytes and can do nothing else: no files, no network, little memory, little time."""
