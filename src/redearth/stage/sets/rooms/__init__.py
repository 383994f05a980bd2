"""Rooms: the shells of the indoor kits and what furnishes them."""
