"""The background worker. It stands above the services, as pages and commands do; no Streamlit here."""
