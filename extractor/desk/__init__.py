"""The editor's desk: a local web page to read a bulletin beside its records, and the same as a JSON service.

The library runs in processes of its own, within limits of time and memory. Works are kept on disk, each with
a journal of its editor's steps.
"""
