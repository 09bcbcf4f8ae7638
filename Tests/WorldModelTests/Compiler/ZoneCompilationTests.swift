import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// Zones out of lines and master files, and the faults found in them.
@Suite struct ZoneCompilationTests {
    private func zone(_ yaml: String, files: [String: String] = [:]) throws -> Zone {
        let world = try world("internet:\n  zones:\n\(yaml)", files: files)
        return try #require(world.names.zones.elements.first)
    }

    private func text(_ zone: Zone, _ name: DomainName) -> [String] {
        (zone.node(at: name)?.rrsets ?? []).flatMap(\.records).map { record in
            "\(record.ttl) \(record.type) " + (record.address?.description ?? record.target?.description ?? "")
        }
    }

    @Test(.rules("R53-PHZ-12", "DNSMSG-06"))
    func `a zone without SOA and NS gets those that Route 53 makes`() throws {
        let names = try world(
            """
            vpcs: [{ name: left, cidr_block: 10.1.0.0/16 }]
            hosted_zones:
              - { name: example.local, private: true, vpcs: [left] }
              - { name: example.com }
            """
        ).names
        let (own, open) = (names.zones.elements[0], names.zones.elements[1])
        let soa = try #require(own.soa?.records.first)
        #expect(soa.ttl == 900)
        #expect(soa.soa?.minimum == 86_400)
        #expect(
            own.node(at: "example.local")?.rrset(.ns)?.records.compactMap(\.target) == [
                "ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk",
            ])
        #expect(soa.soa?.mname == "ns-0.awsdns-00.com")
        #expect(open.node(at: "example.com")?.rrset(.ns)?.records.count == 4)
        #expect(open.node(at: "example.com")?.rrset(.ns)?.records.first?.target != "ns-0.awsdns-00.com")
    }

    @Test func `the SOA and NS records of a scenario are left as they are`() throws {
        let zone = try zone(
            """
                - name: example.com
                  records:
                    - "@ 60 IN SOA ns.example.com. root.example.com. 7 1 2 3 30"
                    - "@ IN NS ns"
                    - ns IN A 192.0.2.53
            """)
        #expect(zone.soa?.records.first?.soa?.serial == 7)
        #expect(text(zone, "example.com").contains("300 NS ns.example.com."))
        #expect(zone.node(at: "example.com")?.rrset(.ns)?.records.count == 1)
    }

    @Test func `a master file makes a zone; $INCLUDE and $TTL work`() throws {
        let zone = try zone(
            """
                - name: example.com
                  zone_file: zones/main.db
            """,
            files: [
                "zones/main.db": "$TTL 1h\nmail A 192.0.2.2\n$INCLUDE more.db sub\n",
                "zones/more.db": "host 60 A 192.0.2.3\n",
            ])
        #expect(text(zone, "mail.example.com") == ["3600 A 192.0.2.2"])
        #expect(text(zone, "host.sub.example.com") == ["60 A 192.0.2.3"])
        #expect(zone.hasName("sub.example.com"))
    }

    @Test func `faults of lines stand where the lines stand`() throws {
        try expectFindings(
            #"""
            internet:
              zones:
                - name: example.com
                  records:
                    - www A 192.0.2.1
                    - www A 192.0.2.256            # error: badZone
                    - other.example.org. A 192.0.2.1    # error: badZone
                    - alias CNAME www
                    - alias A 192.0.2.1            # error: badZone
                    - alias CNAME other            # error: badZone
                    - www CNAME alias              # error: badZone
                    - "@ CNAME www"                # error: badZone
                    - sub NS ns.sub                # error: badZone
                    - www NOTYPE 1                 # error: badZone
                    - www SOA ns root 1 1 1 1 1    # error: badZone
                - name: example.com                # error: duplicateName
            """#)
    }

    @Test func `a fault of an inline line has its own column and key`() throws {
        let compilation = try compile(
            """
            internet:
              zones:
                - name: example.com
                  records: [ www A 192.0.2.1, other.example.org. A 192.0.2.1 ]
            """)
        #expect(compilation.diagnostics.map(\.location) == [SourceLocation(file: "test.yaml", line: 5, column: 35)])
        #expect(compilation.diagnostics.map(\.keyPath) == ["internet.zones[example.com].records[1]"])
    }

    @Test func `faults of a master file stand in that file`() throws {
        try expectFindings(
            """
            internet:
              zones:
                - name: example.com
                  zone_file: main.db
                - name: example.net
                  zone_file: missing.db            # error: unreadableFile
            """,
            files: [
                "main.db": """
                www A 192.0.2.1
                www A 192.0.2.256   ; error: badZone
                $INCLUDE more.db

                $INCLUDE gone.db    ; error: badZone
                """,
                "more.db": """
                host A 192.0.2.2
                host CNAME www      ; error: badZone
                out.example.org. A 192.0.2.3   ; error: badZone
                """,
            ])
    }

    @Test func `a zone is declared once in the public DNS`() throws {
        try expectFindings(
            """
            hosted_zones:
              - { name: example.com, id: Z1 }
              - { name: example.com, id: Z2 }      # error: contradiction
              - { name: example.net }              # error: contradiction
            internet:
              zones:
                - name: example.net
            """)
    }

    // MARK: - Hosted zones

    @Test(.rules("R53-PHZ-09"))
    func `a VPC is associated with one private zone of a name`() throws {
        try expectFindings(
            """
            vpcs:
              - { name: left, cidr_block: 10.1.0.0/16 }
              - { name: right, cidr_block: 10.2.0.0/16 }
            hosted_zones:
              - { name: example.local, id: Z1, private: true, vpcs: [left] }
              - name: example.local
                id: Z2
                private: true
                vpcs:
                  - right
                  - left                           # error: refused R53-PHZ-09
              - { name: sub.example.local, private: true, vpcs: [left] }
            """)
    }

    @Test(.rules("R53-PHZ-09"))
    func `with --lenient what the cloud refuses is a warning, and the first zone stays`() throws {
        let text = """
            vpcs: [{ name: left, cidr_block: 10.1.0.0/16 }]
            hosted_zones:
              - { name: example.local, id: Z1, private: true, vpcs: [left] }
              - { name: example.local, id: Z2, private: true, vpcs: [left] } # warning: refused R53-PHZ-09
            """
        try expectFindings(text, isLenient: true)
        let world = try world(text, isLenient: true)
        let zones = try #require(world.names.privateZonesByVPC[try world.vpcReference("left")])
        #expect(zones.mapValues { world.names.zones[$0].name } == ["example.local": "Z1"])
    }

    @Test func `with --lenient other errors stay errors`() throws {
        try expectFindings(
            """
            hosted_zones:
              - name: example.local
                private: true
                vpcs:
                  - nowhere                        # error: danglingReference
            """, isLenient: true)
    }

    @Test func `a public zone has no VPCs`() throws {
        try expectFindings(
            """
            vpcs: [{ name: left, cidr_block: 10.1.0.0/16 }]
            hosted_zones:
              - name: example.com
                vpcs: [left]                       # error: contradiction
            """)
    }

    // MARK: - Aliases

    @Test(.rules("R53-PHZ-13"))
    func `an alias stands for a name or for the addresses of an endpoint or load balancer`() throws {
        let world = try world(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                vpc_endpoints: [{ service_name: com.amazonaws.us-east-1.ec2, id: vpce-1, ips: [10.1.0.33, 10.1.1.33] }]
                load_balancers: [{ dns_name: lb.example, internal: true, ips: [10.1.0.44] }]
            hosted_zones:
              - name: example.local
                private: true
                vpcs: [left]
                aliases:
                  - { name: "@", target: vpce-1 }
                  - { name: www, target: lb.example. }
                  - { name: abs.example.local., target: host.example.net }
            """)
        let zone = try #require(world.names.zones.elements.first)
        #expect(zone.aliases["example.local"]?.map(\.target) == [.addresses(["10.1.0.33", "10.1.1.33"])])
        #expect(zone.aliases["www.example.local"]?.map(\.target) == [.addresses(["10.1.0.44"])])
        #expect(zone.aliases["abs.example.local"]?.map(\.target) == [.name("host.example.net")])
    }

    @Test func `an alias stands in its zone, once, and beside no addresses`() throws {
        try expectFindings(
            """
            vpcs:
              - name: left
                cidr_block: 10.1.0.0/16
                vpc_endpoints: [{ service_name: com.amazonaws.us-east-1.s3, vpc_endpoint_type: Gateway }]
            hosted_zones:
              - name: example.local
                private: true
                vpcs: [left]
                records:
                  - www A 192.0.2.1                # error: badZone
                aliases:
                  - { name: www, target: host.example.net }
                  - name: www                      # error: badZone
                    target: host.example.com
                  - name: www.example.com.         # error: badZone
                    target: host.example.com
                  - name: s3
                    target: com.amazonaws.us-east-1.s3   # error: contradiction
                  - name: bad..name                # error: notADomainName
                    target: host.example.com
            """)
    }
}
