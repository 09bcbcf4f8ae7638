extension ScenarioTemplate {
    static let ibmText = """
        # IBM Cloud Client VPN for VPC. Its DNS servers for private zones stand outside the VPC, so they need a server route whose
        # action is translate.
        version: 1
        title: Private DNS of an IBM Cloud VPC over a split tunnel

        client:
          os: macos
          interfaces:
            - { name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1 }
          resolver:
            nameservers: [192.168.1.1]

        local_network:
          dns_servers:
            - { name: home-router, address: 192.168.1.1, behavior: recursive }

        vpn:
          provider: ibm
          name: vpn-server
          interface: utun5
          endpoint_ips: [198.51.100.10]
          client_cidr_block: 192.168.252.0/22
          split_tunnel: true
          dns_servers: [161.26.0.7, 161.26.0.8]
          associations:                      # one for each member of the server
            - { subnet: vpn-subnet, eni_ip: 10.2.0.4 }
          routes:
            - { destination_cidr_block: 10.0.0.0/24, target_subnet: vpn-subnet, action: deliver }
            - { destination_cidr_block: 161.26.0.0/16, target_subnet: vpn-subnet, action: translate }

        vpcs:
          - name: vpc
            region: eu-de
            cidr_block: 10.0.0.0/24
            secondary_cidr_blocks: [10.2.0.0/24]
            subnets:
              - { name: app, cidr_block: 10.0.0.0/24, availability_zone: eu-de-1 }
              - { name: vpn-subnet, cidr_block: 10.2.0.0/24, availability_zone: eu-de-1 }
            instances:
              - { name: web, subnet: app, private_ip: 10.0.0.10 }

        hosted_zones:
          - name: corp.example
            private: true
            vpcs: [vpc]
            records:
              - web 60 IN A 10.0.0.10

        lookups:
          - name: web.corp.example
            expect: { outcome: answered, addresses: [10.0.0.10], server: 161.26.0.7, via: utun5, reachable: true }

        connections:
          - { to: 10.0.0.10, expect: { reachable: true, via: utun5, source_ip: 192.168.252.2 } }

        """
}
