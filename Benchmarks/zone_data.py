"""The zone that all servers get, and questions about it."""

import random

ZONE = "corp.example"


class ZoneData:
    """A zone of `host-N`, each with an A record, one in four with an AAAA record besides."""

    def __init__(self, count):
        self.count = count

    def addresses(self):
        """Yields name, IPv4 address and, or `None`, IPv6 address of each host."""
        for number in range(self.count):
            ipv4 = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            yield f"host-{number}", ipv4, f"2001:db8::{number >> 16:x}:{number & 0xFFFF:x}" if number % 4 == 0 else None

    def write_master_file(self, path):
        with open(path, "w", encoding="ascii") as output:
            output.write(f"$ORIGIN {ZONE}.\n$TTL 300\n@ SOA ns hostmaster 1 3600 600 86400 300\n@ NS ns\nns A 192.168.1.53\n")
            for host, ipv4, ipv6 in self.addresses():
                output.write(f"{host} A {ipv4}\n")
                if ipv6:
                    output.write(f"{host} AAAA {ipv6}\n")

    def write_queries(self, path, count, seed):
        """Writes questions for dnsperf: 80 % with an answer, 10 % of a type that the name has not, 10 % of names that are not there."""
        chance = random.Random(seed)
        with open(path, "w", encoding="ascii") as output:
            for _ in range(count):
                kind = chance.random()
                number = chance.randrange(self.count)
                if kind < 0.8:
                    qtype = "AAAA" if number % 4 == 0 and chance.random() < 0.5 else "A"
                    output.write(f"host-{number}.{ZONE} {qtype}\n")
                elif kind < 0.9:
                    # Of four numbers in a row three have no AAAA record.
                    number = number - 1 if number % 4 == 0 and number else number
                    output.write(f"host-{number}.{ZONE} {'AAAA' if number % 4 else 'TXT'}\n")
                else:
                    output.write(f"missing-{number}.{ZONE} A\n")
