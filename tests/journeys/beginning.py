"""How it begins: Alma's house, Ben's first agreement with her, and two more of her clients."""

from dataclasses import dataclass, replace

from tests.journeys import story
from tests.journeys.house import Guest, House
from tests.journeys.someone import Someone


@dataclass(frozen=True)
class Begun:
    """A house with people in it: how each signs in, and where Alma and Ben are at home together."""

    house: House
    guests: dict[str, Guest]
    home: str

    def moved_to(self, house: House) -> "Begun":
        """Give the same, in a copy of the house."""
        return replace(self, house=house)


def begin(alma: Someone, ben: Someone, cleo: Someone, enzo: Someone) -> Begun:
    """Open a house, agree with Ben and sign; Cleo and Enzo come in, and are nothing to Ben."""
    story.begin_house(alma)
    story.do_own_part(alma)
    story.come_in(ben, story.invite(alma, ben))
    alma.go("/desk/")
    alma.follow("Ben")
    home = alma.page.url.removeprefix(alma.house.address)
    _agree(alma, ben, f"{home}agreement/")
    for other in (cleo, enzo):
        story.come_in(other, story.invite(alma, other))
    return Begun(
        alma.house,
        {one.name: Guest(one.name, one.address, one.passphrase) for one in (alma, ben, cleo, enzo)},
        home,
    )


def _agree(alma: Someone, ben: Someone, room: str) -> None:
    story.propose(alma)
    story.reword_one_and_agree(ben)
    story.agree_to_his_words(alma)
    for each in (ben, alma):
        each.go(room)
        story.ask_nothing(each)
    for each in (ben, alma):
        story.sign(each, room)
