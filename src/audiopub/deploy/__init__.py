"""Bringing the published tree to a host, whole or not at all.

What is put and deleted, and in which order, is a pure value (:mod:`plan`); hosts differ behind one
small protocol (:mod:`target`). What a host holds stands in a manifest on the host itself, so that
any machine can go on where another one broke.
"""
