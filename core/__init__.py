"""The work of Sextant, without Streamlit: services, planning, reading of comments, drafts."""
