"""Write the charts' dark twin as a stylesheet: ``python -m samverkan.web.build_chart_theme`` (development only)."""

from pathlib import Path

from samverkan.charts.palette import dark_css

SHEET = Path(__file__).parent / "static" / "web" / "charts_dark.css"


def chart_theme() -> str:
    return (
        "/* Made by web/build_chart_theme.py out of charts/palette.py: change it there. */\n"
        "@layer charts {\n@media screen and (prefers-color-scheme: dark) {\n" + dark_css() + "}\n}\n"
    )


if __name__ == "__main__":
    SHEET.write_text(chart_theme())
