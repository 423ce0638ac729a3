"""Real conversations become relationships; here they are small and made up."""

from collections import Counter

import pytest

from goldenthread.journal import api as journal
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault
from goldenthread.web.conversation_file import BadConversations, read_conversations
from goldenthread.web.conversations import load

HEAD = "topic,transcript_id,utterance_id,interlocutor,timestamp,utterance_text,annotator_id\n"
WALKS = HEAD + (
    "walking,7,0,therapist,00:00:01,What brings you here?,3\n"
    "walking,7,1,client,00:00:05,I used to walk.,3\n"
    "walking,7,1,client,00:00:05,I used to walk.,4\n"
    'walking,7,2,client,00:00:09,"Now, not so much.",3\n'
    "walking,7,3,therapist,00:00:12,You miss it.,3\n"
    "walking,7,4,client,00:00:11,Every day.,3\n"
)
BIRDS = "birds,9,0,client,00:00:00,I feed the birds.,3\n"


@pytest.fixture
def folder(tmp_path):
    def written(text):
        (tmp_path / "annomi.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return written


def refusal(folder):
    with pytest.raises(BadConversations) as refused:
        read_conversations(folder)
    return str(refused.value)


def test_what_one_says_in_a_row_is_one_turn_and_annotators_repeat_nothing(folder):
    (walks,) = read_conversations(folder(WALKS))
    assert [(turn.speaker, turn.second, turn.words) for turn in walks.turns] == [
        ("therapist", 1, "What brings you here?"),
        ("client", 5, "I used to walk.\nNow, not so much."),
        ("therapist", 12, "You miss it."),
        ("client", 13, "Every day."),
    ]


def test_each_conversation_is_its_own(folder):
    read = read_conversations(folder(WALKS + BIRDS))
    assert [(one.number, len(one.turns)) for one in read] == [("7", 4), ("9", 1)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "annomi.csv has no column transcript_id."),
        (HEAD.replace("timestamp", "moment"), "annomi.csv has no column timestamp."),
        (
            HEAD + "t,1,0,robot,00:00:01,Hello.,3\n",
            "annomi.csv, line 2: interlocutor must be therapist or client.",
        ),
        (
            HEAD + "t,1,first,client,00:00:01,Hello.,3\n",
            "annomi.csv, line 2: utterance_id must be a whole number.",
        ),
        (
            HEAD + "t,1,0,client,soon,Hello.,3\n",
            "annomi.csv, line 2: timestamp must look like 00:12:30.",
        ),
        (HEAD + "t,1,0\n", "annomi.csv, line 2: interlocutor must be therapist or client."),
        (
            HEAD + "t,,0,client,00:00:01,Hello.,3\n",
            "annomi.csv, line 2: which conversation this is isn't said.",
        ),
        (
            HEAD + f"t,1,0,client,00:00:01,{'x' * 10_001},3\n",
            "annomi.csv: a turn in conversation 1 is longer than 10,000 characters.",
        ),
    ],
)
def test_a_bad_row_is_refused_in_one_sentence(folder, text, says):
    assert refusal(folder(text)) == says


def test_a_file_without_rows_is_refused(folder):
    assert refusal(folder(HEAD)).endswith("annomi.csv holds no utterance.")


def test_a_folder_without_the_file_is_refused(tmp_path):
    assert refusal(tmp_path) == f"There is no annomi.csv in {tmp_path}."


def test_another_encoding_is_refused(tmp_path):
    (tmp_path / "annomi.csv").write_bytes(HEAD.encode() + "t,1,0,client,0,é,3\n".encode("latin-1"))
    assert refusal(tmp_path).endswith("annomi.csv isn't UTF-8 text.")


def test_a_torn_table_is_refused(folder):
    torn = HEAD + 't,1,0,client,00:00:01,"Hello.\n'
    assert refusal(folder(torn)).endswith("isn't a table of comma-separated values.")


def test_a_refused_file_makes_nobody(founded, folder, at):
    with pytest.raises(BadConversations):
        load(folder(HEAD), at=at, progress=lambda _done, _of: None)
    assert not people.anyone_here()


@pytest.fixture
def loaded(founded, folder, at):
    steps = []
    made = load(folder(WALKS + BIRDS), at=at, progress=lambda done, of: steps.append((done, of)))
    return made, steps


def test_who_is_made_and_how_far_it_is_is_told(loaded):
    made, steps = loaded
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert [one.name for one in made.coaches] == [f"Coach {number}" for number in range(1, 9)]
    assert [one.name for one in made.clients] == ["Client 1", "Client 2"]
    assert made.entries == 3


def test_passphrases_are_six_words_of_their_own(loaded):
    made, _steps = loaded
    everyone = [*made.coaches, *made.clients]
    assert Counter(len(one.passphrase.split()) for one in everyone) == {6: 10}
    assert len({one.passphrase for one in everyone}) == 10


def enter(someone, at):
    return vault.unlock(
        address=someone.address,
        passphrase=someone.passphrase,
        network="here",
        device="",
        at=at,
    )


def test_the_client_has_the_talk_as_a_journal_and_the_coach_what_is_shared(loaded, at):
    made, _steps = loaded
    client, coach = enter(made.clients[0], at), enter(made.coaches[0], at)
    pair = relationships.relationships_of(client.person).get()

    mine = journal.entries_page(pair, by=client.person, at=at, keyring=client.keyring)
    shared = journal.shared_page(pair, by=coach.person, at=at, keyring=coach.keyring)

    assert [row.heading for row in mine.rows] == ["Every day.", "I used to walk. Now, not so much."]
    assert [
        (thread.words, [answer.words for answer in thread.answers]) for thread in shared.threads
    ] == [("I used to walk.\nNow, not so much.", ["You miss it."])]


def test_everything_happened_before_now_and_in_order(loaded, at):
    made, _steps = loaded
    client = enter(made.clients[0], at)
    pair = relationships.relationships_of(client.person).get()
    rows = journal.entries_page(pair, by=client.person, at=at, keyring=client.keyring).rows
    moments = [row.written_at for row in reversed(rows)]
    assert moments == sorted(moments)
    assert pair.begun_at
    assert pair.begun_at < moments[0]
    assert moments[-1] < at
