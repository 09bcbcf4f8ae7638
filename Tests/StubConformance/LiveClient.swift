import Foundation
import TestSupport

/// A real resolver that the prediction can be held against.
enum LiveClient: String, CaseIterable {
    case glibc, musl, cAres, systemdResolved, dnsmasq, dig, go

    /// The profile that predicts it.
    var profile: String {
        switch self {
        case .cAres: "c-ares"
        case .systemdResolved: "systemd-resolved"
        case .glibc, .musl, .dnsmasq, .dig, .go: rawValue
        }
    }

    /// The version of what is installed, where variants differ.
    var version: String? {
        switch self {
        case .musl: Self.output("/usr/bin/dpkg-query", ["-W", "-f", "${Version}", "musl"]) ?? "1.2.3"
        case .cAres: Self.output("/usr/bin/dpkg-query", ["-W", "-f", "${Version}", "libc-ares2"]) ?? "1.18.1"
        case .glibc, .systemdResolved, .dnsmasq, .dig, .go: nil
        }
    }

    /// Why it cannot run here; `nil` if it can.
    var missing: String? {
        if let reason = Self.namespaceProblem { return reason }
        let tools: [String] =
            switch self {
            case .glibc: ["getent"]
            case .systemdResolved: ["/lib/systemd/systemd-resolved", "getent"]
            case .musl: ["musl-gcc"]
            case .cAres: ["gcc"]
            case .dnsmasq: ["dnsmasq", "getent"]
            case .dig: ["dig"]
            case .go: ["go"]
            }
        if let tool = tools.first(where: { Self.output("/usr/bin/env", ["bash", "-c", "command -v \($0)"]) == nil }) {
            return "\(tool) is not installed"
        }
        let hasHeader = FileManager.default.fileExists(atPath: "/usr/include/ares.h")
        return self == .cAres && !hasHeader ? "the headers of c-ares are not installed" : nil
    }

    private static let namespaceProblem: String? =
        output("/usr/bin/env", ["unshare", "-n", "-m", "ip", "link", "set", "lo", "up"]) == nil
        ? "network namespaces cannot be made here" : nil

    private static func output(_ executable: String, _ arguments: [String]) -> String? {
        guard let run = try? BuiltCommand.run(executable: executable, arguments), run.status == 0 else { return nil }
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What has to be compiled before.
    var build: String {
        switch self {
        case .glibc, .systemdResolved, .dnsmasq, .dig: ""
        case .musl: "cat > ask.c <<'END'\n\(LiveScript.getaddrinfo)END\nmusl-gcc -static -o ask ask.c || exit 1\n"
        case .cAres: "cat > ask.c <<'END'\n\(LiveScript.cAres)END\ngcc -o ask ask.c -lcares || exit 1\n"
        case .go:
            "cat > ask.go <<'END'\n\(LiveScript.go)END\nGOCACHE=$PWD/cache CGO_ENABLED=0 go build -o ask ask.go || exit 1\n"
        }
    }

    /// The lookup itself, which sets ADDRESS.
    var ask: String {
        switch self {
        case .glibc: "ask() { getent ahostsv4 www.example.com | head -n 1 | cut -d ' ' -f 1; }\n"
        case .musl, .cAres, .go: "ask() { ./ask www.example.com; }\n"
        case .dig: "ask() { dig +short www.example.com A | grep -v '^;' | head -n 1; }\n"
        case .systemdResolved:
            // It answers only where a link besides loopback is up.
            """
            ip link add wire type dummy 2> /dev/null || ip link add wire type ifb || exit 1
            ip addr add 10.10.0.3/16 dev wire
            ip link set wire up
            mount -t tmpfs tmpfs /run
            mkdir /run/systemd
            sed '$ a systemd-resolve:x:998:998::/:/usr/sbin/nologin' /etc/passwd > passwd
            grep -q '^systemd-resolve:' /etc/passwd || mount --bind passwd /etc/passwd
            printf '%s\n' '[Resolve]' 'DNS=10.10.1.228 10.10.0.43' LLMNR=no MulticastDNS=no DNSSEC=no > resolved.conf
            mount --bind resolved.conf /etc/systemd/resolved.conf || exit 1
            /lib/systemd/systemd-resolved > resolved.log 2>&1 &
            FORWARDER=$!
            for try in $(seq 100); do [ -e /run/systemd/resolve/io.systemd.Resolve ] && break; sleep 0.1; done
            echo 'nameserver 127.0.0.53' > /etc/resolv.conf
            ask() { getent ahostsv4 www.example.com | head -n 1 | cut -d ' ' -f 1; }

            """
        case .dnsmasq:
            """
            dnsmasq --keep-in-foreground --no-hosts --resolv-file=$PWD/resolv.conf --listen-address=127.0.0.1 \
            --bind-interfaces --user=root --pid-file=$PWD/pid --conf-file=/dev/null --log-facility=- \
            > dnsmasq.log 2>&1 &
            FORWARDER=$!
            for try in $(seq 100); do grep -q 'using nameserver 10.10.0.43' dnsmasq.log && break; sleep 0.1; done
            echo 'nameserver 127.0.0.1' > /etc/resolv.conf
            ask() { getent ahostsv4 www.example.com | head -n 1 | cut -d ' ' -f 1; }

            """
        }
    }
}
