"""The tables, the session, the repository and the migrations. Knows nothing else of ours."""
