"""Pages as editing systems write them: what a reader sees, whole, and nothing of what stands around it."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Extractor
from extractor.reading import read_bytes

_TITLE = "青石县总工会下拨送温暖资金300万元"
_BYLINE = "发布时间：2021-01-28&nbsp;&nbsp;来源：县总工会"
_PAGE = f"""<html><head><title>{_TITLE}_工会要闻_青石县总工会</title>
<meta name="PubDate" content="2021-01-28 09:12">
<meta name="ContentSource" content="青石职工报"><style>.a{{}}</style><script>a="<p>脚本</p>"</script></head>
<body><div class="top"><a href="/">首页</a> | <a href="/a">概况</a></div>
<div class="pos">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">要闻</a></div>
<div class="con"><h1>{_TITLE}</h1><div class="info">{_BYLINE}</div>
<div class="TRS"><p><span>　　1月25日，县总工会下拨专项资金</span><span>3</span><span>00<o:p></o:p></span>
万元，慰问<b>1,</b><b>250</b>人。</p><p>&nbsp;</p>
<p>　　20<span>21</span>年，每人<em>5</em>00元。<br>另拨2万元。</p>
</div><div class="share">分享到：<a>微信</a></div><div>附件：<a href="x.doc">分配表.doc</a></div>
<div><p>上一篇：<a href="1">市总工会召开座谈会，部署工作</a></p></div>
<div><h3>相关新闻</h3><ul><li><a href="">白水镇工会发放物资，共5万元</a><span>2020-12-01</span></li></ul>
</div></div><div style="display:none">看不见的，话。</div>
<div class="foot">版权所有：青石县总工会</div></body></html>"""


def _lines(page: str, source: str = "a.html") -> list[str]:
    return read_bytes(page.encode(), source=source).text.split("\n")


def test_the_article_comes_out_whole_and_alone() -> None:
    assert _lines(_PAGE) == [
        _TITLE,
        "发布时间：2021-01-28  来源：县总工会",
        "　　1月25日，县总工会下拨专项资金300万元，慰问1,250人。",
        "　　2021年，每人500元。",
        "另拨2万元。",
        "附件：分配表.doc",
    ]


def test_meta_tags_are_metadata() -> None:
    given = read_bytes(_PAGE.encode(), source="a.html").given
    assert (given.title, given.date, given.publisher) == (_TITLE, date(2021, 1, 28), "青石职工报")


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_wrong_declarations_of_the_encoding_do_no_harm(declared: str, encoding: str) -> None:
    page = _PAGE.replace("<html>", f'<html><meta charset="{declared}">')
    assert read_bytes(page.encode(encoding), source="a").text.startswith(f"{_TITLE}\n")


def test_a_declaration_that_fits_settles_the_encoding() -> None:
    page = _PAGE.replace("<html>", '<html><meta http-equiv="Content-Type" content="text/html; charset=gbk">')
    assert read_bytes(page.encode("gb18030"), source="a").warnings == ()


def test_tables_are_rows_and_tables_for_layout_are_none() -> None:
    page = """<table><tr><td width=200><a>首页</a></td><td><p>现将补助拨付给你们，共48.6万元：</p>
<table border=1><tr><td colspan=3>单位：万元</td></tr><tr><td><p>单位</p></td><td>项目</td><td>金额</td></tr>
<tr><td rowspan=2>青石县</td><td>技能</td><td>1<span>2</span>.5</td></tr><tr><td>安全</td><td>10</td></tr>
<tr><td>白水区</td><td></td><td rowspan=2>26</td></tr><tr><td>红岩区</td><td>安全</td></tr>
<tr><td colspan=2>合计</td><td>48.6</td></tr></table><p>特此通知。</td></tr></table>"""
    assert _lines(page) == [
        "现将补助拨付给你们，共48.6万元：",
        "单位：万元",
        "单位\t项目\t金额",
        "青石县\t技能\t12.5",
        "青石县\t安全\t10",
        "白水区\t—\t26",
        "红岩区\t安全",
        "合计\t—\t48.6",
        "特此通知。",
    ]


def test_letterhead_and_number_over_the_title_stay() -> None:
    notice = f"<p>青石县总工会文件</p><p>青总工发〔2021〕4号</p><h1>{_TITLE}"
    lines = _lines(_PAGE.replace(f"<h1>{_TITLE}", notice))
    assert lines[:3] == ["青石县总工会文件", "青总工发〔2021〕4号", _TITLE]


def test_tags_that_are_never_closed_lose_nothing() -> None:
    page = "<html><body>" + "".join(f"<p><font><span>第{n}次，拨款{n}万元。" for n in range(400))
    assert _lines(page) == [f"第{n}次，拨款{n}万元。" for n in range(400)]


def test_a_page_as_deep_as_it_likes() -> None:
    assert _lines("<html>" + "<div>" * 3000 + "拨款1万元。") == ["拨款1万元。"]


def test_text_files_that_hold_a_tag_stay_text() -> None:
    assert _lines("<p>拨款1万元。</p>", "a.txt") == ["<p>拨款1万元。</p>"]
    assert _lines("<p>拨款1万元。</p>", "a.htm") == ["拨款1万元。"]


@pytest.mark.parametrize(
    ("page", "from_metadata", "publisher"),
    [
        (_PAGE, (), "县总工会"),
        (_PAGE.replace(_BYLINE, ""), ("date", "publisher"), "青石职工报"),
        (_PAGE.replace(f"<h1>{_TITLE}</h1>", ""), ("title",), "县总工会"),
    ],
)
def test_metadata_stands_in_for_what_the_text_leaves_out(
    page: str, from_metadata: tuple[str, ...], publisher: str
) -> None:
    document = Extractor().extract(page.encode(), source="a.html", anchor="1999-01-01")
    assert document.date is not None
    found = (document.from_metadata, document.title, document.date.start, document.publisher)
    assert found == (from_metadata, _TITLE, "2021-01-28", publisher)
    assert document.facts[0].dates[0].start == "2021-01-25"
