class Refused(Exception):
    """It is not possible now; the message is a sentence for the person who tried."""
