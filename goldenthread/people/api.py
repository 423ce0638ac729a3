"""The door of people."""

from goldenthread.people.actions import (
    AddressTaken,
    NameTaken,
    SignInTaken,
    live_in_zone,
    register_person,
    rename_outside,
    rename_person,
    set_manner,
    set_passphrase,
)
from goldenthread.people.doorway import (
    WaitAtTheDoor,
    forget_wrong_tries,
    knock,
    knock_with_link,
    prove_again,
    remember_device,
    take_knock_back,
)
from goldenthread.people.first_link import first_link_works, new_first_link, use_first_link
from goldenthread.people.fitness import check_passphrase
from goldenthread.people.models import Person
from goldenthread.people.policy import (
    LONGEST_NAME,
    LONGEST_SIGN_IN_NAME,
    may_be_a_sign_in_name,
)
from goldenthread.people.proving import (
    NewPassphrase,
    TooManyAtTheDoor,
    costs_less_than_now,
    prove,
    stretch_new,
)
from goldenthread.people.queries import (
    address_of,
    anyone_here,
    find_by_address,
    find_person,
    name_of,
    name_outside_of,
    names_of,
    names_outside,
    sign_in_of,
    the_person,
    zones_of,
)

__all__ = [
    "LONGEST_NAME",
    "LONGEST_SIGN_IN_NAME",
    "AddressTaken",
    "NameTaken",
    "NewPassphrase",
    "Person",
    "SignInTaken",
    "TooManyAtTheDoor",
    "WaitAtTheDoor",
    "address_of",
    "anyone_here",
    "check_passphrase",
    "costs_less_than_now",
    "find_by_address",
    "find_person",
    "first_link_works",
    "forget_wrong_tries",
    "knock",
    "knock_with_link",
    "live_in_zone",
    "may_be_a_sign_in_name",
    "name_of",
    "name_outside_of",
    "names_of",
    "names_outside",
    "new_first_link",
    "prove",
    "prove_again",
    "register_person",
    "remember_device",
    "rename_outside",
    "rename_person",
    "set_manner",
    "set_passphrase",
    "sign_in_of",
    "stretch_new",
    "take_knock_back",
    "the_person",
    "use_first_link",
    "zones_of",
]
