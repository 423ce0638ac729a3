"""Django's handle on sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Sharing, as Django knows it."""

    name = "goldenthread.sharing"

    def ready(self) -> None:
        """Declare this domain's verbs; close what a seat opened when it closes; tell of continuity."""
        from goldenthread.agreements import api as agreements  # noqa: PLC0415 (as below)
        from goldenthread.relationships import api as relationships  # noqa: PLC0415 (as below)
        from goldenthread.sharing import (  # noqa: F401, PLC0415 (declared once the registry is ready)
            closing,
            shown,
            verbs,
        )
        from goldenthread.sharing.queries import continuity, room  # noqa: PLC0415 (as above)
        from goldenthread.sharing.wishes import hopes_beside  # noqa: PLC0415 (as above)
        from goldenthread.swaps import api as swaps  # noqa: PLC0415 (as above)

        relationships.when_a_seat_closes(closing.close_all)
        agreements.ask_continuity_of(continuity.known_of)
        swaps.show_beside("wishes", hopes_beside)
        shown.count_for_coach_with(
            "hope", room.count_hopes_open_to_coach, url_name="sharing:releases"
        )
