"""Builders that turn models into the contexts of the templates; no writes, rights were asked before."""
