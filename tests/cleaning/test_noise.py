"""One small case for each thing that each noise module takes out, and for each it must leave alone."""

import pytest

from extractor.cleaning import clean_text, norm_changes


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # readings in brackets
        ("市總工會(huì)撥款", "市總工會撥款"),
        ("学 (xué) 院工会", "学院工会"),
        ("幫（bang）扶發(fā)放", "幫扶發放"),
        ("F(xiàn)將資金下達(dá)", "F將資金下達"),
        ("儋(dān)州市(Dānzhōu)工會", "儋州市工會"),
        ("开发（APP）和局域网(LAN)、(app)，学(xué)习", "开发（APP）和局域网(LAN)、(app)，学习"),
        ("小店(ban)重开", "小店(ban)重开"),
        # what nobody sees
        ("市\u200b总\ufeff工会\u00ad\x07", "市总工会"),
        ("拨付\u00a05\u2009万元", "拨付5万元"),
        ("慰问\ud800职工", "慰问\ufffd职工"),
        # radicals and compatibility forms
        ("⼯⼈⽇报⻓江", "工人日报长江"),
        ("\uf9dc慰", "隆慰"),
        # markup
        ("发展1.2&#19975;人&nbsp;", "发展1.2万人"),
        ("<p>拨付<b>5</b>万元</p><p>发放</p>", "拨付5万元\n发放"),
        ("支出**1.13**万元，见[首页](index.htm)", "支出1.13万元，见首页"),
        (
            "# 工作总结\n| 单位 | 金额 |\n| --- | --- |\n| 一厂 | 3 |",
            "工作总结\n| 单位 | 金额 |\n| 一厂 | 3 |",
        ),
        ("电话138**1234，手机139**5678", "电话138**1234，手机139**5678"),
        ("若a<b且c>d", "若a<b且c>d"),
        # page furniture
        ("共收到捐款，合计28\n— 3 —\n7万元。", "共收到捐款，合计287万元。"),
        ("工会简讯\n正文完。\n第 2 页 共 5 页\n工会简讯\n又一段。", "工会简讯\n正文完。\n又一段。"),
        ("机械厂\n3\n纺织厂", "机械厂\n3\n纺织厂"),
        # blanks
        ("丰 和 市 总 工 会 文 件", "丰和市总工会文件"),
        ("于 2020 年 1 月 30 日拨付 12.5 万元 ，", "于2020年1月30日拨付12.5万元，"),
        ("捐款12 746元，奖励1 5万元", "捐款12746元，奖励15万元"),
        ("参加 PPT 培训", "参加PPT培训"),
        ("张建国 李卫红 王芳", "张建国 李卫红 王芳"),
        ("一厂 30 20 合计 50", "一厂 30 20 合计 50"),
        ("丰和市总工会办公室    2018 年 4 月 2 日印发", "丰和市总工会办公室    2018年4月2日印发"),
        ("上一页 1 2 3 下一页", "上一页 1 2 3 下一页"),
        ("日期:2022-09-06 浏览量:32", "日期:2022-09-06 浏览量:32"),
    ],
)
def test_text(source: str, text: str) -> None:
    assert clean_text(source).text == text


@pytest.mark.parametrize(
    ("source", "norm"),
    [
        ("２６４．２８万元，占５％", "264.28万元，占5%"),
        ("各市(州)总工会,请于8:30报到", "各市（州）总工会，请于8:30报到"),
        ("按1∶2配套，上午9：05", "按1:2配套，上午9:05"),
        ("成绩较好.全年收入3.5万.", "成绩较好。全年收入3.5万。"),
        ("省總工會撥付係隻鬆佔乾後", "省总工会拨付系只松占干后"),
        ("于干部后天里应只余", "于干部后天里应只余"),
        ("l983年拨36O万元，lO月付lO7.3万元", "1983年拨360万元，10月付107.3万元"),
        ("A0l区和4G、Ol卡", "A0l区和4G、Ol卡"),
        ("支出33,741,27元", "支出33,741.27元"),
        ("1，200元和30，000元", "1,200元和30,000元"),
        ("奖500，300元，分别为5，800元", "奖500，300元，分别为5，800元"),
        ("二○一○年、二0一六年、一○七人", "二〇一〇年、二〇一六年、一〇七人"),
        ("○一家企业", "○一家企业"),
        ("市エ会3l曰", "市工会31日"),
        ("コンロ", "コンロ"),
    ],
)
def test_norm(source: str, norm: str) -> None:
    clean = clean_text(source)
    assert (clean.text, clean.norm) == (source, norm)


@pytest.mark.parametrize(
    ("source", "damaged"),
    [
        ("市总工会\ufffd\ufffd拨付5万元", ["\ufffd\ufffd"]),
        ("作者：???来源", ["???"]),
        ("锟斤拷锟斤拷工会", ["锟斤拷锟斤拷"]),
        ("æ\u009d¥æº\u0090：工会".replace("\u009d", "?").replace("\u0090", "?"), ["æ?¥æº?"]),
        ("为什么？×3·5，café", []),
    ],
)
def test_damage_is_marked_and_its_neighbours_kept(source: str, damaged: list[str]) -> None:
    clean = clean_text(source)
    assert clean.text == source
    assert [clean.text[start:end] for start, end in clean.damaged] == damaged
    assert bool(clean.warnings) == bool(damaged)


def test_every_change_is_told_with_its_place() -> None:
    source = "省總(zǒng)工會\n\n，拨 5 万"
    told = [(change.noise, change.before, change.after) for change in clean_text(source).changes]
    assert told == [("pinyin", "(zǒng)", ""), ("wrap", "\n\n", ""), ("blank", " ", ""), ("blank", " ", "")]
    assert [(change.noise, change.start, change.after) for change in norm_changes(clean_text(source))] == [
        ("script", 1, "总"),
        ("script", 9, "会"),
    ]
