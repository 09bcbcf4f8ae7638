import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Names that AWS gives: instances, databases, load balancers.
@Suite struct CloudNameTests {
    var world = TestWorld()
    let owner: Reference<VPC>
    let asker: Reference<VPC>
    let router: Reference<NameServer>
    let name: DomainName = "ec2-203-0-113-9.ap-southeast-2.compute.amazonaws.com"

    init() {
        owner = world.vpc("owner", "10.0.0.0/16")
        asker = world.vpc("asker", "10.1.0.0/16")
        router = world.server("home-router", "192.168.1.1", .recursive)
        world.cloudName(name, .instancePublic, in: owner, inside: ["10.0.0.9"], outside: ["203.0.113.9"])
        world.host("web", in: owner, "10.0.0.9")
    }

    /// How two VPCs are joined, and which address the name then has in the other one.
    struct Joint: CustomTestStringConvertible {
        let testDescription: String
        let isPrivate: Bool
        let rule: RuleID
        let join: @Sendable (inout TestWorld, Reference<VPC>, Reference<VPC>) -> Void
    }

    @Test(
        .rules("EC2-NAME-02", "EC2-NAME-03", "EC2-NAME-04", "PEER-DNS-02", "TGW-DNS-01", "TGW-DNS-02", "TGW-DNS-04"),
        arguments: [
            Joint(testDescription: "not joined", isPrivate: false, rule: .ec2Name02) { _, _, _ in },
            Joint(testDescription: "peered, option of the owner's side on", isPrivate: true, rule: .ec2Name03) {
                $0.peer($1, $2, requesterAllows: true)
            },
            Joint(testDescription: "peered, option of the asker's side on", isPrivate: false, rule: .peerDNS02) {
                $0.peer($1, $2, accepterAllows: true)
            },
            Joint(testDescription: "peered the other way around", isPrivate: true, rule: .ec2Name03) {
                $0.peer($2, $1, accepterAllows: true)
            },
            Joint(testDescription: "peered, not active", isPrivate: false, rule: .peerDNS02) {
                $0.peer($1, $2, requesterAllows: true, isActive: false)
            },
            Joint(testDescription: "asker without DNS hostnames", isPrivate: false, rule: .ec2Name02) {
                $0.peer($1, $2, requesterAllows: true)
                $0.topology.vpcs[$2].hasDNSHostnames = false
            },
            Joint(testDescription: "on one transit gateway", isPrivate: true, rule: .ec2Name04) {
                $0.attach([$1, $2])
            },
            Joint(testDescription: "gateway without DNS support", isPrivate: false, rule: .tgwDNS02) {
                $0.attach([$1, $2], support: false)
            },
            Joint(testDescription: "attachment without DNS support", isPrivate: false, rule: .tgwDNS02) {
                $0.attach([$1, $2], without: [$1])
            },
            Joint(testDescription: "on peered transit gateways", isPrivate: false, rule: .tgwDNS04) {
                let first = $0.attach([$1])
                $0.attach([$2], peers: [first])
            },
        ])
    func `a public name gives the private address where DNS is joined`(_ joint: Joint) {
        var copy = world
        joint.join(&copy, owner, asker)
        let result = copy.ask(vpc: asker, name)
        #expect(result.addresses == [joint.isPrivate ? "10.0.0.9" : "203.0.113.9"])
        #expect(result.rules.contains(joint.rule))
        #expect(result.response?.answers.map(\.ttl) == [20])
    }

    @Test(.rules("EC2-NAME-01", "EC2-NAME-02", "EC2-NAME-05", "VPC-DNS-04"))
    mutating func `inside its VPC the name is private, outside public, and it has no AAAA`() {
        #expect(world.ask(vpc: owner, name).addresses == ["10.0.0.9"])
        #expect(world.ask(router, name).addresses == ["203.0.113.9"])
        let noData = world.ask(vpc: owner, name, .aaaa)
        #expect(noData.code == .noerror)
        #expect(noData.reason == .typeNotAtName)
        #expect(noData.decisiveRule == .ec2Name05)
        world.names.cloudNames[name]?[0].isPublished = false
        for result in [world.ask(router, name), world.ask(vpc: asker, name)] {
            #expect(result.code == .nxdomain)
            #expect(result.reason == .dnsAttributesOff)
        }
    }

    @Test(.rules("EC2-NAME-01", "EC2-NAME-09"))
    mutating func `a public name of no declared instance is not known`() {
        #expect(
            world.ask(vpc: owner, "ec2-198-51-100-1.ap-southeast-2.compute.amazonaws.com").missing
                == "internet.zones")
    }

    @Test(.rules("EC2-NAME-06"))
    mutating func `a database's name is a chain to a public name, or private everywhere`() {
        let open: DomainName = "db.x.ap-southeast-2.rds.amazonaws.com"
        let closed: DomainName = "priv.x.ap-southeast-2.rds.amazonaws.com"
        world.cloudName(
            open, .database(isPubliclyAccessible: true), in: owner, inside: ["10.0.0.20"], outside: ["203.0.113.20"])
        world.cloudName(
            closed, .database(isPubliclyAccessible: false), in: owner, inside: ["10.0.0.21"], outside: [])
        #expect(
            world.ask(vpc: owner, open).answers == [
                "db.x.ap-southeast-2.rds.amazonaws.com. 5 IN CNAME ec2-203-0-113-20.ap-southeast-2.compute.amazonaws.com.",
                "ec2-203-0-113-20.ap-southeast-2.compute.amazonaws.com. 20 IN A 10.0.0.20",
            ])
        #expect(world.ask(router, open).addresses == ["203.0.113.20"])
        #expect(world.ask(vpc: asker, open).addresses == ["203.0.113.20"])
        #expect(world.ask(router, closed).addresses == ["10.0.0.21"])
        #expect(world.ask(vpc: asker, closed).addresses == ["10.0.0.21"])
        world.peer(owner, asker, requesterAllows: true)
        #expect(world.ask(vpc: asker, open).addresses == ["10.0.0.20"])
    }

    @Test(.rules("EC2-NAME-13"))
    mutating func `an internal load balancer has private addresses in the public DNS, TTL 60`() {
        let lb: DomainName = "internal-app-1.ap-southeast-2.elb.amazonaws.com"
        world.cloudName(lb, .loadBalancer, in: owner, inside: ["10.0.0.30", "10.0.0.31"], outside: [])
        for result in [world.ask(router, lb), world.ask(vpc: owner, lb), world.ask(vpc: asker, lb)] {
            #expect(result.addresses == ["10.0.0.30", "10.0.0.31"])
            #expect(result.response?.answers.first?.ttl == 60)
            #expect(result.decisiveRule == .ec2Name13)
        }
    }

    @Test(.rules("EC2-NAME-07", "EC2-NAME-09", "EC2-NAME-10", "R53-AUTO-01"))
    mutating func `a private IP name spells its address for the resolvers of its Region`() {
        let name: DomainName = "ip-10-0-0-9.ap-southeast-2.compute.internal"
        for vpc in [owner, asker] {
            let result = world.ask(vpc: vpc, name)
            #expect(result.addresses == ["10.0.0.9"])
            #expect(result.assumptions.isEmpty)
            #expect(world.ask(vpc: vpc, name, .aaaa).reason == .typeNotAtName)
        }
        #expect(world.ask(router, name).reason == .notInPublicDNS)
        let elsewhere = world.vpc("elsewhere", "10.9.0.0/16", region: "eu-west-1")
        #expect(world.ask(vpc: elsewhere, name).reason == .notInPublicDNS)
        #expect(world.ask(vpc: owner, "ip-10-0-0.ap-southeast-2.compute.internal").reason == .nameNotInZone)
        #expect(world.ask(vpc: owner, "ip-10-0-0-256.ap-southeast-2.compute.internal").reason == .nameNotInZone)
        #expect(world.ask(vpc: owner, "ap-southeast-2.compute.internal").reason == .typeNotAtName)
    }

    @Test(.rules("EC2-NAME-07"))
    mutating func `for an address without an instance the private IP name is an assumption`() {
        let name: DomainName = "ip-10-0-0-77.ap-southeast-2.compute.internal"
        let result = world.ask(vpc: owner, name)
        #expect(result.addresses == ["10.0.0.77"])
        #expect(result.assumptions == ["assumptions.private_name_without_instance"])
        world.assumptions.privateNameWithoutInstance = .nxdomain
        #expect(world.ask(vpc: owner, name).code == .nxdomain)
        #expect(world.ask(vpc: owner, "ip-10-0-0-9.ap-southeast-2.compute.internal").addresses == ["10.0.0.9"])
    }

    @Test(.rules("EC2-NAME-07", "PEER-DNS-03"))
    mutating func `public addresses inside a VPC have private IP names there, and in peers that may ask`() {
        let odd = world.vpc("odd", "198.51.100.0/24")
        world.host("h", in: odd, "198.51.100.7")
        let name: DomainName = "ip-198-51-100-7.ap-southeast-2.compute.internal"
        #expect(world.ask(vpc: odd, name).addresses == ["198.51.100.7"])
        #expect(world.ask(vpc: asker, name).code == .nxdomain)
        world.peer(odd, asker, requesterAllows: true)
        #expect(world.ask(vpc: asker, name).addresses == ["198.51.100.7"])
    }

    @Test(.rules("EC2-NAME-07", "R53-AUTO-01", "R53-AUTO-04"))
    mutating func `us-east-1 has domains of its own, which a connected VPC of another Region knows`() {
        let east = world.vpc("east", "10.2.0.0/16", region: "us-east-1")
        world.host("h", in: east, "10.2.0.5")
        #expect(world.ask(vpc: east, "ip-10-2-0-5.ec2.internal").addresses == ["10.2.0.5"])
        #expect(world.ask(vpc: owner, "ip-10-2-0-5.ec2.internal").reason == .notInPublicDNS)
        world.peer(east, owner, requesterAllows: true)
        #expect(world.ask(vpc: owner, "ip-10-2-0-5.ec2.internal").addresses == ["10.2.0.5"])
        #expect(world.ask(vpc: owner, "ip-10-9-0-5.ec2.internal").code == .nxdomain)
        #expect(world.ask(vpc: east, "x.compute-1.internal").code == .nxdomain)
    }

    @Test(.rules("EC2-NAME-08"))
    mutating func `a resource name has the records that are enabled for its instance`() {
        let on: DomainName = "i-0aa.ap-southeast-2.compute.internal"
        let off: DomainName = "i-0bb.ap-southeast-2.compute.internal"
        world.cloudName(on, .instanceResource, in: owner, inside: ["10.0.0.9"], outside: [])
        world.cloudName(off, .instanceResource, in: owner, inside: [], outside: [])
        #expect(world.ask(vpc: owner, on).addresses == ["10.0.0.9"])
        let noData = world.ask(vpc: owner, off)
        #expect(noData.code == .noerror)
        #expect(noData.decisiveRule == .ec2Name08)
        #expect(world.ask(vpc: owner, "i-0cc.ap-southeast-2.compute.internal").code == .nxdomain)
        #expect(world.ask(router, on).reason == .notInPublicDNS)
    }
}
