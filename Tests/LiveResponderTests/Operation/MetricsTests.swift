import DNSCore
import Emulation
import Glibc
import IPCore
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import LiveResponder

/// The text that Prometheus reads, and the HTTP server that it reads it from.
@Suite struct MetricsTests {
    private static var sample: Metrics {
        var metrics = Metrics()
        metrics.datagrams.count(Disposition(.reply, delay: 20_900, outcome: .answered), microseconds: 100)
        metrics.datagrams.count(Disposition(.reply, outcome: .answered), microseconds: 100)
        metrics.datagrams.count(Disposition(.reply, delay: 40_000_000, outcome: .servfail), microseconds: 0)
        metrics.datagrams.count(Disposition(.reply, code: .formerr), microseconds: 101)
        metrics.datagrams.count(Disposition(.staySilent, outcome: .timeout), microseconds: 5)
        metrics.datagrams.count(Disposition(.ignore), microseconds: 5)
        metrics.datagrams.lost = 3
        metrics.streams.sessionsOpen = 1
        metrics.streams.sessionsTotal = 9
        metrics.streams.sessionsRefused = 2
        metrics.reloadsDone = 4
        metrics.reloadsRefused = 1
        metrics.answerCount = 77
        metrics.lostLogLines = 6
        metrics.version = "dnsscen \"1\"\\"
        return metrics
    }

    @Test(arguments: [
        #"dnsscen_queries_total{outcome="answered",transport="udp"} 2"#,
        #"dnsscen_queries_total{outcome="answered",transport="tcp"} 0"#,
        #"dnsscen_queries_total{outcome="timeout",transport="udp"} 1"#,
        #"dnsscen_messages_received_total{transport="udp"} 6"#,
        #"dnsscen_messages_ignored_total{transport="udp"} 1"#,
        #"dnsscen_queries_silent_total{transport="udp"} 1"#,
        #"dnsscen_responses_total{transport="udp"} 4"#,
        #"dnsscen_own_responses_total{transport="udp"} 1"#,
        #"dnsscen_responses_lost_total{transport="udp"} 3"#,
        #"dnsscen_response_latency_seconds_bucket{transport="udp",le="0.0001"} 1"#,
        #"dnsscen_response_latency_seconds_bucket{transport="udp",le="0.00025"} 2"#,
        #"dnsscen_response_latency_seconds_bucket{transport="udp",le="0.025"} 3"#,
        #"dnsscen_response_latency_seconds_bucket{transport="udp",le="30"} 3"#,
        #"dnsscen_response_latency_seconds_bucket{transport="udp",le="+Inf"} 4"#,
        #"dnsscen_response_latency_seconds_sum{transport="udp"} 40.021201"#,
        #"dnsscen_response_latency_seconds_count{transport="udp"} 4"#,
        "dnsscen_tcp_sessions_open 1", "dnsscen_tcp_sessions_total 9", "dnsscen_tcp_sessions_refused_total 2",
        #"dnsscen_reloads_total{result="success"} 4"#, #"dnsscen_reloads_total{result="refused"} 1"#,
        "dnsscen_packed_answers 77", "dnsscen_query_log_lines_lost_total 6",
        #"dnsscen_build_info{version="dnsscen \"1\"\\"} 1"#,
    ])
    func `a count stands on a line of its own`(line: String) {
        #expect(Self.sample.text.split(separator: "\n").contains(Substring(line)))
    }

    @Test func `each metric is described once, before its samples, and has each set of labels once`() throws {
        let text = Self.sample.text
        #expect(text.hasSuffix("\n"))
        var described: [Substring] = []
        var samples: Set<Substring> = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") {
                #expect(!described.contains(words[2]))
                described.append(words[2])
            } else if !line.hasPrefix("#") {
                let nameEnd = try #require(line.firstIndex { $0 == "{" || $0 == " " })
                let family = try #require(described.last)
                #expect(line[..<nameEnd].hasPrefix(family))
                let key = try #require(line.lastIndex(of: " "))
                #expect(samples.insert(line[..<key]).inserted)
            }
        }
        #expect(described.count == 15)
    }

    /// Serves on a free port for as long as `body` runs.
    private static func serve(_ body: (Endpoint) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = MetricsServer(Endpoint("127.0.0.1", port: 0), group: group) { sample }
        let endpoint = try await server.start()
        do {
            try await body(endpoint)
        } catch {
            Issue.record(error)
        }
        await server.stop()
        try await group.shutdownGracefully()
    }

    /// The response to one request on a connection of its own.
    private static func response(_ request: String, at endpoint: Endpoint) async throws -> String {
        try await onOwnThread {
            let connection = try TestConnection(to: endpoint)
            try connection.send(request)
            return try connection.receiveText()
        }
    }

    private static func request(_ method: String, _ path: String, version: String = "1.1") -> String {
        "\(method) \(path) HTTP/\(version)\r\nHost: x\r\nConnection: close\r\n\r\n"
    }

    @Test func `GET and HEAD of the metrics are answered`() async throws {
        try await Self.serve { endpoint in
            for path in ["/metrics", "/metrics?x=y"] {
                let response = try await Self.response(Self.request("GET", path), at: endpoint)
                #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(response.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
                #expect(response.hasSuffix("\r\n\r\n" + Self.sample.text))
            }
            let head = try await Self.response(Self.request("HEAD", "/metrics"), at: endpoint)
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(head.contains("Content-Length: \(Self.sample.text.utf8.count)\r\n"))
            #expect(head.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(arguments: [
        ("GET", "/", "404 Not Found"), ("GET", "/metricsx", "404 Not Found"),
        ("POST", "/metrics", "405 Method Not Allowed"),
        ("DELETE", "/metrics", "405 Method Not Allowed"),
    ])
    func `all else is refused`(method: String, path: String, status: String) async throws {
        try await Self.serve { endpoint in
            let response = try await Self.response(Self.request(method, path), at: endpoint)
            #expect(response.hasPrefix("HTTP/1.1 \(status)\r\n"))
            #expect(response.contains("Allow: GET, HEAD\r\n") == status.hasPrefix("405"))
        }
    }

    @Test func `a connection is kept for further requests, and pipelined ones are answered in order`() async throws {
        try await Self.serve { endpoint in
            let kept = "GET /none HTTP/1.1\r\nHost: x\r\n\r\n"
            let last = Self.request("HEAD", "/metrics")
            let texts = try await onOwnThread {
                let connection = try TestConnection(to: endpoint)
                try connection.send(kept)
                let first = try connection.receiveText(upTo: "/metrics.\n")
                try connection.send(kept + last)
                return [first, try connection.receiveText()]
            }
            #expect(texts.allSatisfy { $0.hasPrefix("HTTP/1.1 404") })
            #expect(texts[1].contains("HTTP/1.1 200 OK"))
        }
    }

    @Test func `a client of HTTP/1.0 gets the response, then the end`() async throws {
        try await Self.serve { endpoint in
            let response = try await Self.response("GET /metrics HTTP/1.0\r\n\r\n", at: endpoint)
            #expect(response.hasPrefix("HTTP/1.0 200 OK\r\n") || response.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(response.hasSuffix(Self.sample.text))
        }
    }

    @Test(arguments: [
        "garbage\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + String(repeating: "x", count: 100_000) + "\r\n\r\n",
        "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "x", count: 100_000),
    ])
    func `what is no request or is too large ends the connection`(request: String) async throws {
        try await Self.serve { endpoint in
            let text = try await onOwnThread {
                let connection = try TestConnection(to: endpoint)
                // The server may have closed before all was sent, or before all was read.
                do {
                    try connection.send(request)
                    return try connection.receiveText()
                } catch let error as TestConnection.Failure where error.code == ECONNRESET || error.code == EPIPE {
                    return ""
                }
            }
            #expect(!text.contains("200 OK"))
        }
    }

    @Test func `a connection on which nothing is asked is closed`() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = MetricsServer(Endpoint("127.0.0.1", port: 0), group: group, timeout: .milliseconds(50)) {
            Metrics()
        }
        let endpoint = try await server.start()
        let isEnded = try await onOwnThread {
            let connection = try TestConnection(to: endpoint)
            try connection.send("GET /met")
            return connection.isEnded
        }
        #expect(isEnded)
        await server.stop()
        try await group.shutdownGracefully()
    }
}
