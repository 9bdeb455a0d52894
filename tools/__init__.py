"""Programs that make files of the base map. None of them is needed to run the dashboard."""
