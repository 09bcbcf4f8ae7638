import DNSCore
import WorldModel

/// An extended DNS error that carries a reason code as its EXTRA-TEXT (RFC 8914).
struct ExtendedError {
    /// The INFO-CODE.
    let infoCode: UInt16
    /// The EXTRA-TEXT: the reason code as predictions have it.
    let text: String

    /// The error behind a failure; `nil` where the response needs no explanation.
    init?(_ code: ResponseCode, _ reason: ReasonCode?) {
        guard code != .noerror, code != .nxdomain, let reason else { return nil }
        text = reason.rawValue
        infoCode = Self.infoCode(reason, code)
    }

    /// The OPTION-CODE of extended DNS errors.
    private static let optionCode: UInt16 = 15

    /// The option in wire format.
    var option: [UInt8] {
        let text = Array(text.utf8.prefix(200))
        let length = UInt16(text.count + 2)
        return [Self.optionCode, length, infoCode].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] } + text
    }

    /// The INFO-CODE of RFC 8914 section 5.2 that fits best; 0 is "Other".
    private static func infoCode(_ reason: ReasonCode, _ code: ResponseCode) -> UInt16 {
        switch reason {
        case .dnssecBogus: 6
        case .dnsFirewall: 15
        case .queryNotAllowed: 18
        case .serverPolicy where code == .notimp: 21
        case .serverPolicy where code == .refused: 20
        case .forwardUnreachable, .noServer, .clientNoRoute, .clientOnlinkCapture, .clientLoop, .clientFirewall,
            .vpnNoRoute, .vpnNoAuth, .vpnRouteDrop, .subnetNoRoute, .subnetBlackhole, .sgEgress, .sgIngress, .naclOut,
            .naclIn, .naclReturn, .noReturnRoute, .tgwNoRoute, .peerNotTransitive, .peerResolver, .linkLocal,
            .dnsSupportOff, .throttled, .noListener, .noSuchHost, .internetNoPath, .tcp53Blocked, .mtuExceeded:
            22
        default: 0
        }
    }
}
