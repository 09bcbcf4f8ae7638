import DNSCore
import Emulation
import ScenarioLanguage
import Testing
import WorldModel

/// Worlds out of scenario text, for tests.
enum TestWorld {
    /// A scenario that a test believes to be right and that is not.
    struct Rejected: Error { let diagnostics: [Diagnostic] }

    /// Compiles a scenario after changes in the notation of `--set`.
    static func compile(_ text: String, _ sets: [String] = []) throws -> World {
        let document = try ScenarioDocument.parse(Array(text.utf8), file: "test.yaml") { _ in
            .failure(LoadFailure(reason: "no such file"))
        }
        let decoded = document.scenario(sets: sets)
        let compilation = compileWorld(decoded.scenario, decodingDiagnostics: decoded.diagnostics) { _ in
            .failure(LoadFailure(reason: "no such file"))
        }
        guard let world = compilation.world else { throw Rejected(diagnostics: compilation.diagnostics) }
        return world
    }

    /// Predicts the only lookup of a scenario.
    static func lookup(_ text: String, _ sets: String...) throws -> LookupPrediction {
        let world = try compile(text, sets)
        return Emulator(world).predict(try #require(world.lookups.first))
    }

    /// Predicts the only connection of a scenario.
    static func connection(_ text: String, _ sets: String...) throws -> ConnectionPrediction {
        let world = try compile(text, sets)
        return Emulator(world).predict(try #require(world.connections.first))
    }

    /// A split tunnel into one VPC, and two inbound endpoint addresses in another one behind a transit gateway.
    static let split = """
        version: 1
        client:
          os: macos
          interfaces:
            - { name: en0, address: 192.168.7.4/24, gateway: 192.168.7.1 }
          public_ip: 203.0.113.7
        vpn:
          provider: aws
          name: corp-vpn
          interface: utun1
          client_cidr_block: 172.16.0.0/22
          split_tunnel: true
          dns_servers: [10.10.1.228, 10.10.0.43]
          associations:
            - { subnet: vpn-a, eni_ip: 10.123.1.97 }
          routes:
            - { destination_cidr_block: 10.10.0.0/16, target_subnet: vpn-a }
          authorization_rules:
            - { target_network_cidr: 10.0.0.0/8, authorize_all_groups: true }
        vpcs:
          - name: vpn-vpc
            cidr_block: 10.123.0.0/16
            subnets:
              - { name: vpn-a, cidr_block: 10.123.1.0/24, availability_zone: a, route_table: vpn-rt }
              - { name: vpn-b, cidr_block: 10.123.3.0/24, availability_zone: b, route_table: vpn-rt }
              - { name: app-a, cidr_block: 10.123.2.0/24, availability_zone: a, route_table: vpn-rt }
            route_tables:
              - name: vpn-rt
                main: true
                routes: [ { destination_cidr_block: 10.10.0.0/16, target: tgw-1 } ]
            instances:
              - { name: app, subnet: app-a, private_ip: 10.123.2.1, ports: [443] }
          - name: resolver-vpc
            cidr_block: 10.10.0.0/16
            enable_dns_hostnames: true
            subnets:
              - { name: dns-a, cidr_block: 10.10.1.0/24, availability_zone: a, route_table: dns-rt }
              - { name: dns-b, cidr_block: 10.10.0.0/24, availability_zone: b, route_table: dns-rt }
            route_tables:
              - name: dns-rt
                main: true
                routes: [ { destination_cidr_block: 10.123.0.0/16, target: tgw-1 } ]
            resolver_endpoints:
              - name: inbound
                direction: inbound
                ip_addresses:
                  - { subnet: dns-a, ip: 10.10.1.228 }
                  - { subnet: dns-b, ip: 10.10.0.43 }
                security_groups: [dns]
            security_groups:
              - name: dns
                ingress:
                  - { protocol: udp, from_port: 53, to_port: 53, cidr_blocks: [10.123.0.0/16] }
                  - { protocol: tcp, from_port: 53, to_port: 53, cidr_blocks: [10.123.0.0/16] }
            instances:
              - { name: web, subnet: dns-a, private_ip: 10.10.1.11 }
        transit_gateways:
          - { name: tgw-1, attachments: [vpn-vpc, resolver-vpc] }
        hosted_zones:
          - name: corp.example
            private: true
            vpcs: [resolver-vpc]
            records:
              - app 10 IN A 10.123.2.1
              - web 10 IN A 10.10.1.11
              - alias 10 IN CNAME web
        internet:
          dns_servers:
            - { name: public, address: 198.51.100.53, behavior: recursive }
          zones:
            - name: site.example
              records: [ "www 60 IN A 203.0.113.80" ]
        lookups:
          - name: app.corp.example
        """
}
