"""The screens: layout and wiring only.

The folder is not called `pages`, since Streamlit takes every file of a folder of that name for a page of its own.
"""
