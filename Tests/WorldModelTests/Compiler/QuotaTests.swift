import TestSupport
import Testing

/// Quotas and bounds that are reported when a scenario is loaded.
@Suite struct QuotaTests {
    private static let vpc =
        "{ name: v, cidr_block: 10.0.0.0/16, subnets: [ { name: a, cidr_block: 10.0.1.0/24 }, { name: b, cidr_block: 10.0.2.0/24, availability_zone: b } ]"

    @Test(.rules("R53-PHZ-14"))
    func `a zone is associated with at most 300 VPCs`() throws {
        func scenario(_ count: Int, _ comment: String) -> String {
            let names = (0..<count).map { "v\($0)" }
            let vpcs = names.enumerated().map { "  - { name: \($1), cidr_block: 10.\($0 / 200).\($0 % 200).0/24 }" }
            return "vpcs:\n\(vpcs.joined(separator: "\n"))\nhosted_zones:\n  - name: corp.example\n    private: true\n"
                + "    vpcs: [\(names.dropLast().joined(separator: ", ")),\n      \(names.last ?? "")]\(comment)\n"
        }
        try expectFindings(scenario(300, ""))
        try expectFindings(scenario(301, " # warning: warning R53-PHZ-14"))
    }

    @Test(.rules("R53-INBOUND-11"))
    func `a Region has at most four resolver endpoints`() throws {
        func endpoints(_ count: Int) -> String {
            (0..<count).map { index in
                "      - { name: e\(index), direction: inbound, ip_addresses: [ { subnet: a, ip: 10.0.1.\(10 + index) }, { subnet: b, ip: 10.0.2.\(10 + index) } ] }\(index == 4 ? " # warning: warning R53-INBOUND-11" : "")\n"
            }.joined()
        }
        let head =
            "vpcs:\n  - name: v\n    cidr_block: 10.0.0.0/16\n    subnets:\n      - { name: a, cidr_block: 10.0.1.0/24 }\n      - { name: b, cidr_block: 10.0.2.0/24, availability_zone: b }\n    resolver_endpoints:\n"
        try expectFindings(head + endpoints(4))
        try expectFindings(head + endpoints(5))
    }

    @Test(.rules("R53-FWRULE-11"))
    func `a Region has at most 1000 rules`() throws {
        func rules(_ count: Int) -> String {
            "vpcs:\n  - \(Self.vpc) }\nresolver_rules:\n"
                + (0..<count).map { index in
                    "  - { domain_name: d\(index).example, rule_type: SYSTEM, vpcs: [v] }\(index == 1000 ? " # warning: warning R53-FWRULE-11" : "")\n"
                }.joined()
        }
        try expectFindings(rules(1000))
        try expectFindings(rules(1001))
    }

    @Test(.rules("R53-FW-05"))
    func `a VPC has at most five firewall groups, and a group 100 rules`() throws {
        func groups(_ count: Int) -> String {
            "vpcs:\n  - \(Self.vpc) }\nfirewall_rule_groups:\n"
                + (0..<count).map { index in
                    "  - { name: g\(index), vpcs: [v], priority: \(index) }\(index == 5 ? " # warning: warning R53-FW-05" : "")\n"
                }.joined()
        }
        try expectFindings(groups(5))
        try expectFindings(groups(6))
        let rules = (0...100).map { index in
            "      - { priority: \(index), action: ALLOW, domains: [a.example] }\(index == 100 ? " # warning: warning R53-FW-05" : "")\n"
        }.joined()
        try expectFindings("firewall_rule_groups:\n  - name: g\n    priority: 1\n    rules:\n" + rules)
    }

    @Test func `firewall groups have priorities of their own, and a block says how it answers`() throws {
        try expectFindings(
            """
            vpcs:
              - \(Self.vpc) }
            firewall_rule_groups:
              - { name: g, vpcs: [v], priority: 1 }
              - { name: h, vpcs: [v], priority: 1 } # error: contradiction
              - name: i
                priority: 1
                rules:
                  - { priority: 1, action: BLOCK, domains: [a.example] } # error: missingKey
                  - { priority: 1, action: ALLOW, domains: [a.example] } # error: contradiction
                  - { priority: 3, action: BLOCK, domains: [a.example], block_response: OVERRIDE } # error: missingKey
            """)
    }

    @Test(.rules("IBM-LIMIT-01"))
    func `an IBM server takes 2000 clients`() throws {
        func scenario(_ clients: Int) -> String {
            """
            vpcs:
              - \(Self.vpc) }
            vpn: { provider: ibm, client_cidr_block: 192.168.248.0/22, associations: [ { subnet: a } ] }
            client: { interfaces: [ { name: en0, address: 172.20.1.2/24, gateway: 172.20.1.1 } ] }
            load: { clients: \(clients) }\(clients > 2000 ? " # warning: warning IBM-LIMIT-01" : "")
            """
        }
        try expectFindings(scenario(2000))
        try expectFindings(scenario(2001))
    }

    @Test(.rules("CVPN-PROTO-01"))
    func `an AWS endpoint listens on 443 or 1194`() throws {
        func scenario(_ port: Int) -> String {
            """
            vpcs:
              - \(Self.vpc) }
            vpn:
              provider: aws
              client_cidr_block: 172.28.0.0/22
              associations: [ { subnet: a } ]
              vpn_port: \(port)\([443, 1194].contains(port) ? "" : " # error: refused CVPN-PROTO-01")
            """
        }
        for port in [443, 1194, 8443] { try expectFindings(scenario(port)) }
    }
}
