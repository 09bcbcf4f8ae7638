extension ScenarioTemplate {
    static let awsSplitText = """
        # AWS Client VPN with a split tunnel. The endpoint pushes the two addresses of a Route 53 Resolver inbound endpoint that
        # stands in another VPC, behind a transit gateway.
        version: 1
        title: Inbound endpoint in another VPC over a split tunnel

        client:
          os: macos
          interfaces:
            - { name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1 }
          resolver:
            nameservers: [192.168.1.1]       # before the VPN connects

        local_network:
          dns_servers:
            - { name: home-router, address: 192.168.1.1, behavior: recursive }

        vpn:
          provider: aws
          name: corp-vpn
          interface: utun2
          endpoint_ips: [198.51.100.20]
          client_cidr_block: 172.16.0.0/22   # must overlap neither the VPCs nor the LAN
          split_tunnel: true
          dns_servers: [10.10.1.228, 10.10.0.43]
          associations:
            - { subnet: vpn-a, eni_ip: 10.123.1.97 }
          routes:                            # the VPC of the association comes by itself
            - { destination_cidr_block: 10.10.0.0/16, target_subnet: vpn-a }
          authorization_rules:
            - { target_network_cidr: 10.0.0.0/8, authorize_all_groups: true }

        vpcs:
          - name: vpn-vpc
            region: ap-southeast-2
            cidr_block: 10.123.0.0/16
            subnets:
              - { name: vpn-a, cidr_block: 10.123.1.0/24, availability_zone: a, route_table: vpn-rt }
              - { name: app-a, cidr_block: 10.123.2.0/24, availability_zone: a, route_table: vpn-rt }
            route_tables:
              - name: vpn-rt
                routes:
                  - { destination_cidr_block: 10.10.0.0/16, target: tgw }
            instances:
              - { name: app, subnet: app-a, private_ip: 10.123.2.1 }

          - name: dns-vpc
            region: ap-southeast-2
            cidr_block: 10.10.0.0/16
            enable_dns_support: true
            enable_dns_hostnames: true       # private zones are used only with both on
            subnets:
              - { name: dns-a, cidr_block: 10.10.1.0/24, availability_zone: a, route_table: dns-rt }
              - { name: dns-b, cidr_block: 10.10.0.0/24, availability_zone: b, route_table: dns-rt }
            route_tables:
              - name: dns-rt
                routes:                      # the way back
                  - { destination_cidr_block: 10.123.0.0/16, target: tgw }
            resolver_endpoints:
              - name: inbound
                direction: inbound
                ip_addresses:
                  - { subnet: dns-a, ip: 10.10.1.228 }
                  - { subnet: dns-b, ip: 10.10.0.43 }
                security_groups: [dns]
            security_groups:
              - name: dns
                ingress:                     # from the VPN's network interface: clients are source-translated
                  - { protocol: udp, from_port: 53, to_port: 53, cidr_blocks: [10.123.1.0/24] }
                  - { protocol: tcp, from_port: 53, to_port: 53, cidr_blocks: [10.123.1.0/24] }

        transit_gateways:
          - { name: tgw, attachments: [vpn-vpc, dns-vpc] }

        hosted_zones:
          - name: corp.example
            private: true
            vpcs: [dns-vpc]                  # the VPC of the inbound endpoint decides, not that of the VPN
            records:
              - app 10 IN A 10.123.2.1

        internet:
          zones:
            - name: example.com
              records: ["www 300 IN A 198.51.100.80"]

        lookups:
          - name: app.corp.example
            expect: { outcome: answered, addresses: [10.123.2.1], scope: private, server: 10.10.1.228, via: utun2 }
          - name: www.example.com            # public names go through the pushed servers, too
            expect: { outcome: answered, scope: public, server: 10.10.1.228 }

        connections:
          - { to: app.corp.example, port: 443, expect: { reachable: true, via: utun2, source_ip: 10.123.1.97 } }
          - { to: 198.51.100.80, port: 443, expect: { reachable: true, via: en0 } }

        """
}
