"""Work in several processes comes out as in one."""

import gc

import pytest

from transcheck.parallel import spread, without_garbage


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise ValueError(number)


@pytest.mark.parametrize("jobs", [0, 1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_every_item_once_with_its_place(jobs: int, count: int) -> None:
    found = dict(spread(double, range(count), jobs, size=lambda number: number % 7))
    assert found == {number: 2 * number for number in range(count)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised(jobs: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        list(spread(refuse, range(5), jobs, size=abs))


def test_the_search_for_cycles_is_on_again_afterwards() -> None:
    with pytest.raises(ValueError, match="x"), without_garbage():
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()
    gc.unfreeze()
