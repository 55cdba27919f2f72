import pytest

from core.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line", "<p>One line</p>"),
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("", ""),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("**bold** <b>x</b>", "<p><strong>bold</strong> &lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        (
            "[there](https://example.org)",
            '<p><a href="https://example.org" rel="noopener noreferrer">there</a></p>\n',
        ),
        ("[no](javascript:alert(1))", "<p>[no](javascript:alert(1))</p>\n"),
        ("[no](data:text/html,x)", "<p>[no](data:text/html,x)</p>\n"),
        ("# not a heading", "<p># not a heading</p>"),
        (
            "![img](https://example.org/a.png)",
            '<p>!<a href="https://example.org/a.png" rel="noopener noreferrer">img</a></p>\n',
        ),
    ],
)
def test_only_the_agreed_marks_become_html(text, html):
    assert to_html(text) == html
