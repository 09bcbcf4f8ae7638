import DNSCore

/// A service that VPC endpoints lead to, and the public names that its clients use.
///
/// Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink", and the private DNS names that
/// `aws ec2 describe-vpc-endpoint-services` lists.
struct PrivateLinkService {
    /// The service as endpoints call it, `com.amazonaws.ap-southeast-2.ec2`.
    let name: String
    /// Its region; empty if the name has none.
    let region: String
    /// What stands behind the region, `ec2` or `ecr.api`; empty if the name is of another form.
    let service: String
    /// The domain of the names, `amazonaws.com`, in China `amazonaws.com.cn`.
    private let domain: String

    init(named name: String) {
        self.name = name
        let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for prefix in [["com", "amazonaws"], ["cn", "com", "amazonaws"], ["aws"]]
        where labels.starts(with: prefix) && labels.count > prefix.count + (prefix == ["aws"] ? 2 : 1) {
            var rest = labels.dropFirst(prefix.count)
            // com.amazonaws.vpce.REGION.vpce-svc-ID
            if rest.first == "vpce", rest.count > 2 { rest = rest.dropFirst() }
            if prefix == ["aws"] {
                // aws.sagemaker.REGION.studio
                region = rest[rest.startIndex + 1]
                service = ([rest[rest.startIndex]] + rest.dropFirst(2)).joined(separator: ".")
                domain = "aws"
            } else {
                region = rest[rest.startIndex]
                service = rest.dropFirst().joined(separator: ".")
                domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
            }
            return
        }
        region = ""
        service = ""
        domain = ""
    }

    /// Whether this is Amazon S3, whose private names can be kept to inbound endpoints (rule VPCE-08).
    var isS3: Bool { service == "s3" }

    /// The service's public names, which private DNS makes lead to an endpoint; empty if nobody knows them.
    ///
    /// A service has the name `SERVICE.REGION.amazonaws.com`, the labels of a compound one reversed (`api.ecr` of `ecr.api`).
    var names: [DomainName] {
        guard !service.isEmpty, !service.hasPrefix("vpce-svc-") else { return [] }
        let labels = service.split(separator: ".").reversed().joined(separator: ".")
        let prefixes = Self.exceptions[service] ?? [labels]
        return prefixes.compactMap { prefix in
            domain == "aws"
                ? DomainName("*.\(labels.prefix { $0 != "." }).\(region).\(service.prefix { $0 != "." }).aws")
                : DomainName("\(prefix).\(region).\(domain)")
        }
    }

    /// What stands in front of the region where it is not the service's own name.
    private static let exceptions: [String: [String]] = [
        "codeartifact.api": ["codeartifact"],
        "codeartifact.repositories": ["*.d.codeartifact"],
        "ecr.dkr": ["*.dkr.ecr"],
        "ecs-agent": ["ecs-a"],
        "ecs-telemetry": ["ecs-t"],
        "execute-api": ["execute-api", "*.execute-api"],
        "kinesis-firehose": ["firehose"],
        "kinesis-streams": ["kinesis"],
        "s3": ["s3", "*.s3", "*.s3-accesspoint", "*.s3-control"],
    ]
}
