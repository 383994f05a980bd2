"""The call sheet: names every task of a film and hands each department what it needs. The only wiring there is."""
