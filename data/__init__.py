"""The record: its schema, its loader, and the filters and views over it. Nothing here imports Streamlit."""
