"""The shape of one point in time, as one bounded regular expression in the grammar of Chinese dates.

``PARTS`` names what the groups mean; ``date_grammar.py`` reads them. It is long because 年, 月, 日, parts of
them, festivals and words such as 去年 combine freely; each line is one way to say one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.mentions.date_words import DateWords, any_of

_HAN = "一二三四五六七八九"
#: What stands between the two ends of a range.
DASH = "(?:至|到|[—–―─~～-]{1,2})"

_MONTH = f"(?:(?<![0-9])(?<![0-9]\\.)(?:1[0-2]|0?[1-9])|(?<![{_HAN}十])(?:十[一二]?|[{_HAN}元]))"
_DAY = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{_HAN}]?|十[{_HAN}]?|廿[{_HAN}]?|卅一?|[{_HAN}])"
_MOON_DAY = f"(?:初[{_HAN}十]|廿[{_HAN}]?|二十[{_HAN}]?|三十|十[{_HAN}]?)"
_Y4 = f"(?:(?<![0-9.])(?:1[89]|20)[0-9]{{2}}|[一二][九八〇零○][〇零○{_HAN}]{{2}})"
_Y2 = f"(?:(?<![0-9.])[0-9]{{2}}|(?<![{_HAN}十百])[五六七八九〇零○][〇零○{_HAN}])"
_COUNT = f"(?:[0-9]{{1,2}}|[{_HAN}十两几多数]{{1,3}})"
_JOINTS = "至到、和与及—–―─~～-"
#: Words that the expression itself names, for the gate.
_GRAMMAR_WORDS = (
    "民国", "农历", "阴历", "旧历", "正月", "腊月", "冬月", "元月", "大年", "年初", "年底", "年末",
    "年内", "全年", "全月", "月初", "月底", "月末", "月内", "上旬", "中旬", "下旬", "初旬", "中下",
    "上中", "上半", "下半", "上周", "本周", "这周", "下周", "上星", "本星", "下星", "上个", "下个",
    "一季", "首季", "季度", "今春", "今夏", "今秋", "今冬", "节前", "节后", "节日", "元旦", "中秋",
)  # fmt: skip

_FEAST = "(?:元旦|春节|中秋节?|国庆节?)"

_TIME = (
    r"(?:\ ?(?P<{0}half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|深夜|夜间|晚(?![会宴]))?"
    r"(?:\ ?(?P<{0}hour>[0-9]{{1,2}})(?::(?P<{0}minute>[0-5][0-9])(?::[0-9]{{2}})?"
    r"|[时点](?![间代]|意见|要求|建议)(?:(?P<{0}minute2>[0-5]?[0-9])分|(?P<{0}half_hour>半)|整)?))?)?"
)
# 2月4日（农历正月初七）, 10月27日（周四）: the gloss belongs to the day before it.
_GLOSS = (
    f"(?:[（(](?:(?:周|星期|礼拜)[{_HAN}日天]|农历[^）)\\n]{{1,8}}"
    "|(?:正月|腊月|冬月|年三十|除夕|大年)[^）)\\n]{0,6})[）)])?"
)


def gate_pattern(words: DateWords) -> re.Pattern[str]:
    """Where a point in time can begin: the cheap gate before the costly expression.

    Numbers pass where a unit of time or the mark of a list or range follows them, words by their first two
    characters.
    """
    lists: tuple[Iterable[str], ...] = (
        words.festival_of, words.pairs, words.quarters, words.vague, words.recurring,
        words.years.anchor, words.years.context, words.months.anchor, words.months.context,
        words.days.anchor, words.days.context, _GRAMMAR_WORDS,
    )  # fmt: skip
    seconds: dict[str, set[str]] = {}
    for word in (word for group in lists for word in group):
        seconds.setdefault(word[0], set()).add(word[1])
    starts = "|".join(
        f"{re.escape(first)}[{re.escape(''.join(sorted(second)))}]" for first, second in seconds.items()
    )
    return re.compile(
        f"(?<![0-9])(?:(?:19|20)[0-9]{{4,6}}(?![0-9年])|[0-9]{{1,4}}[年月日号季天个两世/.{_JOINTS}])"
        f"|[{_HAN}十廿卅〇零○]{{1,6}}[年月日号季天个两世五{_JOINTS}]"
        f'|[“"‘]?(?:{starts}|[第前头][{_HAN}两十0-9]|[近几多数][{_HAN}十两几多数0-9年]|十?[{_HAN}]五[”"期时以])'
    )


def point_pattern(words: DateWords) -> re.Pattern[str]:
    """The expression. It may match nothing at all; every repetition in it is bounded."""
    pairs = any_of(words.pairs)
    year_words = any_of([*words.years.anchor, *words.years.context])
    month_words = any_of([*words.months.anchor, *words.months.context])
    day_words = any_of([*words.days.anchor, *words.days.context])
    within_year = rf"""
        (?:的?(?:{_MONTH}月|第?[{_HAN[:4]}首1-4]季度|[上下]半年|[初底末](?!次)|[春夏秋冬][季天])
            |[“"‘]?(?:{pairs}|{_FEAST}))"""
    year = rf"""
        (?P<Y>(?P<y>{_Y4})(?:(?:年度?)?{DASH}(?P<last_year>{_Y4})(?!年{within_year}))?
              年(?![级代龄鉴检报])(?!度?{DASH}今)度?
            |(?P<listed_year>{_Y4})(?=[、和及与](?:[0-9]{{4}}[、和及与]){{0,4}}(?:1[89]|20)[0-9]{{2}}年)
            |民国(?P<republic>[{_HAN}十]{{1,3}}|[0-9]{{1,2}}|元)年
            |(?P<y2>{_Y2})年(?![级代龄来间以内])
            |(?P<year_word>(?<![以目多基晚])(?:{year_words}))(?![龄轻会货级限薪假]|报(?![了名到销送废]))度?(?:一年)?
        )(?:[（(][今去前]年[）)])?"""
    moon = rf"""
        (?:农历|阴历|旧历)?(?P<moon>(?:正|腊|冬)月|(?<=[农阴旧]历){_MONTH}月)
          (?:(?P<moon_day>{_MOON_DAY})日?(?:{DASH}(?P<moon_last>{_MOON_DAY})日?)?|(?P<moon_part>底|初|里))?
        |(?:大年|(?<![今去明前每当])年)(?P<new_year>初[{_HAN}十])(?![{_HAN}月盘])"""
    month = rf"""
        (?P<m1>{_MONTH})(?:(?:月份?)?{DASH}|、)(?P<m2>{_MONTH})(?:两个)?月份?(?!{_DAY}[日号])
        |(?:(?P<month>{_MONTH})月份?(?![饼薪租球嫂供])|(?P<month_word>(?<!以)(?:{month_words}))份?)
          的?(?:(?P<d1>{_DAY})[日号]?{DASH}(?P<d2>{_DAY})[日号曰]{_GLOSS}
            |(?P<d3>{_DAY})[日号曰]{_GLOSS}{_TIME.format("a_")}
            |(?P<d4>{_DAY})(?=(?:[、和与及]{_DAY}){{1,6}}(?:[日号]|[两三四五][天日]))
            |(?P<d5>[0-9]{{1,2}})(?=[，。、；）)\n和与及至到前起—-]|\s|召开|举行|举办|印发|下发|成立|启动|$)
            |(?P<month_part>[上中下初]旬|中下旬|上中旬|[上下]半月|[初底末](?!次)))?
        |(?P<bare_month_part>(?<![个{_HAN}十数几])月[初底末内](?!次)|全月|(?<![0-9{_HAN}])(?:中下旬|上中旬|[上中下]旬))"""
    part_of_year = rf"""
        (?P<quarters>第?[一二三1-3](?:[、和]|{DASH})?第?[二三四2-4]季度)
        |(?P<quarter>第?[{_HAN[:4]}首1-4]季度|[前头][两二三]个?季度)
        |[前头](?P<first_months>[{_HAN}两十]|1?[0-9])个月
        |(?P<half_year>[上下]半年)|(?P<whole_year>全年)
        |(?P<year_part>(?(Y)年?|(?<![0-9{_HAN}十两几多数半近每岁百])年)(?:[初底末](?!次)|内))
        |(?P<same>同期)
        |(?P<season>(?(Y)[春夏秋冬](?:[季天]|季?学期)?|今[春夏秋冬])(?![节运送风令游训招晚奥学]))"""
    day = rf"""
        (?P<day>(?<![0-9.,第每满共近达余月计续{_HAN}十])(?:[0-9]{{1,4}}|[二三]?十[{_HAN}]|[二三]十|廿[{_HAN}]?))
          (?:日(?!内|游|餐|龄|均|元|间|之内){_GLOSS}{_TIME.format("b_")}|(?=(?:[、和与及]{_DAY}){{1,6}}日))
        |(?<=[、和与及至到—-])(?P<listed_day>[12][0-9]|3[01]|[1-9])(?=(?:[、和与及]{_DAY}){{0,6}}[两三四五][天日])"""
    feast = rf"""
        (?P<pair>[“"]?(?:{pairs}|{_FEAST}{_FEAST})[”"]?(?:期间)?
            |[“"]?{_FEAST}[、和与]{_FEAST}[”"]?(?:期间|前后|前夕|假期|[“"]?(?:{pairs})[”"]?))
        |[“"‘]?(?P<festival>{any_of(words.festival_of)})[”"’]?
            (?:(?P<eve>前夕)|(?P<holiday>期间|假期|长假|小长假|黄金周)|(?P<that_day>当[天日])
            |(?P<side>[前后])(?P<side_days>[{_HAN}两十]{{1,3}}|[0-9]{{1,2}})天)?"""
    return re.compile(
        rf"""
    (?P<packed>(?<![0-9A-Za-z./])(?:(?:1[89]|20)[0-9]{{2}}(?P<mark>[./-])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}
        |[0-9]{{2}}/[0-9]{{1,2}}/[0-9]{{1,2}}|(?<!-)(?:19|20)[0-9]{{5,6}}|(?<!-)(?:19|20)[0-9]{{4}}(?=日))
        (?![0-9A-Za-z/]|[.,][0-9]|-(?!(?:19|20)[0-9]{{2}}[./-])))日?
        (?:\ {{1,2}}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?
    |[“"]?(?P<plan>十?[{_HAN}]五)(?:[”"](?!规划|计划|纲要)(?:期间|时期)?|(?:期间|时期|以来))
    |(?:(?P<century>[0-9]{{2}}|二十一?|十九)世纪)?(?P<decade>[0-9]0|[{_HAN}]十)年代(?:[初末]|[中后前]期)?
    |(?P<week>(?<!以)[上本这下]个?(?:周|星期))(?P<weekday>[{_HAN[:6]}日天])?(?![边围转期刊折到年])
    |(?P<day_word>(?<![以目之年月先日多])(?:{day_words}))(?![常用程均产]){_TIME.format("c_")}
    |(?P<after>[0-9]{{1,3}}|[{_HAN}十]{{1,3}})天[之以]?后
    |(?P<feast>(?<=[，。、；：\n“（在于])节(?:前|后|日前|日期间))
    |(?P<quarter_word>(?:{any_of(words.quarters)})(?!节)|(?<!一)季度内)
    |(?P<vague>(?!至今[年日天晨晚])(?:{any_of(words.vague)})|近{_COUNT}(?:年|天|日|个月)[来内]?|{_COUNT}年[来间])
    |(?P<every>{any_of(words.recurring)})?(?:{year})?
     (?:(?(Y)的?)(?:{moon}|{month}|{part_of_year}|{feast}|{day}))?
    """,
        re.VERBOSE,
    )
