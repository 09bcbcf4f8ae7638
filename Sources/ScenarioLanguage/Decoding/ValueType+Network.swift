import DNSCore
import IPCore

/// The rough form of addresses in the schema.
private enum AddressText {
    static let pattern = "([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)"
}

/// The rough form of DNS names in the schema.
private enum NameText {
    static var schema: JSONValue { ["type": ["string", "number"], "pattern": "^[!-~]+$"] }
}

extension ValueType where Value == IPAddress {
    /// An IPv4 or IPv6 address.
    static var address: Self { address(of: nil) }

    /// An IPv6 address.
    static var ipv6Address: Self { address(of: .ipv6) }

    private static func address(of family: AddressFamily?) -> Self {
        Self(
            schema: ["type": "string", "pattern": .string("^\(AddressText.pattern)$")],
            expected: family == nil ? "an IP address" : "an IPv6 address", json: { .string($0.description) }
        ) { text in
            guard let address = IPAddress(text) else { return .wrong(.notAnAddress(text)) }
            guard family == nil || address.family == family else {
                return .wrong(.badForm(text, expected: "an IPv6 address"))
            }
            return .value(address)
        }
    }
}

extension ValueType where Value == IPPrefix {
    /// An IPv4 or IPv6 prefix without host bits, such as `10.0.0.0/8`.
    static var prefix: Self { prefix(of: nil) }

    /// An IPv6 prefix.
    static var ipv6Prefix: Self { prefix(of: .ipv6) }

    private static func prefix(of family: AddressFamily?) -> Self {
        Self(
            schema: ["type": "string", "pattern": .string("^\(AddressText.pattern)/[0-9]+$")],
            expected: "a prefix such as 10.0.0.0/8", json: { .string($0.description) }
        ) { text in
            do throws(IPPrefixError) {
                let prefix = try IPPrefix.parse(text)
                guard family == nil || prefix.family == family else {
                    return .wrong(.badForm(text, expected: "an IPv6 prefix"))
                }
                return .value(prefix)
            } catch {
                return .wrong(.of(error, in: text))
            }
        }
    }
}

extension ValueType where Value == InterfaceAddress {
    /// An address with the prefix length of its network, such as `192.168.1.4/24`.
    static var interfaceAddress: Self { interfaceAddress(of: nil) }

    /// An IPv6 address with the prefix length of its network.
    static var ipv6InterfaceAddress: Self { interfaceAddress(of: .ipv6) }

    private static func interfaceAddress(of family: AddressFamily?) -> Self {
        Self(
            schema: ["type": "string", "pattern": .string("^\(AddressText.pattern)/[0-9]+$")],
            expected: "an address with its prefix length, such as 192.168.1.4/24", json: { .string($0.description) }
        ) { text in
            do throws(IPPrefixError) {
                let address = try InterfaceAddress.parse(text)
                guard family == nil || address.address.family == family else {
                    return .wrong(.badForm(text, expected: "an IPv6 address with its prefix length"))
                }
                return .value(address)
            } catch {
                return .wrong(.of(error, in: text))
            }
        }
    }
}

extension Diagnostic.Kind {
    /// What to tell of a text that is no prefix.
    fileprivate static func of(_ error: IPPrefixError, in text: String) -> Diagnostic.Kind {
        switch error {
        case .notAnAddress: .notAnAddress(text)
        case .missingLength: .missingPrefixLength(text)
        case .lengthOutOfRange(let max): .prefixLengthOutOfRange(text, max: max)
        case .hostBitsSet(let network): .hostBitsSet(text, network: network)
        }
    }
}

extension ValueType where Value == DomainName {
    /// A DNS name, absolute with or without its final dot.
    static var domainName: Self {
        Self(schema: NameText.schema, expected: "a DNS name", json: { .string($0.description) }) {
            text in
            do throws(DomainNameError) {
                return .value(try DomainName.parse(text))
            } catch {
                return .wrong(.notADomainName(text, error))
            }
        }
    }
}

extension ValueType where Value == WrittenName {
    /// A DNS name to which a search list may apply.
    static var writtenName: Self {
        Self(schema: NameText.schema, expected: "a DNS name") { text in
            do throws(DomainNameError) {
                return .value(WrittenName(text: text, name: try DomainName.parse(text)))
            } catch {
                return .wrong(.notADomainName(text, error))
            }
        }
    }

    /// The owner of a record as in a master file: relative, absolute with a final dot, or `@`.
    static var owner: Self {
        Self(schema: NameText.schema, expected: "the owner of a record") { text in
            if text == "@" { return .value(WrittenName(text: text, name: .root)) }
            do throws(DomainNameError) {
                return .value(WrittenName(text: text, name: try DomainName.parse(text)))
            } catch {
                return .wrong(.notADomainName(text, error))
            }
        }
    }
}

/// A DNS name as it was written, and read as an absolute one.
struct WrittenName: Sendable {
    let text: String
    let name: DomainName
}

extension ValueType where Value == DeclaredDestination {
    /// An address or a DNS name.
    static var destination: Self {
        Self(schema: NameText.schema, expected: "an address or a DNS name") { text in
            if let address = IPAddress(text) { return .value(.address(address)) }
            do throws(DomainNameError) {
                return .value(.name(text, try DomainName.parse(text)))
            } catch {
                return .wrong(.notADomainName(text, error))
            }
        }
    }
}

extension ValueType where Value == RecordType {
    /// A record type: a mnemonic, or `TYPE` and a number.
    static var recordType: Self {
        Self(
            schema: ["type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]*$"],
            expected: "a record type such as A or AAAA", json: { .string($0.description) }
        ) { text in
            guard let type = RecordType(mnemonic: text) else {
                return .wrong(
                    .notAChoice(
                        text, choices: RecordType.known.map(\.description),
                        nearest: Similarity.nearest(key: text, among: RecordType.known.map(\.description))))
            }
            return .value(type)
        }
    }
}

extension ValueType where Value == ResponseCode {
    /// A response code: a mnemonic, or `RCODE` and a number.
    static var responseCode: Self {
        Self(
            schema: ["type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]*$"],
            expected: "a response code such as NXDOMAIN"
        ) { text in
            guard let code = ResponseCode(mnemonic: text) else {
                return .wrong(.badForm(text, expected: "a response code such as NOERROR or NXDOMAIN"))
            }
            return .value(code)
        }
    }
}

extension ValueType where Value == DeclaredEDNS {
    /// `true`, `false` or the size that is advertised.
    static var edns: Self {
        let schema: JSONValue = [
            "anyOf": [["type": "boolean"], ["type": "integer", "minimum": .int(512), "maximum": .int(65535)]]
        ]
        return Self(schema: { _ in schema }) { input, decoder in
            if let isOn = input.scalar?.boolean { return isOn ? .on : .off }
            guard let scalar = input.scalar, scalar.isNumber else {
                decoder.reportWrongType(input, expected: "true, false or a size")
                return nil
            }
            guard let size = scalar.integer.flatMap(UInt16.init(exactly:)), size >= 512 else {
                decoder.report(.outOfRange(scalar.text, expected: "a size from 512 to 65535"), at: input)
                return nil
            }
            return .size(size)
        }
    }
}

extension ValueType where Value == DeclaredServerBehavior {
    /// `recursive`, `authoritative`, `forwarding` or a fixed failure.
    static var behavior: Self {
        let words = DeclaredServerBehavior.all.map(\.word)
        return Self(schema: ["enum": .strings(words)], expected: "a behaviour", json: { .string($0.word) }) { text in
            guard let behavior = DeclaredServerBehavior.all.first(where: { $0.word == text }) else {
                return .wrong(.notAChoice(text, choices: words, nearest: Similarity.nearest(key: text, among: words)))
            }
            return .value(behavior)
        }
    }
}

extension ValueType where Value == DeclaredExpectedQuery {
    /// A query as `SERVER NAME TYPE`.
    static var expectedQuery: Self {
        let form = "a query as SERVER NAME TYPE, such as 10.0.0.2 www.example. A"
        return Self(schema: ["type": "string", "pattern": "^\\S+ +\\S+ +\\S+$"], expected: form) { text in
            let parts = text.split(separator: " ")
            guard parts.count == 3, let server = IPAddress(String(parts[0])), let name = DomainName(String(parts[1])),
                let type = RecordType(mnemonic: String(parts[2]))
            else { return .wrong(.badForm(text, expected: form)) }
            return .value(DeclaredExpectedQuery(server: server, name: name, type: type))
        }
    }
}
