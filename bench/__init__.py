"""What we promise about speed, measured: `make bench`, or `python -m bench plan` for those named so.

A file for each subject (bench/start.py, …); every function under @benchmark is found and run.
"""
