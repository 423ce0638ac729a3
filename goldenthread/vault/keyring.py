"""A member's keys, for the length of one request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from uuid import UUID

from goldenthread.asking.api import Question
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import keysets
from goldenthread.vault.models import Compartment, Epoch, Grant, KeySet

_GRANTS_TO = Question(Grant, "compartment", "recipient_uid")
_COMPARTMENT = Question(Compartment, "uid")


class NoGrant(Exception):
    """Nobody has opened this compartment to you."""


class Keyring:
    """Opens what its person has been granted. Made at the door of a request, gone at its end; never stored."""

    def __init__(self, person_uid: UUID, user_key: bytes) -> None:
        self.person_uid = person_uid
        self.__user_key = user_key
        self.__keys: dict[tuple[UUID, int, seals.Use], bytes] = {}
        self.__epochs: dict[tuple[UUID, int], bytes] = {}
        self.__keysets: dict[UUID, KeySet] = {}
        self.__known: dict[UUID, Compartment] = {}

    def __repr__(self) -> str:
        return f"Keyring({self.person_uid})"

    @cached_property
    def secrets(self) -> shares.Secrets:
        """The house's secrets, fetched once a request."""
        return shares.secrets()

    @cached_property
    def _private(self) -> keysets.PrivateKeys:
        own = self._keysets_of({self.person_uid}).get(self.person_uid)
        if own is None:
            raise seals.Bad
        return keysets.open_private(own, self.__user_key, self.secrets)

    def _keysets_of(self, people: set[UUID]) -> dict[UUID, KeySet]:
        """Fetch what is not at hand yet: own and granters' key sets come in one query."""
        if missing := people - self.__keysets.keys():
            self.__keysets |= keysets.keysets_of(missing)
        return self.__keysets

    def sign(self, message: bytes) -> bytes:
        """Sign with the person's Ed25519 key; 64 bytes."""
        return seals.sign(self._private.signing, message)

    def seal_grant(self, epoch_secret: bytes, context: seals.GrantContext) -> bytes:
        """Seal an epoch secret to a member and sign it as this person (cG)."""
        return seals.seal_grant(epoch_secret, context, self._private.signing)

    def user_key(self) -> bytes:
        """Give the user key itself, for rewrapping a slot. Asked for by the vault alone."""
        return self.__user_key

    def open_grant(self, grant: Grant, own_public: bytes, granter_public: bytes) -> bytes:
        """Give the epoch secret that a grant carries. Raises seals.Bad when anything about it is wrong."""
        context = grant_context(grant, own_public, self.secrets.instance_id)
        return seals.open_grant(bytes(grant.grant), context, self._private.sealing, granter_public)

    def keep(self, compartment: Compartment, epoch_key: bytes) -> None:
        """Keep the key of a compartment made just now, for the length of this request."""
        self.know(compartment)
        self.__epochs[compartment.uid, compartment.epoch] = epoch_key

    def know(self, compartment: Compartment) -> None:
        """Keep at hand a compartment that was fetched just now, so that it isn't asked for again."""
        self.__known[compartment.uid] = compartment

    def key(self, compartment_uid: UUID, epoch: int, use: seals.Use = "record") -> bytes:
        """Give the key for one use of one epoch. Raises NoGrant, shares.ShareForgotten, seals.Bad."""
        found = self.__keys.get((compartment_uid, epoch, use))
        if found is None:
            found = seals.use_key(self.epoch_key(compartment_uid, epoch), use)
            self.__keys[compartment_uid, epoch, use] = found
        return found

    def epoch_key(self, compartment_uid: UUID, epoch: int) -> bytes:
        """Give K_{c,e}: from a grant of that epoch, or through the history chain from a later one."""
        if (compartment_uid, epoch) not in self.__epochs:
            self._open_compartment(compartment_uid)
        try:
            return self.__epochs[compartment_uid, epoch]
        except KeyError:
            raise NoGrant from None

    def _open_compartment(self, compartment_uid: UUID) -> None:
        grants = _GRANTS_TO.all(compartment_uid, self.person_uid)
        compartment = self.__known.get(compartment_uid) or _COMPARTMENT.one(compartment_uid)
        if not grants or compartment is None:
            raise NoGrant
        kept = shares.epoch_shares(compartment_uid)
        if not kept:
            raise shares.ShareForgotten
        people = {self.person_uid, *(grant.granter_uid for grant in grants)}
        rows = self._keysets_of(people)
        if not people <= rows.keys():
            raise seals.Bad
        public = {uid: keysets.public_halves(rows[uid], self.secrets) for uid in people}
        for grant in grants:
            if grant.epoch not in kept:
                continue
            secret = self.open_grant(
                grant, public[self.person_uid].sealing, public[grant.granter_uid].signing
            )
            self.__epochs[compartment_uid, grant.epoch] = seals.epoch_key(
                secret,
                kept[grant.epoch],
                self.secrets.instance_id,
                compartment_uid.bytes,
                grant.epoch,
            )
        self._follow_history(compartment_uid, min(grant.history_from for grant in grants))
        self._check_roster(compartment, public)

    def _check_roster(
        self, compartment: Compartment, public: Mapping[UUID, keysets.PublicKeys]
    ) -> None:
        """Refuse a grant by somebody who never was a member. Raises seals.Bad.

        Anyone with an account can sign a grant of a secret they chose; what is written next would be
        theirs to read. The roster opens under the first epoch's own key alone, and the chosen secret
        makes another key, so whoever writes in the database can't forge one with the other.
        """
        first = self.__epochs.get((compartment.uid, 1))
        if first is None or self._is_made_with(public, compartment, first):
            return
        self.__epochs = {at: key for at, key in self.__epochs.items() if at[0] != compartment.uid}
        raise seals.Bad

    def _is_made_with(
        self, public: Mapping[UUID, keysets.PublicKeys], compartment: Compartment, first: bytes
    ) -> bool:
        context = epoch_context(self.secrets.instance_id, compartment.uid, 1, "roster/1")
        try:
            pinned = keysets.unseal_roster(first, context, bytes(compartment.roster))
        except seals.Bad:
            return False
        return all(pinned.get(uid) == keys for uid, keys in public.items())

    def _follow_history(self, compartment_uid: UUID, first: int) -> None:
        known = [epoch for uid, epoch in self.__epochs if uid == compartment_uid]
        wanted = [n for n in range(first, max(known, default=1)) if n not in known]
        if not wanted:
            return
        rows = Epoch.objects.filter(compartment=compartment_uid, previous__isnull=False)
        chain = {row.number: bytes(row.previous or b"") for row in rows}
        for number in sorted(wanted, reverse=True):
            if number + 1 in chain and (compartment_uid, number + 1) in self.__epochs:
                key = seals.use_key(self.__epochs[compartment_uid, number + 1], "record")
                context = epoch_context(
                    self.secrets.instance_id, compartment_uid, number + 1, "epoch.previous/1"
                )
                self.__epochs[compartment_uid, number] = seals.unseal(
                    key, context, chain[number + 1]
                )


def epoch_context(instance: bytes, compartment_uid: UUID, epoch: int, kind: str) -> seals.Context:
    """Bind something wrapped for an epoch to that epoch, by its kind."""
    return seals.Context(
        instance=instance,
        compartment=compartment_uid.bytes,
        epoch=epoch,
        kind=kind,
        record=compartment_uid.bytes,
        revision=epoch,
    )


def grant_context(grant: Grant, recipient_public: bytes, instance: bytes) -> seals.GrantContext:
    """Give all that a grant is bound to; changing any of it makes the grant open to nobody."""
    return seals.GrantContext(
        instance=instance,
        compartment=grant.compartment_id.bytes,
        epoch=grant.epoch,
        recipient=grant.recipient_uid.bytes,
        recipient_key=recipient_public,
        role=grant.role,
        granter=grant.granter_uid.bytes,
        history_from_epoch=grant.history_from,
        created=grant.created,
    )
