"""The servers that are compared: each with a configuration of the same zone, the same number of threads and no log of queries."""

import os
import shutil
import subprocess

from zone_data import ZONE

LOOPBACK = "127.0.0.1"


class Server:
    """A server program; `configure` writes what it needs into a folder and `command` tells how it is started there."""

    name = ""
    program = ""
    version_arguments = ("-V",)

    def __init__(self, binary=None):
        self.binary = binary or shutil.which(self.program) or shutil.which(self.program, path="/usr/sbin:/usr/local/sbin")
        self.address = LOOPBACK

    def is_available(self):
        return self.binary is not None and os.access(self.binary, os.X_OK)

    def version(self):
        output = subprocess.run(
            [self.binary, *self.version_arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return output.stdout.decode(errors="replace").splitlines()[0].strip()

    def configure(self, folder, zone, zone_file, port, threads):
        raise NotImplementedError

    def command(self, folder, port, threads):
        raise NotImplementedError


class Dnsscen(Server):
    """The client's view: the stub resolver asks one authoritative server on its LAN, and no delay is emulated."""

    name = "dnsscen"
    version_arguments = ("--version",)

    def configure(self, folder, zone, zone_file, port, threads):
        (folder / "scenario.yaml").write_text(f"""\
version: 1
title: A zone on the client's own network
latency: {{ lan: 0ms, internet: 0ms, tunnel: 0ms, network: 0ms, recursion: 0ms }}
client:
  interfaces: [{{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }}]
  resolver: {{ nameservers: [192.168.1.53] }}
local_network:
  dns_servers:
    - {{ name: ns, address: 192.168.1.53, behavior: authoritative, zones: [{{ name: {ZONE}, zone_file: {zone_file} }}] }}
""")

    def command(self, folder, port, threads):
        return [self.binary, "serve", folder / "scenario.yaml", "--listen", f"{LOOPBACK}:{port}", "--threads", threads]


class DnsscenPerServer(Dnsscen):
    """The same world, but the authoritative server itself is asked."""

    name = "dnsscen --per-server"

    def __init__(self, binary=None):
        super().__init__(binary)
        self.address = "127.53.0.1"

    def command(self, folder, port, threads):
        return [self.binary, "serve", folder / "scenario.yaml", "--per-server", "--server-port", port, "--threads", threads]


class Knot(Server):
    name = "knot"
    program = "knotd"

    def configure(self, folder, zone, zone_file, port, threads):
        (folder / "knot.conf").write_text(f"""\
server:
    rundir: "{folder}"
    listen: {LOOPBACK}@{port}
    udp-workers: {threads}
    tcp-workers: 1
    background-workers: 1
log:
  - target: stderr
    any: error
database:
    storage: "{folder}"
zone:
  - domain: {ZONE}
    file: "{zone_file}"
    zonefile-sync: -1
    journal-content: none
    semantic-checks: off
""")

    def command(self, folder, port, threads):
        return [self.binary, "-c", folder / "knot.conf"]


class Unbound(Server):
    name = "unbound"
    program = "unbound"

    def configure(self, folder, zone, zone_file, port, threads):
        with open(folder / "unbound.conf", "w", encoding="ascii") as output:
            output.write(f"""\
server:
    interface: {LOOPBACK}@{port}
    num-threads: {threads}
    so-reuseport: yes
    do-daemonize: no
    username: ""
    chroot: ""
    directory: "{folder}"
    pidfile: ""
    use-syslog: no
    verbosity: 0
    log-queries: no
    statistics-interval: 0
    module-config: "iterator"
    access-control: 127.0.0.0/8 allow
    local-zone: "{ZONE}." static
    local-data: "{ZONE}. 300 IN SOA ns.{ZONE}. hostmaster.{ZONE}. 1 3600 600 86400 300"
    local-data: "{ZONE}. 300 IN NS ns.{ZONE}."
""")
            for host, ipv4, ipv6 in zone.addresses():
                output.write(f'    local-data: "{host}.{ZONE}. 300 IN A {ipv4}"\n')
                if ipv6:
                    output.write(f'    local-data: "{host}.{ZONE}. 300 IN AAAA {ipv6}"\n')
            output.write("remote-control:\n    control-enable: no\n")

    def command(self, folder, port, threads):
        return [self.binary, "-d", "-c", folder / "unbound.conf"]


class NSD(Server):
    name = "nsd"
    program = "nsd"
    version_arguments = ("-v",)

    def configure(self, folder, zone, zone_file, port, threads):
        (folder / "nsd.conf").write_text(f"""\
server:
    ip-address: {LOOPBACK}@{port}
    server-count: {threads}
    reuseport: yes
    username: ""
    database: ""
    zonelistfile: "{folder}/zone.list"
    xfrdfile: "{folder}/xfrd.state"
    xfrdir: "{folder}"
    pidfile: ""
    logfile: "{folder}/nsd.log"
    verbosity: 0
    zonefiles-check: no
    statistics: 0
    rrl-ratelimit: 0
remote-control:
    control-enable: no
zone:
    name: {ZONE}
    zonefile: "{zone_file}"
""")

    def command(self, folder, port, threads):
        return [self.binary, "-d", "-c", folder / "nsd.conf"]


class Dnsmasq(Server):
    """One thread: the program has no more."""

    name = "dnsmasq"
    program = "dnsmasq"
    version_arguments = ("--version",)

    def configure(self, folder, zone, zone_file, port, threads):
        with open(folder / "hosts", "w", encoding="ascii") as output:
            for host, ipv4, ipv6 in zone.addresses():
                output.write(f"{ipv4} {host}.{ZONE}\n")
                if ipv6:
                    output.write(f"{ipv6} {host}.{ZONE}\n")

    def command(self, folder, port, threads):
        user = ["--user=root"] if os.getuid() == 0 else []
        return [
            self.binary, "--keep-in-foreground", "--conf-file=/dev/null", f"--port={port}",
            f"--listen-address={LOOPBACK}", "--bind-interfaces", "--no-resolv", "--no-hosts", "--no-poll",
            f"--addn-hosts={folder}/hosts", f"--local=/{ZONE}/", "--local-ttl=300", "--log-facility=-",
            "--pid-file=", *user]


PEERS = [Knot, Unbound, NSD, Dnsmasq]
