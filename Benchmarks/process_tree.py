"""A process that is started, measured with all its children, and ended by its own number whatever happens."""

import ctypes
import os
import pathlib
import signal
import struct
import subprocess

TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1


def die_with_parent():
    """Has the kernel end the calling process when the one that started it ends."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def status_field(pid, field):
    """Returns a size out of /proc/PID/status in KiB, 0 if the process is gone."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def proportional_size(pid):
    """Returns the proportional set size in KiB: pages shared by n processes count 1/n."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return 0


def stat_fields(pid):
    """Returns the fields of /proc/PID/stat behind the command's name, which may hold blanks; `None` if it is gone."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


class ProcessTree:
    """A process and its descendants."""

    def __init__(self, command, log, cwd=None):
        """Starts `command` in a session of its own; what it prints goes to the file `log`."""
        self.log = pathlib.Path(log)
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                cwd=cwd, start_new_session=True, preexec_fn=die_with_parent)
        self.pid = self.process.pid

    def is_running(self):
        return self.process.poll() is None

    def members(self):
        """Returns the numbers of the process and its descendants."""
        children = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                fields = stat_fields(entry)
                if fields:
                    children.setdefault(int(fields[1]), []).append(int(entry))
        found = [self.pid]
        for pid in found:
            found += children.get(pid, [])
        return found

    def cpu_seconds(self):
        """Returns user and system time of all members, and of those of their children that have ended."""
        ticks = 0
        for pid in self.members():
            fields = stat_fields(pid)
            if fields:
                ticks += sum(int(value) for value in fields[11:15])
        return ticks / TICKS

    def memory(self):
        """Returns sizes in KiB, summed over the members."""
        members = self.members()
        return {
            "rss": sum(status_field(pid, "VmRSS") for pid in members),
            "peak": sum(status_field(pid, "VmHWM") for pid in members),
            "pss": sum(proportional_size(pid) for pid in members),
        }

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self, grace=10):
        """Ends the process with SIGTERM, the whole session with SIGKILL if need be; returns the exit status."""
        if self.is_running():
            self.process.terminate()
            try:
                self.process.wait(grace)
            except subprocess.TimeoutExpired:
                pass
        # The session is ours alone: its number is that of the process that we started.
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return self.process.wait()


def socket_drops(socket):
    """Returns how many datagrams the kernel has thrown away for want of room at a socket of this process."""
    # SO_MEMINFO of Linux: nine counters, the last of them SK_MEMINFO_DROPS.
    return struct.unpack("9I", socket.getsockopt(1, 55, 36))[8]


def datagrams_dropped(port):
    """Returns how many datagrams the kernel has thrown away for want of room at the sockets bound to a port."""
    dropped = 0
    for table in ("/proc/net/udp", "/proc/net/udp6"):
        try:
            lines = pathlib.Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:
            continue
        for line in lines:
            fields = line.split()
            if int(fields[1].rpartition(":")[2], 16) == port:
                dropped += int(fields[-1])
    return dropped
