/// All checks, in the order in which they are listed.
public enum Checks {
    /// The table; a newcomer is a file beside this one and a line here.
    public static let all: [any DesignCheck.Type] = [
        DNSServerWithoutRoute.self, DNSServerNotAuthorized.self, DNSServerBlockedBySecurityGroup.self,
        NetworkACLBlocksDNS.self, MissingReturnRoute.self, ResolverOfAnotherVPC.self, LinkLocalDNSServer.self,
        DNSServerNotListening.self, DelegationEndpointPushed.self, SingleDNSServer.self, DNSServersInOneZone.self,
        PublicDNSServerPushed.self, NoDNSServerPushed.self, ShadowingAuthorizationRule.self,
        RouteWithoutAuthorization.self, UnequalAssociations.self, DefaultRouteInSplitTunnel.self,
        FullTunnelWithoutInternet.self, LANOverlap.self, CommonHomeNetworks.self, ClientPoolSize.self,
        TargetSubnetSize.self, Quotas.self, ClientPoolInSecurityGroup.self, IPv6BesideTunnel.self,
        DNSAttributesOff.self, ZoneNotAtResolver.self, SplitHorizonGaps.self, PrivateZoneHidesPublicNames.self,
        ZoneRecordsUnreachable.self, LocalZoneWithMacOS.self, ResolverRuleLoop.self,
    ]

    /// The check of an id, or `nil`.
    public static func named(_ id: String) -> (any DesignCheck.Type)? { all.first { $0.id == id } }
}
