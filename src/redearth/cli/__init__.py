"""The front office: one file per verb."""
