"""Any text whatever: alarms whose spans hold, the same each time."""

from __future__ import annotations

from alarmed import alarms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_PIECES = (
    *"市总工会 山东总工会 密云县 职工 2021年 2月30日 3月5日 （周三） 至 前 请于 下拨 慰问".split(),
    *"其中 合计 共 分别为 各 每人 500元 12万元 元 万 3人次 5人 占 增长 比上年 40% 增加".split(),
    *"附件2 见 〔2021〕 [2021]4号 青工发 号 一、 （二） 3. ① 一是 二0二一年 三月5日 | 1".split(),
    *("，", "、", "。", "；", "：", "（", "）", "\n", "\n\n", "\t", " "),
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_spans_hold_and_nothing_depends_on_the_run(text: str) -> None:
    found = alarms(text)
    for alarm in found:
        assert all(0 <= start < end <= len(text) for start, end in alarm.spans)
        assert alarm.message
        assert alarm.text
    assert found == alarms(text)
