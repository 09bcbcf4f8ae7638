/// The parts of the script that runs a real resolver, and the world that it runs in.
enum LiveScript {
    /// What the first server does.
    static let faults = ["none", "servfail", "refused", "closed", "drop"]

    /// Two servers on the device's own network.
    static let world = """
        version: 1
        client:
          interfaces: [{ name: eth0, address: 10.10.0.2/16, gateway: 10.10.0.1 }]
          resolver: { nameservers: [10.10.1.228, 10.10.0.43] }
        local_network:
          dns_servers:
            - { name: primary, address: 10.10.1.228, behavior: recursive }
            - { name: secondary, address: 10.10.0.43, behavior: recursive }
        internet:
          zones: [{ name: example.com, records: ["www 60 IN A 192.0.2.80"] }]
        lookups: [{ name: www.example.com }]

        """

    /// The namespace's addresses; glibc asks for A only where the device has one that is not loopback.
    static let prepare = """
        ip link set lo up
        for address in 10.10.0.2 10.10.1.228 10.10.0.43; do ip addr add $address/32 dev lo; done
        rm -f ready
        printf 'hosts: files dns\\n' > nsswitch.conf
        mount --bind nsswitch.conf /etc/nsswitch.conf || exit 1

        """

    /// The servers, and a resolv.conf that names them.
    static let serve = """
        "$DNSSCEN" serve "$WORLD" --per-server --allow-remote --ready-file ready --write-resolv-conf resolv.conf \
        --set "$FAULTS" > serve.log 2>&1 &
        SERVER=$!
        for try in $(seq 200); do [ -s ready ] && break; sleep 0.1; done
        cp resolv.conf effective.conf
        mount --bind effective.conf /etc/resolv.conf || exit 1

        """

    /// The lookup with its time, and the end of what was started: by KILL, since the test process has TERM blocked.
    static let end = """
        START=$(date +%s%N)
        ADDRESS=$(ask)
        END=$(date +%s%N)
        echo "RESULT $(( (END - START) / 1000000 )) ${ADDRESS:--}"
        kill -KILL $SERVER $FORWARDER
        wait $SERVER $FORWARDER 2> /dev/null

        """

    /// getaddrinfo for IPv4 in C.
    static let getaddrinfo = """
        #include <arpa/inet.h>
        #include <netdb.h>
        #include <stdio.h>
        #include <string.h>
        int main(int count, char **arguments) {
            struct addrinfo hints, *found;
            char text[64];
            memset(&hints, 0, sizeof hints);
            hints.ai_family = AF_INET;
            hints.ai_socktype = SOCK_STREAM;
            if (getaddrinfo(arguments[1], 0, &hints, &found)) return 1;
            puts(inet_ntop(AF_INET, &((struct sockaddr_in *)found->ai_addr)->sin_addr, text, sizeof text));
            return 0;
        }

        """

    /// The same with c-ares.
    static let cAres = """
        #include <ares.h>
        #include <arpa/inet.h>
        #include <netdb.h>
        #include <stdio.h>
        #include <sys/select.h>
        static void done(void *unused, int status, int timeouts, struct hostent *host) {
            char text[64];
            if (status == ARES_SUCCESS) puts(inet_ntop(AF_INET, host->h_addr_list[0], text, sizeof text));
        }
        int main(int count, char **arguments) {
            ares_channel channel;
            ares_library_init(ARES_LIB_INIT_ALL);
            if (ares_init(&channel)) return 1;
            ares_gethostbyname(channel, arguments[1], AF_INET, done, 0);
            for (;;) {
                fd_set readers, writers;
                struct timeval wait;
                FD_ZERO(&readers);
                FD_ZERO(&writers);
                int highest = ares_fds(channel, &readers, &writers);
                if (highest == 0) return 0;
                select(highest, &readers, &writers, 0, ares_timeout(channel, 0, &wait));
                ares_process(channel, &readers, &writers);
            }
        }

        """

    /// The same with the pure Go resolver.
    static let go = """
        package main

        import (
            "context"
            "fmt"
            "net"
            "os"
        )

        func main() {
            resolver := &net.Resolver{PreferGo: true}
            found, err := resolver.LookupIP(context.Background(), "ip4", os.Args[1])
            if err == nil {
                fmt.Println(found[0])
            }
        }

        """
}
