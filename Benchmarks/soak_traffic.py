"""The traffic of a soak: processes that send until they are told to stop, and then report what became of it."""

import collections
import multiprocessing
import random
import signal
import socket
import struct
import threading
import time

from dns_messages import A, AAAA, NOERROR, NXDOMAIN, OPT, SERVFAIL, TXT, code, name, opt, question
from process_tree import die_with_parent, socket_drops
from zone_data import ZONE, ZoneData

# A query that is not answered within this time is sent again, in seconds.
RETRY_AFTER = 1.0
# How often a query is sent before it counts as unanswered.
TRIES = 6


class Traffic:
    """A process that runs `work` until it is stopped; its counts arrive as a dictionary."""

    def __init__(self, work, *arguments):
        self.stopping = multiprocessing.Event()
        self.receiver, sender = multiprocessing.Pipe(duplex=False)
        # Messages sent so far, for whoever watches.
        self.sent = multiprocessing.Value("Q", 0)
        self.process = multiprocessing.Process(
            target=self.body, args=(work, sender, arguments), daemon=True)
        self.process.start()
        sender.close()

    def body(self, work, sender, arguments):
        die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sender.send(work(self.stopping, self.sent, *arguments))

    def finish(self, limit=60):
        """Stops the traffic and returns the counts."""
        self.stopping.set()
        if not self.receiver.poll(limit):
            raise RuntimeError("a process of the traffic has not come to its end")
        try:
            counts = self.receiver.recv()
        except EOFError:
            raise RuntimeError("a process of the traffic has failed; its traceback is above") from None
        self.process.join(limit)
        return counts

    def kill(self):
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Pace:
    """Tells how many messages are due at a rate."""

    def __init__(self, rate):
        self.rate = rate
        self.started = time.monotonic()
        self.done = 0

    def due(self, most=256):
        """Returns how many are to be sent now, and counts them as sent."""
        behind = int((time.monotonic() - self.started) * self.rate) - self.done
        count = max(0, min(behind, most))
        self.done += count
        return count


# MARK: Valid queries


class Question:
    """A question and the response that it must get."""

    def __init__(self, text, qtype, rcode, answers, rdata=b""):
        self.octets = question(text, qtype)
        self.rcode = rcode
        self.answers = answers
        self.rdata = rdata

    def fault(self, response, octets):
        """Returns what is wrong with the response to a question of these octets, or `None`."""
        end = 12 + len(octets)
        if response[12:end] != octets:
            return "another question"
        if response[3] & 0xF != self.rcode:
            return f"RCODE {response[3] & 0xF} instead of {self.rcode}"
        if response[7] != self.answers or response[2] & 0x82 != 0x80:
            return "wrong header"
        if self.rdata and response[end + 12:end + 12 + len(self.rdata)] != self.rdata:
            return "wrong RDATA"
        return None


def questions(hosts):
    """Returns questions of all kinds about the zone."""
    found = []
    for number, (host, ipv4, ipv6) in enumerate(ZoneData(hosts).addresses()):
        found.append(Question(f"{host}.{ZONE}", A, NOERROR, 1, socket.inet_aton(ipv4)))
        found.append(
            Question(f"{host}.{ZONE}", AAAA, NOERROR, 1, socket.inet_pton(socket.AF_INET6, ipv6)) if ipv6
            else Question(f"{host}.{ZONE}", AAAA, NOERROR, 0))
        if number % 4 == 0:
            found.append(Question(f"missing-{number}.{ZONE}", A, NXDOMAIN, 0))
    return found


def mixed_case(octets, chance):
    """Returns the octets of a question with letters of the name in random case, as resolvers send it against forgery."""
    mask = chance.getrandbits(len(octets))
    # Length octets and the type are below the letters; the class follows.
    return bytes(
        octet ^ 0x20 if 97 <= octet <= 122 and mask >> index & 1 else octet for index, octet in enumerate(octets))


class ValidSocket:
    """A socket with its queries on their way."""

    def __init__(self, endpoint):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self.socket.connect(endpoint)
        self.socket.setblocking(False)
        self.waiting = {}
        self.order = collections.deque()
        self.ident = 0


def send_valid(stopping, sent, endpoints, hosts, rate, seed):
    """Asks questions whose answers are known, again where need be, and holds each response to what it must be.

    One in twenty is about names that faults change: those may be answered, fail or stay silent, and are counted apart.
    """
    chance = random.Random(seed)
    known = questions(hosts)
    volatile = [question(f"v{number}.volatile.{ZONE}", A) for number in range(100)]
    sockets = [ValidSocket(endpoint) for endpoint in endpoints for _ in range(4)]
    counts = collections.Counter()
    faults = []
    edns = opt()
    pace = Pace(rate)

    def transmit(link, packet):
        try:
            link.socket.send(packet)
        except ConnectionRefusedError:
            # An earlier datagram met a closed port; this one was not sent.
            counts["refused"] += 1
        except BlockingIOError:
            counts["not_sent"] += 1
        counts["transmissions"] += 1

    def ask(link):
        link.ident = (link.ident + 1) & 0xFFFF
        if link.ident in link.waiting:
            return
        is_volatile = chance.random() < 0.05
        if is_volatile:
            asked, octets = None, chance.choice(volatile)
            counts["volatile"] += 1
        else:
            asked = chance.choice(known)
            octets = mixed_case(asked.octets, chance) if chance.random() < 0.1 else asked.octets
            counts["asked"] += 1
        has_edns = chance.random() < 0.5
        packet = struct.pack("!6H", link.ident, 0x0100, 1, 0, 0, int(has_edns)) + octets + (edns if has_edns else b"")
        now = time.monotonic()
        link.waiting[link.ident] = [asked, octets, packet, now, 1]
        link.order.append((now, link.ident))
        transmit(link, packet)

    def receive(link):
        while True:
            try:
                response = link.socket.recv(65535)
            except BlockingIOError:
                return
            except ConnectionRefusedError:
                counts["refused"] += 1
                continue
            ident = response[0] << 8 | response[1]
            entry = link.waiting.pop(ident, None)
            if entry is None:
                counts["duplicates"] += 1
                continue
            asked, octets, _, _, _ = entry
            if asked is None:
                counts[f"volatile_rcode_{code(response)}"] += 1
                continue
            fault = asked.fault(response, octets)
            if fault and response[12:12 + len(octets)].lower() != octets.lower():
                # The late second response to an earlier query of this number.
                link.waiting[ident] = entry
                counts["duplicates"] += 1
            elif fault:
                counts["wrong"] += 1
                if len(faults) < 20:
                    faults.append(f"{fault}: {response.hex()} to {octets.hex()}")
            else:
                counts["answered"] += 1

    def look_after(link, now):
        while link.order and now - link.order[0][0] > RETRY_AFTER:
            _, ident = link.order.popleft()
            entry = link.waiting.get(ident)
            if entry is None or now - entry[3] <= RETRY_AFTER:
                continue
            if entry[0] is None:
                del link.waiting[ident]
                counts["volatile_silence"] += 1
            elif entry[4] >= TRIES:
                del link.waiting[ident]
                counts["unanswered"] += 1
                if len(faults) < 20:
                    faults.append(f"no answer to {entry[1].hex()}")
            else:
                entry[3] = now
                entry[4] += 1
                counts["retransmissions"] += 1
                link.order.append((now, ident))
                transmit(link, entry[2])

    ending = None
    while True:
        now = time.monotonic()
        if stopping.is_set():
            # What is on its way may come to its end.
            ending = ending or now + (TRIES + 1) * RETRY_AFTER
            if now > ending or not any(link.waiting for link in sockets):
                break
        else:
            for _ in range(pace.due()):
                link = sockets[chance.randrange(len(sockets))]
                if len(link.waiting) < 2000:
                    ask(link)
                else:
                    counts["held_back"] += 1
        for link in sockets:
            receive(link)
            look_after(link, now)
        sent.value = counts["transmissions"]
        time.sleep(0.002)
    counts["client_drops"] = sum(socket_drops(link.socket) for link in sockets)
    return {"counts": dict(counts), "faults": faults}


# MARK: Malformed messages


def malformed_messages(chance):
    """Returns messages of which none is a query that could be answered with data, each kind in many variants."""
    owner = name(f"host-1.{ZONE}")
    good = owner + b"\0\1\0\1"

    def header(flags=0x0100, counts=(1, 0, 0, 0)):
        return struct.pack("!6H", chance.getrandbits(16), flags, *counts)

    def noise(low, high):
        return chance.randbytes(chance.randrange(low, high))

    kinds = [
        lambda: noise(0, 12),
        lambda: header() + good[:chance.randrange(len(good))],
        # A label of a reserved kind, one that is too long, a name too long.
        lambda: header() + bytes([chance.randrange(64, 192)]) + noise(1, 80),
        lambda: header() + (b"\x3f" + noise(63, 64)) * 5 + b"\0\0\1\0\1",
        # Names that point to themselves, to each other, to nowhere.
        lambda: header() + b"\xc0\x0c\0\1\0\1",
        lambda: header() + b"\1a\xc0\x0c\0\1\0\1",
        lambda: header() + struct.pack("!H", 0xC000 | chance.randrange(200, 16384)) + b"\0\1\0\1",
        # Counts beyond what follows.
        lambda: header(counts=(chance.randrange(2, 65536), 0, 0, 0)) + good,
        lambda: header(counts=(1, chance.randrange(1, 65536), chance.getrandbits(16), 0)) + good,
        lambda: header(counts=(1, 0, 0, chance.randrange(1, 65536))) + good,
        lambda: header(counts=(0, 0, 0, 0)),
        lambda: header(counts=(2, 0, 0, 0)) + good * 2,
        # OPT records that are cut off, doubled, of an unknown version or with broken options.
        lambda: header(counts=(1, 0, 0, 1)) + good + opt()[:chance.randrange(1, 11)],
        lambda: header(counts=(1, 0, 0, 2)) + good + opt() * 2,
        lambda: header(counts=(1, 0, 0, 1)) + good + opt(version=chance.randrange(1, 256)),
        lambda: header(counts=(1, 0, 0, 1)) + good + opt(options=struct.pack("!HH", 10, 40) + b"short"),
        lambda: header(counts=(1, 0, 0, 1)) + good + struct.pack("!BHHIH", 0, OPT, 1232, 0, 65535),
        # A response, and operations that no resolver knows.
        lambda: header(flags=0x8180) + good,
        lambda: header(flags=chance.randrange(1, 16) << 11) + good,
        # Noise behind a header, and a great deal of it.
        lambda: header(flags=chance.getrandbits(15), counts=(chance.randrange(2, 65536), 0, 0, 0)) + noise(0, 100),
        lambda: header(flags=0, counts=(chance.randrange(2, 65536), 0, 0, 0)) + noise(3000, 9000),
    ]
    return [kind() for _ in range(200) for kind in kinds]


def send_malformed(stopping, sent, endpoints, rate, seed):
    """Sends broken messages and counts what comes back, by RCODE."""
    chance = random.Random(seed)
    messages = malformed_messages(chance)
    links = []
    for endpoint in endpoints:
        link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        link.connect(endpoint)
        link.setblocking(False)
        links.append(link)
    counts = collections.Counter()
    pace = Pace(rate)
    number = 0
    while not stopping.is_set():
        for _ in range(pace.due()):
            number += 1
            message = messages[number % len(messages)]
            # Another number and, beyond the header, now and then another octet: no two rounds are the same.
            if len(message) >= 2:
                message = struct.pack("!H", number & 0xFFFF) + message[2:]
            try:
                links[number % len(links)].send(message)
                counts["sent"] += 1
            except (BlockingIOError, ConnectionRefusedError):
                counts["not_sent"] += 1
        for link in links:
            while True:
                try:
                    response = link.recv(65535)
                except BlockingIOError:
                    break
                except ConnectionRefusedError:
                    counts["refused"] += 1
                    continue
                counts[f"rcode_{code(response)}" if len(response) >= 12 and response[2] & 0x80 else "no_response"] += 1
        sent.value = counts["sent"]
        time.sleep(0.002)
    return {"counts": dict(counts), "faults": []}


# MARK: TCP


class StreamTraffic:
    """Well and ill behaved TCP clients, each on a thread of its own."""

    def __init__(self, stopping, sent, endpoints, hosts, seed):
        self.stopping = stopping
        self.sent = sent
        self.endpoints = endpoints
        self.known = questions(hosts)
        self.seed = seed
        self.counts = collections.Counter()
        self.faults = []
        self.lock = threading.Lock()

    def count(self, field, amount=1):
        with self.lock:
            self.counts[field] += amount

    def sent_messages(self, amount):
        with self.lock:
            self.counts["sent"] += amount
            self.sent.value = self.counts["sent"]

    def fault(self, text):
        with self.lock:
            self.counts["wrong"] += 1
            if len(self.faults) < 20:
                self.faults.append(text)

    def run(self):
        """Runs all clients until the end and returns the counts."""
        clients = [self.slow] * 8 + [self.pipelining] * 2 + [self.oversize, self.stuck, self.aborting, self.crowd]
        threads = [
            threading.Thread(target=self.repeat, args=(client, number), daemon=True)
            for number, client in enumerate(clients)]
        for thread in threads:
            thread.start()
        self.stopping.wait()
        for thread in threads:
            thread.join(90)
            if thread.is_alive():
                self.fault("a TCP client is stuck")
        return {"counts": dict(self.counts), "faults": self.faults}

    def repeat(self, client, number):
        chance = random.Random(self.seed * 1000 + number)
        while not self.stopping.is_set():
            endpoint = chance.choice(self.endpoints)
            try:
                with socket.create_connection(endpoint, timeout=30) as link:
                    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    client(link, chance)
            except (ConnectionError, socket.timeout) as error:
                self.count(f"{client.__name__}_{type(error).__name__}")
                time.sleep(0.1)

    def message(self, asked, ident):
        body = struct.pack("!6H", ident, 0x0100, 1, 0, 0, 0) + asked.octets
        return struct.pack("!H", len(body)) + body

    @staticmethod
    def read_exactly(link, count):
        """Reads octets; fewer where the other end closes."""
        octets = b""
        while len(octets) < count:
            part = link.recv(count - len(octets))
            if not part:
                break
            octets += part
        return octets

    def read_message(self, link):
        """Reads a message; `None` where the other end closes."""
        prefix = self.read_exactly(link, 2)
        if len(prefix) < 2:
            return None
        length = prefix[0] << 8 | prefix[1]
        octets = self.read_exactly(link, length)
        return octets if len(octets) == length else None

    def slow(self, link, chance):
        """A valid query that takes about two seconds to arrive must be answered all the same."""
        asked = chance.choice(self.known)
        octets = self.message(asked, chance.getrandbits(16))
        self.count("slow_asked")
        for index in range(0, len(octets), 3):
            link.sendall(octets[index:index + 3])
            time.sleep(0.15)
        self.sent_messages(1)
        self.expect(link, {octets[2:4]: asked}, "slow")

    def pipelining(self, link, chance):
        """Many queries in one go; the responses may come in any order (RFC 7766 section 6.2.1.1)."""
        asked = {struct.pack("!H", ident): chance.choice(self.known) for ident in range(1, 51)}
        self.count("pipelining_asked", len(asked))
        link.sendall(b"".join(self.message(entry, int.from_bytes(ident, "big")) for ident, entry in asked.items()))
        self.sent_messages(len(asked))
        self.expect(link, asked, "pipelining")
        time.sleep(0.05)

    def expect(self, link, asked, kind):
        while asked:
            response = self.read_message(link)
            if response is None:
                self.count(f"{kind}_closed_early", len(asked))
                return
            entry = asked.pop(response[:2], None)
            fault = entry.fault(response, entry.octets) if entry else "a response to nothing"
            if fault:
                self.fault(f"{kind} over TCP: {fault}")
            else:
                self.count(f"{kind}_answered")

    def oversize(self, link, chance):
        """The longest message that the prefix allows, an empty one, and one shorter than a header."""
        body = struct.pack("!6H", 1, 0x0100, 1, 0, 0, 0) + chance.randbytes(65535 - 12)
        for octets in (b"\xff\xff" + body, b"\0\0", b"\0\5" + b"12345"):
            link.sendall(octets)
            self.sent_messages(1)
        link.shutdown(socket.SHUT_WR)
        while self.read_message(link):
            self.count("oversize_responses")

    def stuck(self, link, chance):
        """Says a part of a message and no more: the server closes, or has to live with it until the client does."""
        octets = self.message(chance.choice(self.known), 7)
        link.sendall(octets[:chance.randrange(len(octets))])
        link.settimeout(1)
        for _ in range(45):
            if self.stopping.is_set():
                return
            try:
                if not link.recv(1):
                    self.count("stuck_closed_by_server")
                    return
            except socket.timeout:
                continue
        self.count("stuck_never_closed")

    def aborting(self, link, chance):
        """Resets the connection in the middle of a message or before the responses are read."""
        octets = b"".join(self.message(chance.choice(self.known), ident) for ident in range(20))
        link.sendall(octets[:chance.randrange(len(octets))])
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.count("aborted")
        time.sleep(0.02)

    def crowd(self, link, chance):
        """Many connections at once, opened, left idle for a moment, and closed."""
        links = []
        try:
            for _ in range(100):
                links.append(socket.create_connection(link.getpeername(), timeout=30))
            self.count("crowd_connections", len(links))
            time.sleep(1)
        finally:
            for other in links:
                other.close()


def send_streams(stopping, sent, endpoints, hosts, seed):
    """Runs the TCP clients."""
    return StreamTraffic(stopping, sent, endpoints, hosts, seed).run()
