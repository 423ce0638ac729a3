"""Someone who reads a house line by line: a small client that keeps every answer whole, and follows every link."""

import http.client
import re
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from tests.journeys.house import Guest, House

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Two of a kind show what a third would.
OF_EACH_SHAPE = 2


@dataclass(frozen=True)
class Answer:
    """One answer of the house: its status, every header in order, and its body."""

    method: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Give a header's text, or nothing."""
        return next((text for key, text in self.headers if key.lower() == name.lower()), "")

    def cookies(self) -> list[str]:
        """Give every Set-Cookie line."""
        return [text for key, text in self.headers if key.lower() == "set-cookie"]

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")


class _Ways(HTMLParser):
    """Every way on from a page: links, what it loads, and where its forms go."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.forms: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        has = dict(attrs)
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        elif tag == "link" and has.get("href"):
            self.loads.append(has["href"])
        elif tag == "script" and has.get("src"):
            self.loads.append(has["src"])
        elif tag == "form" and has.get("action"):
            self.forms.append(has["action"])


class Visitor:
    """Somebody with a cookie jar, and every answer they were given."""

    def __init__(self, house: House, guest: Guest | None = None) -> None:
        self.house = house
        self.jar: dict[str, str] = {}
        self.token = ""
        self.answers: list[Answer] = []
        if guest:
            self._sign_in(guest)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form, with the token of a page of one's own."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def everything(self) -> tuple[set[str], set[str]]:
        """Follow every link from home; gives the paths of pages, and those that forms go to."""
        waiting, pages, forms = ["/"], set(), set()
        shapes: dict[str, int] = {}
        while waiting:
            path = waiting.pop(0)
            shape = UID.sub("*", re.sub(r"\d+", "#", path) if not UID.search(path) else path)
            if path in pages or shapes.get(shape, 0) >= OF_EACH_SHAPE:
                continue
            shapes[shape] = shapes.get(shape, 0) + 1
            pages.add(path)
            answer = self.get(path)
            ways = _ways_on(answer)
            waiting += [self._inside(path, link) for link in ways.links + ways.loads if link]
            waiting = [each for each in waiting if each]
            forms |= {self._inside(path, action) for action in ways.forms}
        return pages, forms - {""}

    def _inside(self, path: str, link: str) -> str:
        there = urlsplit(urljoin(f"{self.house.address}{path}", link))
        if there.netloc != urlsplit(self.house.address).netloc:
            return ""
        return there.path + (f"?{there.query}" if there.query else "")

    def take_token(self, path: str) -> None:
        """Take the token of the first form on a page, for the forms to be sent."""
        self.token = _token_in(self.get(path))

    def _sign_in(self, guest: Guest) -> None:
        self.take_token("/sign-in/")
        came = self.post("/sign-in/", address=guest.address, passphrase=guest.passphrase)
        assert came.status == 303, f"{guest.name} could not sign in."
        self.take_token("/account/")

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {
            "Host": f"localhost:{self.house.port}",
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.jar.items()),
            "Accept-Language": "en-GB",
        }
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.house.address,
            }
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=60)
        with closing(line):
            line.request(method, path, body=body or None, headers=headers)
            came = line.getresponse()
            answer = Answer(method, path, came.status, tuple(came.getheaders()), came.read())
        for cookie in answer.cookies():
            name, _, text = cookie.split(";")[0].partition("=")
            self.jar[name.strip()] = text
        self.answers.append(answer)
        return answer


def _ways_on(answer: Answer) -> _Ways:
    ways = _Ways()
    if answer.status in {301, 302, 303}:
        ways.links.append(answer.header("Location"))
    elif answer.is_page:
        ways.feed(answer.body.decode())
    return ways


def _token_in(page: Answer) -> str:
    found = TOKEN.search(page.body.decode())
    assert found, f"No form on {page.path}."
    return found[1]
