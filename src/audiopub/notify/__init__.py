"""Telling others that the feed has changed."""
