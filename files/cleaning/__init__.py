"""Makes an uploaded file harmless, or says why not. Runs in a process of its own with bounds, so nothing of Django is
imported here: `python -m files.cleaning`, the file on stdin, what `speech.py` describes on stdout."""
