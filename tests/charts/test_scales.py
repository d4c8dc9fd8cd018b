from samverkan.charts.scales import Scale, decimals_of, round_length, ticks


def test_ticks_are_round_start_at_zero_and_cover_the_largest_value() -> None:
    assert ticks(1016, about=5) == (0, 250, 500, 750, 1000, 1250)
    assert ticks(3, about=4) == (0, 1, 2, 3)
    assert ticks(0.7) == (0, 0.2, 0.4, 0.6, 0.8)
    assert ticks(0) == (0, 1)


def test_steps_are_written_with_the_decimals_they_need() -> None:
    assert decimals_of((0, 0.25, 0.5)) == 2
    assert decimals_of((0, 200)) == 0


def test_a_scale_is_a_straight_line_even_without_a_span() -> None:
    assert Scale(0, 10, 100, 0)(2.5) == 75
    assert Scale(5, 5, 0, 10)(5) == 5


def test_a_scale_bar_has_a_round_length() -> None:
    assert [round_length(value) for value in (730, 1900, 2000, 90)] == [500, 1000, 2000, 50]
