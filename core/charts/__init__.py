"""Data in, figure out: Plotly figures, or an ECharts option where cells must be selectable. No Streamlit here."""
