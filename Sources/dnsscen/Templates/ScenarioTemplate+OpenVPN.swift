extension ScenarioTemplate {
    static let openvpnText = """
        # An OpenVPN server of one's own on premises. What reaches the device is what the server pushes, in OpenVPN's own words.
        version: 1
        title: OpenVPN server with a DNS server on premises

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
          provider: openvpn
          name: office
          interface: utun3
          endpoint_ips: [198.51.100.30]
          client_cidr_block: 10.8.0.0/24
          client_ip: 10.8.0.2
          split_tunnel: true
          associations:
            - { subnet: office-lan, eni_ip: 10.50.0.1 }
          push:
            - route 10.50.0.0 255.255.0.0
            - dhcp-option DNS 10.50.0.53

        vpcs:                                # on_premises hangs on a cloud network; this one is empty
          - name: cloud
            cidr_block: 10.60.0.0/16

        on_premises:
          - name: office-lan
            cidr_blocks: [10.50.0.0/16]
            attachment: cloud
            return_routes: [10.8.0.0/24]     # the way back to the clients
            dns_servers:
              - name: office-dns
                address: 10.50.0.53
                behavior: authoritative
                zones:
                  - name: office.example
                    records: ["files 300 IN A 10.50.0.80"]
            hosts:
              - { name: files, address: 10.50.0.80 }

        lookups:
          - name: files.office.example
            expect: { outcome: answered, addresses: [10.50.0.80], server: 10.50.0.53, via: utun3, reachable: true }

        """
}
