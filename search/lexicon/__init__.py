"""What the analyser knows of words: base forms in files shared by all processes, and rules as data (`data/*.csv`)."""
