"""What stands on a screen: pure functions from a view to a figure or table, each with a thin show_* for Streamlit."""
