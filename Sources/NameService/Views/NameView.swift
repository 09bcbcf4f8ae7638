import DNSCore
import WorldModel

/// The names as one resolver sees them.
enum NameView {
    /// The public DNS alone, as a recursive resolver anywhere sees it.
    case recursive(World)
    /// A VPC's view.
    case vpc(VPCView)

    /// What the view says about a name; `usesInternet` is set if the public DNS was needed.
    func find(
        _ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning, usesInternet: inout Bool
    ) -> Finding {
        switch self {
        case .vpc(let view):
            return view.find(name, type, &reasoning, usesInternet: &usesInternet)
        case .recursive(let world):
            usesInternet = true
            var hidden: HiddenAnswer?
            if let zone = world.hiddenZone(holding: name, from: nil) {
                let place =
                    zone.associatedVPCs?.isEmpty == false
                    ? "the resolvers of \(world.vpcs(of: zone)) only" : "no VPC's resolver"
                reasoning.say(
                    "The private hosted zone \(zone.apex.text) is for \(place); \(name.text) is looked up in the public DNS.",
                    world.visibilityRule(of: zone))
                hidden = HiddenAnswer(code: .zoneNotVisible, step: reasoning.steps.count - 1)
            }
            let finding = PublicDNS(world: world).find(name, type, &reasoning)
            if case .negative(_, _, .specialName) = finding { usesInternet = false }
            return world.qualify(finding, name, hidden: hidden, &reasoning)
        }
    }
}
