"""English as it is written in the Nordic countries: 23 November 2026."""

DATE_FORMAT = "j F Y"
