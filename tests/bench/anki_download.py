"""Measures how long Anki's own sync server takes to let a fresh client download a whole collection.

It is the baseline beside the first sync of a desk. Timed is the one call that downloads, with the check and the opening
Anki does in it; making the notes, the upload and the login stand outside. Server and client talk over the loopback.

Usage, with `pip install anki` done: python anki_download.py [--notes 100000] [--times 5] [--seed 1]

Prints one line of JSON, and nothing else: {"notes": N, "version": "of anki", "wall_ms": [..], "cpu_s": [..]}. The lists
have an item for each download; cpu_s is server and client together. Problems go to stderr, with exit code 1.
"""

import argparse
import http.client
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from anki.collection import AddNoteRequest, Collection
from anki.decks import DEFAULT_DECK_ID

HOST = "127.0.0.1"
USER, PASSWORD = "clerk", "loopback"
MAX_START_S = 30
MAX_STOP_S = 10
# A million notes are more than the server takes by default (100 MB); the limit is not what is measured.
MAX_PAYLOAD_MB = 10_000

SUBJECT_WORDS = (
    "žádost oznámení stížnost odvolání ohlášení vyjádření stanovisko reklamace návrh podnět přihlášení faktura zápis "
    "rozhodnutí smlouva povolení kácení dřeviny stavební zábor veřejného prostranství hluk dotace činnost spolku "
    "poplatek komunální odpad informace podle zákona oplocení projektové dokumentace pronájem pozemku dodávka "
    "elektřiny přidělení bytu změna trvalého pobytu zvláštní užívání komunikace oprava chodníku školské rady "
    "osvětlení odvod půdy výpis evidence konání shromáždění"
).split()
NAMES = (
    "Jan Jana Petr Marie Josef Eva Pavel Anna Martin Hana Tomáš Věra Jaroslav Lenka Miroslav Kateřina Zdeněk Alena"
).split()
SURNAMES = (
    "Novák Nováková Svoboda Svobodová Novotný Novotná Dvořák Dvořáková Černý Černá Procházka Procházková Kučera "
    "Kučerová Veselý Veselá Krejčí Horák Horáková Němec Němcová Pokorný Pospíšilová Růžičková Beneš Fialová Šťastná"
).split()
STREETS = "Opavská Ostravská Zahradní Školní Nádražní Hrnčířská Písečná Dukelská Cihelní Okružní Bochenkova".split()


def main():
    arguments = read_arguments()
    # A request to end becomes an exception: otherwise the server would be left running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # A proxy in the environment is not asked for the loopback.
    os.environ["NO_PROXY"] = HOST
    try:
        print(json.dumps(measure(arguments.notes, arguments.times, arguments.seed)))
    except Exception as problem:
        sys.exit(f"anki_download: {type(problem).__name__}: {problem}")


def read_arguments():
    parser = Arguments(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=count, default=100_000, help="how many notes the collection has")
    parser.add_argument("--times", type=count, default=5, help="how often it is downloaded")
    parser.add_argument("--seed", type=int, default=1, help="what the texts of the notes come from")
    return parser.parse_args()


class Arguments(argparse.ArgumentParser):
    """Refuses with exit code 1, as every other problem here does."""

    def error(self, message):
        sys.exit(f"anki_download: {message}")


def count(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def measure(n_notes, times, seed):
    """Fills a server, downloads from it again and again, and says what that took."""
    wall_ms, cpu_s = [], []
    with tempfile.TemporaryDirectory(prefix="anki_download_") as name:
        folder = Path(name)
        with served(folder / "server") as (server, address):
            upload(folder / "source", address, n_notes, seed)
            for _ in range(times):
                took = download(folder / "fresh", address, server.pid, n_notes)
                wall_ms.append(round(took[0] * 1000, 1))
                cpu_s.append(round(took[1], 2))
    return {"notes": n_notes, "version": version("anki"), "wall_ms": wall_ms, "cpu_s": cpu_s}


@contextmanager
def served(folder):
    """Runs the sync server, and stops it whatever happens."""
    port = free_port()
    environment = {
        **os.environ,
        "SYNC_USER1": f"{USER}:{PASSWORD}",
        "SYNC_BASE": str(folder),
        "SYNC_HOST": HOST,
        "SYNC_PORT": str(port),
        "MAX_SYNC_PAYLOAD_MEGS": str(MAX_PAYLOAD_MB),
        "RUST_LOG": "anki=warn",
    }
    # The server logs to its stdout, and ours is for the one line of JSON.
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr
    )
    try:
        wait_until_it_answers(server, port)
        yield server, f"http://{HOST}:{port}/"
    finally:
        stop(server)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_it_answers(server, port):
    until = time.monotonic() + MAX_START_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the sync server ended with {server.returncode}")
        if answers(port):
            return
        time.sleep(0.05)
    raise TimeoutError(f"the sync server did not answer within {MAX_START_S} s")


def answers(port):
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop(server):
    server.terminate()
    try:
        server.wait(MAX_STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def upload(folder, address, n_notes, seed):
    """Makes the collection and gives it to the server."""
    collection = new_collection(folder)
    add_notes(collection, n_notes, random.Random(seed))
    auth = collection.sync_login(USER, PASSWORD, address)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=True)
    collection.reopen(after_full_sync=True)
    collection.close()


def add_notes(collection, n_notes, dice):
    notetype = collection.models.by_name("Basic")
    requests = []
    for _ in range(n_notes):
        note = collection.new_note(notetype)
        note["Front"], note["Back"] = subject(dice), sender(dice)
        requests.append(AddNoteRequest(note, DEFAULT_DECK_ID))
    collection.add_notes(requests)


def subject(dice):
    return " ".join(dice.choices(SUBJECT_WORDS, k=dice.randint(3, 9))).capitalize()


def sender(dice):
    name = f"{dice.choice(NAMES)} {dice.choice(SURNAMES)}"
    street = f"{dice.choice(STREETS)} {dice.randint(1, 400)}"
    return f"{name}, {street}, zn. MUHL/{dice.randint(1, 99_999)}/{dice.randint(2016, 2025)}"


def download(folder, address, server_pid, n_notes):
    """Downloads everything as a client that has nothing; returns the seconds on the wall and of the processor."""
    collection = new_collection(folder)
    auth = collection.sync_login(USER, PASSWORD, address)
    collection.close_for_full_sync()
    cpu_before_s, begun_s = cpu_so_far_s(server_pid), time.perf_counter()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=False)
    wall_s, cpu_s = time.perf_counter() - begun_s, cpu_so_far_s(server_pid) - cpu_before_s
    collection.reopen(after_full_sync=True)
    n_found = collection.note_count()
    collection.close()
    if n_found != n_notes:
        raise RuntimeError(f"{n_found} notes were downloaded instead of {n_notes}")
    shutil.rmtree(folder)
    return wall_s, cpu_s


def new_collection(folder):
    folder.mkdir()
    return Collection(str(folder / "collection.anki2"))


def cpu_so_far_s(server_pid):
    """Says how many seconds of the processor the server and this process have used."""
    stat = Path(f"/proc/{server_pid}/stat").read_text()
    # The name in brackets may hold spaces: what follows it is counted.
    ticks = stat.rpartition(")")[2].split()[11:13]
    own = resource.getrusage(resource.RUSAGE_SELF)
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") + own.ru_utime + own.ru_stime


if __name__ == "__main__":
    main()
