"""The HTTP side of the app: headers and the hook for unforeseen errors. Knows Starlette, not Streamlit."""
