/// An absolute domain name: labels of 1 to 63 octets, 255 octets in all (RFC 1035 section 3.1).
///
/// Names are equal if they differ in the case of ASCII letters only (RFC 4343); the case is kept. What is relative to
/// an origin or a search list is put together with `appending(_:)`.
public struct DomainName: Sendable {
    /// The name in wire format: length octets and labels, then the zero octet of the root; never compressed.
    public let octets: [UInt8]
    private let storedLabelCount: UInt8
    /// Whether no octet is an upper-case letter, so that equality and hashing can take the octets as they are.
    let isLowercase: Bool

    /// The name of the root, `.`.
    public static let root = DomainName(validOctets: [0], labelCount: 0, isLowercase: true)

    /// Makes a name out of uncompressed wire format; `nil` unless `octets` are one valid name and nothing behind it.
    public init?(octets: some Collection<UInt8>) {
        let octets = Array(octets)
        var offset = 0
        guard let name = Self.read(from: octets, at: &offset), offset == octets.count else { return nil }
        self = name
    }

    /// Reads an uncompressed name that begins at `offset` and moves `offset` behind it; `nil` if there is none.
    public static func read(from octets: [UInt8], at offset: inout Int) -> DomainName? {
        guard offset >= 0 else { return nil }
        var index = offset
        var labelCount = 0
        while index < octets.count, octets[index] != 0 {
            guard octets[index] <= 63 else { return nil }
            index += Int(octets[index]) + 1
            labelCount += 1
        }
        guard index < octets.count, index - offset < Self.maximumOctetCount else { return nil }
        let name = DomainName(validOctets: Array(octets[offset...index]), labelCount: labelCount)
        offset = index + 1
        return name
    }

    /// Takes octets known to be a valid name of `labelCount` labels.
    init(validOctets octets: [UInt8], labelCount: Int) {
        // Length octets are below 64 and so never mistaken for a letter.
        let isLowercase = octets.allSatisfy { $0 &- 65 >= 26 }
        self.init(validOctets: octets, labelCount: labelCount, isLowercase: isLowercase)
    }

    private init(validOctets octets: [UInt8], labelCount: Int, isLowercase: Bool) {
        self.octets = octets
        storedLabelCount = UInt8(truncatingIfNeeded: labelCount)
        self.isLowercase = isLowercase
    }

    /// The most octets that a name may have in wire format, the final zero included.
    static let maximumOctetCount = 255

    /// The number of labels, without the root's empty one: 0 to 127.
    public var labelCount: Int { Int(storedLabelCount) }

    /// Whether the name is `.`.
    public var isRoot: Bool { storedLabelCount == 0 }

    /// The labels from the left, without the root's empty one.
    public var labels: [DomainLabel] {
        var result: [DomainLabel] = []
        result.reserveCapacity(labelCount)
        var index = 0
        while octets[index] != 0 {
            let end = index + 1 + Int(octets[index])
            result.append(DomainLabel(validOctets: octets[(index + 1)..<end]))
            index = end
        }
        return result
    }

    /// The presentation format of the label at `position`, counted from 0 at the left; `position` must exist.
    public func labelText(at position: Int) -> String {
        precondition(position >= 0 && position < labelCount, "A label's position is below the label count.")
        let start = offset(droppingLabels: position)
        var text: [UInt8] = []
        Self.writeLabel(octets[(start + 1)..<(start + 1 + Int(octets[start]))], to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the leftmost label is `*` (RFC 4592 section 2.1.1).
    public var isWildcard: Bool { octets.count > 1 && octets[0] == 1 && octets[1] == UInt8(ascii: "*") }

    /// The name in lower case.
    public var lowercased: DomainName {
        isLowercase
            ? self
            : DomainName(validOctets: octets.map(\.asciiLowercased), labelCount: labelCount, isLowercase: true)
    }

    /// The index of the length octet behind the first `count` labels.
    func offset(droppingLabels count: Int) -> Int {
        var index = 0
        for _ in 0..<count { index += Int(octets[index]) + 1 }
        return index
    }
}

extension DomainName: Hashable {
    /// Whether the names are equal but for the case of ASCII letters (RFC 4343).
    public static func == (left: DomainName, right: DomainName) -> Bool {
        guard left.storedLabelCount == right.storedLabelCount, left.octets.count == right.octets.count else {
            return false
        }
        return left.hasEqualOctets(from: 0, to: right)
    }

    /// Feeds the octets in lower case.
    public func hash(into hasher: inout Hasher) {
        // Unsafe only in that Hasher takes its octets by pointer; the array outlives the closure.
        unsafe lowercased.octets.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// Whether the octets from `start` are those of `other` but for letter case; there are equally many.
    func hasEqualOctets(from start: Int, to other: DomainName) -> Bool {
        if isLowercase, other.isLowercase {
            return start == 0 ? octets == other.octets : octets[start...].elementsEqual(other.octets)
        }
        for index in other.octets.indices
        where octets[start + index].asciiLowercased != other.octets[index].asciiLowercased {
            return false
        }
        return true
    }
}
