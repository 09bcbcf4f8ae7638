"""Just enough of the DNS wire format (RFC 1035) to ask questions and to look at the answers."""

import socket
import struct

A, TXT, AAAA, OPT = 1, 16, 28, 41
NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)


def name(text):
    """Returns a name in wire format."""
    labels = [label.encode() for label in text.rstrip(".").split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def question(text, qtype, qclass=1):
    """Returns an entry of the question section."""
    return name(text) + struct.pack("!HH", qtype, qclass)


def opt(size=1232, version=0, options=b""):
    """Returns an OPT record (RFC 6891)."""
    return b"\0" + struct.pack("!HHBBHH", OPT, size, 0, version, 0, len(options)) + options


def query(ident, text, qtype, edns=None):
    """Returns a query with RD set."""
    return (struct.pack("!6H", ident, 0x0100, 1, 0, 0, 0 if edns is None else 1) + question(text, qtype)
            + (edns or b""))


def code(response):
    """Returns the RCODE of a message."""
    return response[3] & 0xF


def answer_count(response):
    """Returns ANCOUNT."""
    return response[6] << 8 | response[7]


def ask(address, port, text, qtype, timeout=0.2):
    """Asks over UDP and returns the response, or `None` if none comes in time or nobody listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(timeout)
        try:
            client.connect((address, port))
            client.send(query(0x4242, text, qtype))
            response = client.recv(65535)
        except OSError:
            return None
    return response if response[:2] == b"\x42\x42" else None


def free_port(address="127.0.0.1"):
    """Returns a port that was free for UDP and TCP a moment ago."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram, socket.socket() as stream:
            datagram.bind((address, 0))
            port = datagram.getsockname()[1]
            try:
                stream.bind((address, port))
            except OSError:
                continue
            return port
