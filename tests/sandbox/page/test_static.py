"""What the files of the page must never hold."""

from sandbox.page.app import STATIC


def test_no_script_of_the_page_makes_html_of_strings() -> None:
    for script in (STATIC / "js").glob("*.js"):
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in script.read_text(encoding="utf-8"), f"{script.name}: {way}"


def test_scripts_and_styles_name_no_foreign_host() -> None:
    for file in (*STATIC.rglob("*.js"), *STATIC.rglob("*.css"), STATIC / "index.html"):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, file.name
        assert "https://" not in text.replace("`https://${text}`", ""), file.name
