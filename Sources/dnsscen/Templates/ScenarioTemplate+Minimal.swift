extension ScenarioTemplate {
    static let minimalText = """
        # The smallest useful world: a device on a home network that asks its router.
        # Run it:      dnsscen run FILE
        # Explain it:  dnsscen explain FILE www.example.com
        version: 1
        title: A device and its router

        client:
          os: linux                          # linux | macos | windows
          interfaces:
            - { name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }
          resolver:
            nameservers: [192.168.1.1]       # asked in order; the next one only if the first does not reply

        local_network:
          dns_servers:
            - { name: home-router, address: 192.168.1.1, behavior: recursive }

        # The public DNS, as far as this scenario needs it.
        internet:
          zones:
            - name: example.com
              records: ["www 300 IN A 198.51.100.80"]

        lookups:
          - name: www.example.com
            expect: { outcome: answered, addresses: [198.51.100.80], server: 192.168.1.1 }
          - name: ww.example.com             # a typing mistake
            expect: { outcome: nxdomain }

        # What if the router's resolver is broken? Each case is the world above with a few differences.
        cases:
          - name: all-is-well
          - name: router-answers-servfail
            set:
              faults[+]: { target: 192.168.1.1, kind: servfail }
            lookups:
              - { name: www.example.com, expect: { outcome: servfail } }
              - { name: ww.example.com, expect: { outcome: servfail } }

        """
}
