extension ScenarioTemplate {
    static let alibabaText = """
        # Alibaba Cloud VPN Gateway, SSL-VPN. There is no full tunnel: only the Local Networks (routes) enter it, and addresses are
        # not translated.
        version: 1
        title: SSL-VPN into an Alibaba Cloud VPC

        client:
          os: windows
          interfaces:
            - { name: Ethernet, address: 192.168.0.49/24, gateway: 192.168.0.1 }
          public_ip: 203.0.113.7
          resolver:
            nameservers: [192.168.0.1]

        local_network:
          dns_servers:
            - { name: home-router, address: 192.168.0.1, behavior: recursive }

        vpn:
          provider: alibaba
          name: ssl-vpn
          interface: "Ethernet 2"
          client_cidr_block: 192.168.10.0/24 # must not be the LAN's
          client_ip: 192.168.10.6
          associations:
            - { subnet: vpn-a }              # where the gateway stands
          routes:                            # the Local Networks
            - { destination_cidr_block: 172.24.0.0/16, target_subnet: vpn-a }

        vpcs:
          - name: vpc
            region: ap-northeast-1
            cidr_block: 172.24.0.0/16
            subnets:
              - { name: vpn-a, cidr_block: 172.24.1.0/24, availability_zone: a }
              - { name: ecs-a, cidr_block: 172.24.203.0/24, availability_zone: a }
            instances:
              - { name: app, subnet: ecs-a, private_ip: 172.24.203.118 }

        internet:
          zones:
            - name: example.com
              records: ["www 300 IN A 198.51.100.80"]

        lookups:
          - name: www.example.com
            expect: { outcome: answered, server: 192.168.0.1, via: Ethernet, reachable: true }

        connections:
          - { to: 172.24.203.118, expect: { reachable: true, via: Ethernet 2, source_ip: 192.168.10.6 } }
          - { to: 198.51.100.80, expect: { reachable: true, via: Ethernet, public_ip: 203.0.113.7 } }

        """
}
