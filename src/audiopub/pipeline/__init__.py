"""The stages in order: understand, master, listen, derive, tag, render, check, swap in."""
