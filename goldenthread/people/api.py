"""The door of people."""

from goldenthread.people.actions import (
    AddressTaken,
    register_person,
    rename_person,
    set_passphrase,
)
from goldenthread.people.doorway import (
    WaitAtTheDoor,
    count_wrong_try,
    forget_wrong_tries,
    remember_device,
    wait_at,
)
from goldenthread.people.first_link import first_link_works, new_first_link
from goldenthread.people.fitness import check_passphrase
from goldenthread.people.models import Person
from goldenthread.people.proving import TooManyAtTheDoor, costs_less_than_now, prove
from goldenthread.people.queries import (
    address_of,
    anyone_here,
    find_by_address,
    find_person,
    name_of,
    names_of,
    the_person,
)

__all__ = [
    "AddressTaken",
    "Person",
    "TooManyAtTheDoor",
    "WaitAtTheDoor",
    "address_of",
    "anyone_here",
    "check_passphrase",
    "costs_less_than_now",
    "count_wrong_try",
    "find_by_address",
    "find_person",
    "first_link_works",
    "forget_wrong_tries",
    "name_of",
    "names_of",
    "new_first_link",
    "prove",
    "register_person",
    "remember_device",
    "rename_person",
    "set_passphrase",
    "the_person",
    "wait_at",
]
