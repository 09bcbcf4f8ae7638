extension ScenarioTemplate {
    static let awsFullText = """
        # AWS Client VPN with a full tunnel: all traffic enters it, but what the LAN itself holds stays on the LAN.
        version: 1
        title: Full tunnel with the VPC's own resolver

        client:
          os: windows
          interfaces:
            - { name: Ethernet, address: 192.168.1.4/24, gateway: 192.168.1.1 }
          public_ip: 203.0.113.7
          resolver:
            nameservers: [192.168.1.1]

        local_network:
          dns_servers:
            - { name: home-router, address: 192.168.1.1, behavior: recursive }

        vpn:
          provider: aws
          name: corp-vpn
          interface: "Ethernet 2"
          endpoint_ips: [198.51.100.20]
          client_cidr_block: 172.16.0.0/22
          split_tunnel: false
          dns_servers: [10.123.0.2]          # VPC+2, the VPC's own resolver
          associations:
            - { subnet: vpn-a, eni_ip: 10.123.1.97, public_ip: 198.51.100.97 }
          routes:
            - { destination_cidr_block: 0.0.0.0/0, target_subnet: vpn-a }
          authorization_rules:
            - { target_network_cidr: 0.0.0.0/0, authorize_all_groups: true }

        vpcs:
          - name: vpc
            region: eu-central-1
            cidr_block: 10.123.0.0/16
            enable_dns_hostnames: true
            internet_gateway: igw
            subnets:
              - { name: vpn-a, cidr_block: 10.123.1.0/24, availability_zone: a, route_table: public }
              - { name: app-a, cidr_block: 10.123.2.0/24, availability_zone: a, route_table: public }
            route_tables:
              - name: public
                routes:
                  - { destination_cidr_block: 0.0.0.0/0, target: igw }
            instances:
              - { name: app, subnet: app-a, private_ip: 10.123.2.1 }

        hosted_zones:
          - name: corp.example
            private: true
            vpcs: [vpc]
            records:
              - app 60 IN A 10.123.2.1

        internet:
          zones:
            - name: example.com
              records: ["www 300 IN A 198.51.100.80"]

        connections:
          - { to: 198.51.100.80, expect: { reachable: true, via: Ethernet 2, public_ip: 198.51.100.97 } }

        cases:
          - name: with-vpc-resolver
            lookups:
              - name: app.corp.example
                expect: { outcome: answered, addresses: [10.123.2.1], server: 10.123.0.2, via: Ethernet 2 }
              - { name: www.example.com, expect: { outcome: answered, scope: public } }

          - name: without-custom-dns-servers
            description: The device keeps its own resolver, which knows nothing of the private zone.
            set:
              vpn.dns_servers: []
            lookups:
              - { name: app.corp.example, expect: { outcome: nxdomain, server: 192.168.1.1, via: Ethernet } }
              - { name: www.example.com, expect: { outcome: answered, server: 192.168.1.1, via: Ethernet } }

        """
}
