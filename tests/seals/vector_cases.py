"""What the known answers of our own formats are about: one function a family, one dict a case."""

import hashlib
from importlib import resources

PUBLISHED_CONTEXT = {
    "instance": b"i" * 16,
    "compartment": b"c" * 16,
    "epoch": 1,
    "kind": "journal.entry",
    "record": b"r" * 16,
    "revision": 3,
}
KINDS = ("journal.entry/1", "slot.pw/1", "slot.rc/1", "idx.seg/1", "session.note/1", "x", "çødé/9")
EPOCHS = (0, 1, 2, 255, 256, 2**32, 2**64 - 1)
SIZES = (0, 1, 4, 5, 12, 13, 28, 29, 60, 100, 124, 125, 252, 253, 500, 1000, 2048, 4096)
PROSE = "Was trägt, wenn nichts mehr trägt? — I said I would call her. I did not. ☂ "


def drawn(label, count):
    """Bytes that look random and are the same for everyone: SHA-256 of label and counter."""
    out, counter = b"", 0
    while len(out) < count:
        out += hashlib.sha256(f"golden thread vectors/{label}/{counter}".encode()).digest()
        counter += 1
    return out[:count]


def context_number(at):
    return {
        "instance": drawn(f"instance {at % 3}", 16),
        "compartment": drawn(f"compartment {at}", 16),
        "epoch": EPOCHS[at % len(EPOCHS)],
        "kind": KINDS[at % len(KINDS)],
        "record": drawn(f"record {at}", 16),
        "revision": EPOCHS[(at * 3 + 1) % len(EPOCHS)],
    }


def shown(case):
    """Write bytes as hex, and leave numbers and words as they are."""
    if isinstance(case, dict):
        return {name: shown(value) for name, value in case.items()}
    if isinstance(case, list | tuple):
        return [shown(value) for value in case]
    return case.hex() if isinstance(case, bytes) else case


def envelopes(second):
    """cE envelopes that open, each with the one payload it holds."""
    key = second.extract_and_expand(
        second.extract_and_expand(
            bytes(range(64)),
            second.listed(b"coach/v1/epoch", b"i" * 16, b"c" * 16, bytes(7) + b"\1"),
        ),
        b"coach/v1/use/record",
    )
    plans = [("published in the design", key, PUBLISHED_CONTEXT, b'{"body":"hello"}', 2, b"s" * 24)]
    plans += [
        (
            f"{size} bytes, flags {flags}",
            drawn(f"key {at}", 32),
            context_number(at),
            drawn(f"payload {at}", size),
            flags,
            drawn(f"salt {at} {flags}", 24),
        )
        for at, size in enumerate(SIZES)
        for flags in (0, 2)
    ]
    plans += [
        (
            f"prose times {times}, deflated, flags {flags}",
            drawn(f"deflate key {at}", 32),
            context_number(at + 40),
            (PROSE * times).encode() if times > 1 else b"again " * 20,
            flags,
            drawn(f"deflate salt {at} {flags}", 24),
        )
        for at, times in enumerate((1, 3, 30, 300))
        for flags in (1, 3)
    ]
    for about, key_, context, payload, flags, salt in plans:
        envelope = second.make_envelope(key_, context, payload, flags=flags, salt=salt)
        yield shown(
            {
                "about": about,
                "key": key_,
                "context": context,
                "salt": salt,
                "flags": flags,
                "payload": payload,
                "envelope": envelope,
            }
        )


def refused_envelopes(second):
    """cE envelopes refused although a holder of the key made them: no writer makes such."""
    key, salt = drawn("refused key", 32), drawn("refused salt", 24)
    context = context_number(7)
    payload = b"again " * 20
    packed = second.raw_deflate(payload)
    odd = b"x" * 61  # 4 + 61 = 65 bytes, padded to 72
    padded = second.frame(odd, pad=True)
    bomb = second.raw_deflate(bytes(8 * 1024 * 1024 + 1))
    plans = [
        *(
            (f"unknown flag bit {bit}", second.frame(payload, pad=True), 2 | 1 << bit, {})
            for bit in range(2, 8)
        ),
        ("magic ce", padded, 2, {"start": b"ce\x01\x01"}),
        ("magic cF", padded, 2, {"start": b"cF\x01\x01"}),
        ("version 0", padded, 2, {"start": b"cE\x00\x01"}),
        ("version 2", padded, 2, {"start": b"cE\x02\x01"}),
        ("suite 0", padded, 2, {"start": b"cE\x01\x00"}),
        ("suite 2", padded, 2, {"start": b"cE\x01\x02"}),
        ("another key's id", padded, 2, {"kid": drawn("another kid", 16)}),
        ("last pad byte is 1", padded[:-1] + b"\x01", 2, {}),
        ("first pad byte is 1", padded[:65] + b"\x01" + padded[66:], 2, {}),
        ("one pad byte too few", padded[:-1], 2, {}),
        ("one pad byte too many", padded + b"\x00", 2, {}),
        ("no pad where the flag says pad", padded[:65], 2, {}),
        ("pad where the flag says none", padded, 0, {}),
        ("one byte after the payload", second.frame(odd, pad=False) + b"\x00", 0, {}),
        ("length one too long", b"\x00\x00\x00\x3e" + padded[4:], 0, {}),
        ("length beyond everything", b"\xff\xff\xff\xff" + padded[4:], 2, {}),
        ("no length", b"", 0, {}),
        ("half a length", b"\x00\x00", 0, {}),
        ("byte after the deflate stream", second.frame(packed + b"\x00", pad=False), 1, {}),
        ("deflate stream cut short", second.frame(packed[:-1], pad=True), 3, {}),
        ("second deflate stream", second.frame(packed + packed, pad=True), 3, {}),
        ("not deflate at all", second.frame(b"\xff" * 40, pad=True), 3, {}),
        ("nothing to inflate", second.frame(b"", pad=True), 3, {}),
        ("deflate of nothing", second.frame(second.raw_deflate(b""), pad=True), 3, {}),
        ("deflate that saves nothing", second.frame(second.raw_deflate(b"ab"), pad=True), 3, {}),
        ("inflates to one byte over 8 MiB", second.frame(bomb, pad=True), 3, {}),
    ]
    for about, plain, flags, changes in plans:
        envelope = second.envelope_of_plain(key, context, plain, flags=flags, salt=salt, **changes)
        yield shown({"about": about, "key": key, "context": context, "envelope": envelope})


def grants(second):
    """cG grants that open, each with the one secret it holds."""
    for at in range(10):
        private, public = second.derived_pair(drawn(f"recipient {at}", 32))
        granter_seed, granter_public = second.signing_pair(drawn(f"granter {at}", 32))
        secret = drawn(f"epoch secret {at}", 32)
        context = {
            "instance": drawn("instance 0", 16),
            "compartment": drawn(f"compartment {at}", 16),
            "epoch": EPOCHS[at % len(EPOCHS)],
            "recipient": drawn(f"recipient uid {at}", 16),
            "recipient_key": public,
            "role": ("client", "coach", "supervisor")[at % 3],
            "granter": drawn(f"granter uid {at}", 16),
            "history_from_epoch": at % 2,
            "created": 1_700_000_000 + at,
        }
        grant = second.make_grant(secret, context, granter_seed, drawn(f"grant ephemeral {at}", 32))
        yield shown(
            {
                "context": context,
                "recipient_private": private,
                "granter_private": granter_seed,
                "granter_public": granter_public,
                "secret": secret,
                "grant": grant,
            }
        )


def letters(second):
    """cD letters that open, each with the one payload it holds."""
    for at, size in enumerate((0, 1, 7, 40, 61, 100, 333, 1000, 2048, 5000)):
        private, public = second.derived_pair(drawn(f"letter box {at}", 32))
        context = {
            "instance": drawn("instance 0", 16),
            "compartment": drawn(f"compartment {at}", 16),
            "epoch": EPOCHS[at % len(EPOCHS)],
            "kind": ("pulse.answer/1", "ledger.detail/1")[at % 2],
            "letter": drawn(f"letter {at}", 16),
            "writer": ("link", "server", "clïent")[at % 3],
        }
        payload = drawn(f"letter payload {at}", size)
        letter = second.make_letter(public, context, payload, drawn(f"letter ephemeral {at}", 32))
        yield shown(
            {
                "context": context,
                "drop_private": private,
                "drop_public": public,
                "payload": payload,
                "letter": letter,
            }
        )


def hierarchy(second):
    """Keys derived from keys, by their labels."""
    derive = second.extract_and_expand
    for at in range(8):
        member, share = drawn(f"member secret {at}", 32), drawn(f"epoch share {at}", 32)
        stretched, person = drawn(f"stretched {at}", 32), drawn(f"person share {at}", 32)
        code = drawn(f"code {at}", 20)
        context = context_number(at)
        epoch = derive(
            member + share,
            second.listed(
                b"coach/v1/epoch",
                context["instance"],
                context["compartment"],
                second.number(context["epoch"], 8),
            ),
        )
        yield shown(
            {
                "member_secret": member,
                "epoch_share": share,
                "instance": context["instance"],
                "compartment": context["compartment"],
                "epoch": context["epoch"],
                "stretched": stretched,
                "person_share": person,
                "code": code,
                "epoch_key": epoch,
                "record": derive(epoch, b"coach/v1/use/record"),
                "file": derive(epoch, b"coach/v1/use/file"),
                "index": derive(epoch, b"coach/v1/use/index"),
                "roster": derive(epoch, b"coach/v1/use/roster"),
                "key_id": derive(epoch, b"coach/v1/kid", 16),
                "auth_key": derive(stretched, b"coach/v1/auth"),
                "passphrase_kek": derive(stretched + person, b"coach/v1/kek/pw"),
                "code_kek": derive(code + person, b"coach/v1/kek/rc"),
            }
        )


def codes(second):
    """Recovery codes, as written and as read."""
    found = at = 0
    while found < 10:
        code = drawn(f"recovery code {at}", 20)
        at += 1
        if int.from_bytes(code, "big") % 37 < 32:
            found += 1
            yield shown({"bytes": code, "written": second.written_code(code)})


def fingerprints(second):
    """Six words for a list of parts."""
    words = (resources.files("xkcdpass") / "static" / "eff-long").read_text("ascii").split()
    for at in range(8):
        parts = [drawn(f"part {at} {number}", 16 * (number + 1)) for number in range(at)]
        yield shown({"parts": parts, "words": second.chosen_words(words, parts)})


def chains(second):
    """A ledger's leaves, and the chain over them from its first."""
    previous = bytes(32)
    for seq in range(1, 11):
        salt, stream = drawn(f"leaf salt {seq}", 32), drawn("stream", 16)
        entry = drawn(f"entry {seq}", 20 * seq)
        inner = second.hmac.new(salt, entry, hashlib.sha256).digest()
        leaf = hashlib.sha256(b"\x00" + inner + stream + second.number(seq, 8)).digest()
        chain = hashlib.sha256(b"\x01" + previous + leaf).digest()
        yield shown(
            {
                "salt": salt,
                "entry": entry,
                "stream": stream,
                "seq": seq,
                "leaf": leaf,
                "previous": previous,
                "chain": chain,
            }
        )
        previous = chain


def lists(second):
    """lp: lists of parts as bytes; and the hash a token is found by."""
    for at, sizes in enumerate(((), (0,), (1,), (0, 0), (1, 2), (2, 1), (300,), (16, 16, 8, 5))):
        parts = [drawn(f"lp {at} {number}", size) for number, size in enumerate(sizes)]
        token = hashlib.sha256(f"token {at}".encode()).hexdigest()[:43]
        yield shown(
            {
                "parts": parts,
                "lp": second.listed(*parts),
                "token": token,
                "token_hash": hashlib.sha256(b"id" + token.encode()).digest(),
            }
        )


FAMILIES = {
    "envelope-1": envelopes,
    "envelope-1-refused": refused_envelopes,
    "grant-1": grants,
    "letter-1": letters,
    "hierarchy-1": hierarchy,
    "recovery-code-1": codes,
    "fingerprint-1": fingerprints,
    "chain-1": chains,
    "lists-1": lists,
}
