"""The screens: layout and wiring only."""
