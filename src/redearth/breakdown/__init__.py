"""The first assistant director: what each scene needs and what each action line means."""
