from evaluation.baselines import regular_expressions


def test_the_nearest_of_each_kind_goes_to_the_trigger() -> None:
    text = "2021年2月30日，5万元到账。2021年3月5日，甲市总工会拨付30万元、发放口罩2000只。"
    answer = regular_expressions(text)
    allocated, given = answer.facts
    assert (allocated.action.type, given.action.type) == ("allocate", "give")
    assert [amount.yuan for amount in allocated.amounts] == ["300000"]
    assert [date.start for date in allocated.dates] == ["2021-03-05"]
    assert [count.value for count in given.quantities] == ["2000"]
    assert answer.mentions.dates[0].start is None  # an impossible day
    for mention in (*answer.mentions.dates, *answer.mentions.orgs, allocated.evidence):
        assert text[slice(*mention.span)] == mention.text
