import DNSCore
import IPCore

/// What a record has behind its owner; the class is IN.
struct RecordFields {
    let type: RecordType
    let ttl: TTL
    let rdata: [UInt8]
}

/// Reads a record from behind its owner.
enum RecordParser {
    static func parse(
        _ words: inout WordCursor, origin: RecordOrigin, defaultTTL: TTL
    ) throws(MasterFileFault) -> RecordFields {
        var ttl: TTL?
        var hasClass = false
        var type: RecordType?
        while type == nil {
            guard let word = words.next() else { throw MasterFileFault(.missingType) }
            if let first = word.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") {
                if ttl != nil { throw MasterFileFault(.repeatedField(text(word))) }
                ttl = try Self.ttl(word)
            } else if let recordClass = recordClass(word) {
                if hasClass { throw MasterFileFault(.repeatedField(text(word))) }
                guard recordClass == .in else { throw MasterFileFault(.unsupportedClass(text(word))) }
                hasClass = true
            } else {
                type = try self.type(word)
            }
        }
        guard let type else { throw MasterFileFault(.missingType) }
        let rdata = try self.rdata(words.rest(), type: type, origin: origin)
        return RecordFields(type: type, ttl: ttl ?? defaultTTL, rdata: rdata)
    }

    /// Reads a TTL: seconds, or numbers with the units s, m, h, d and w, as `1h30m`.
    static func ttl(_ word: ArraySlice<UInt8>) throws(MasterFileFault) -> TTL {
        var total: UInt64 = 0
        var number: UInt64?
        for octet in word {
            let unit: UInt64
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = (number ?? 0) * 10 + UInt64(octet - UInt8(ascii: "0"))
                guard let number, number <= UInt64(UInt32.max) else { throw MasterFileFault(.invalidTTL(text(word))) }
                continue
            case UInt8(ascii: "s"), UInt8(ascii: "S"): unit = 1
            case UInt8(ascii: "m"), UInt8(ascii: "M"): unit = 60
            case UInt8(ascii: "h"), UInt8(ascii: "H"): unit = 3600
            case UInt8(ascii: "d"), UInt8(ascii: "D"): unit = 86400
            case UInt8(ascii: "w"), UInt8(ascii: "W"): unit = 604_800
            default: throw MasterFileFault(.invalidTTL(text(word)))
            }
            guard let count = number else { throw MasterFileFault(.invalidTTL(text(word))) }
            total += count * unit
            number = nil
            guard total <= UInt64(UInt32.max) else { throw MasterFileFault(.invalidTTL(text(word))) }
        }
        guard let ttl = TTL(seconds: total + (number ?? 0)) else { throw MasterFileFault(.invalidTTL(text(word))) }
        return ttl
    }

    private static func text(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self) }

    private static func recordClass(_ word: ArraySlice<UInt8>) -> RecordClass? {
        if word.count == 2, word.elementsEqual("IN".utf8) { return .in }
        // ANY is a type here and a meta type, so that it is refused as such.
        guard let recordClass = RecordClass(mnemonic: text(word)), recordClass != .any else { return nil }
        return recordClass
    }

    private static func type(_ word: ArraySlice<UInt8>) throws(MasterFileFault) -> RecordType {
        let name = text(word)
        guard let type = RecordType(mnemonic: name), type.rawValue != 0 else {
            throw MasterFileFault(.unknownType(name))
        }
        guard !type.isMeta else { throw MasterFileFault(.metaType(type)) }
        return type
    }

    // MARK: - RDATA

    private static func rdata(
        _ rest: ArraySlice<UInt8>, type: RecordType, origin: RecordOrigin
    ) throws(MasterFileFault) -> [UInt8] {
        // Addresses make up nearly all of a large file; a test holds both ways to the same octets.
        switch type {
        case .a: if let address = IPv4Address(text(rest)) { return IPAddress.v4(address).octets }
        case .aaaa: if let address = IPv6Address(text(rest)) { return IPAddress.v6(address).octets }
        case .cname, .dname, .ns, .ptr: if let target = onlyWord(rest) { return try origin.name(text(target)).octets }
        default: break
        }
        try checkGenericData(rest, type: type)
        var words = WordCursor(Array(rest))
        if words.next()?.elementsEqual(genericMark) == true { return try genericRDATA(&words, type: type) }
        try checkIntegers(rest, type: type)
        try checkNames(rest, type: type)
        if type == .cert { try checkCertificateType(rest) }
        let rdata = try libldnsRDATA(rest, type: type, origin: origin)
        try checkForm(rdata, type: type)
        return rdata
    }

    /// The word, if there is one only, and none that announces octets.
    private static func onlyWord(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var words = WordCursor(Array(rest))
        guard let word = words.next(), words.next() == nil else { return nil }
        return word.elementsEqual(genericMark) ? nil : word
    }

    /// What stands before RDATA that is written as octets.
    private static let genericMark = Array("\\#".utf8)

    /// Reads RDATA that is written as octets, from behind the mark: how many, and hexadecimal digits (RFC 3597 section 5).
    ///
    /// libldns passes over what is no digit, and gives what does not fit the type.
    private static func genericRDATA(_ words: inout WordCursor, type: RecordType) throws(MasterFileFault) -> [UInt8] {
        guard let first = words.next(), let count = UInt16(text(first)), first.allSatisfy({ $0 != UInt8(ascii: "+") })
        else { throw misfit(type, "\\# is followed by the number of octets, 0 to 65535") }
        var digits: [UInt8] = []
        while let word = words.next() {
            for character in word {
                guard let digit = Character(Unicode.Scalar(character)).hexDigitValue else {
                    throw misfit(type, "\(text(word)) is not written in hexadecimal digits")
                }
                digits.append(UInt8(digit))
            }
        }
        guard digits.count == 2 * Int(count) else {
            throw misfit(type, "\\# \(count) is followed by \(digits.count) digits instead of \(2 * Int(count))")
        }
        let rdata = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        try checkForm(rdata, type: type)
        return rdata
    }

    /// The RDATA as libldns reads it.
    static func libldnsRDATA(
        _ rest: ArraySlice<UInt8>, type: RecordType, origin: RecordOrigin
    ) throws(MasterFileFault) -> [UInt8] {
        // libldns would silently leave off what follows.
        guard rest.count < UInt16.max else {
            throw misfit(type, "more than 65,534 characters")
        }
        var line = Array(". 0 IN \(type) ".utf8)
        line.append(contentsOf: rest)
        line.append(0)
        do throws(DNSWireError) {
            let rdata = try WireRecord(presentation: line, origin: origin.wireName).rdata
            if rdata.count > UInt16.max { throw DNSWireError(text: "more than 65,535 octets") }
            return rdata
        } catch {
            throw MasterFileFault(.invalidData(type, error))
        }
    }

    /// Refuses the numbers that libldns would silently cut to their field's width.
    private static func checkIntegers(_ rest: ArraySlice<UInt8>, type: RecordType) throws(MasterFileFault) {
        guard let fields = integerFields[type] else { return }
        var words = WordCursor(Array(rest))
        for max in fields {
            guard let word = words.next() else { return }
            guard max > 0 else { continue }
            let isNegative = word.first == UInt8(ascii: "-")
            let digits = word.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
            guard digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { continue }
            if isNegative || digits.count > 10 || (Int(text(digits)) ?? 0) > max {
                throw MasterFileFault(.integerOutOfRange(text(word), max: max))
            }
        }
    }

    /// Refuses `\#` behind other data, where libldns takes the octets for the missing fields (RFC 3597 section 5).
    private static func checkGenericData(_ rest: ArraySlice<UInt8>, type: RecordType) throws(MasterFileFault) {
        guard rest.dropFirst().contains(UInt8(ascii: "#")) else { return }
        var words = WordCursor(Array(rest))
        _ = words.next()
        while let word = words.next() {
            guard !word.elementsEqual(genericMark) else {
                throw misfit(type, "\\# must stand before all other data")
            }
        }
    }

    /// Refuses names that begin with the label `@`, which libldns takes for the origin whatever follows.
    private static func checkNames(_ rest: ArraySlice<UInt8>, type: RecordType) throws(MasterFileFault) {
        guard rest.contains(UInt8(ascii: "@")) || rest.contains(UInt8(ascii: "\\")) else { return }
        var words = WordCursor(Array(rest))
        var index = 0
        while let word = words.next() {
            if WireRecord.isName(type, field: index), !word.elementsEqual("@".utf8),
                let name = DomainName(text(word)), name.octets.starts(with: [1, UInt8(ascii: "@")])
            {
                throw misfit(
                    type, "\(text(word)) begins with the label @, which is read only in CNAME, DNAME, NS and PTR")
            }
            index += 1
        }
    }

    /// Refuses what libldns reads, but would not take off the wire: a digest shorter than its length says, for one.
    private static func checkForm(_ rdata: [UInt8], type: RecordType) throws(MasterFileFault) {
        do throws(DNSWireError) {
            _ = try WireRecord(ResourceRecord(owner: .root, type: type, recordClass: .in, ttl: .zero, rdata: rdata))
        } catch {
            throw MasterFileFault(.invalidData(type, error))
        }
    }

    /// Refuses the reserved certificate type 0 (RFC 4398 section 2.1), whose refusal by libldns costs it two octets each time.
    private static func checkCertificateType(_ rest: ArraySlice<UInt8>) throws(MasterFileFault) {
        var words = WordCursor(Array(rest))
        guard let word = words.next(), Int(text(word)) == 0 else { return }
        throw misfit(.cert, "the certificate type 0 is reserved")
    }

    private static func misfit(_ type: RecordType, _ reason: String) -> MasterFileFault {
        MasterFileFault(.invalidData(type, DNSWireError(text: reason)))
    }

    /// The highest value of the leading fields of a type's RDATA; 0 for a field that is no plain number.
    private static let integerFields: [RecordType: [Int]] = {
        let byte = Int(UInt8.max)
        let word = Int(UInt16.max)
        let long = Int(UInt32.max)
        return [
            .mx: [word], .kx: [word], .afsdb: [word], .srv: [word, word, word], .naptr: [word, word],
            .uri: [word, word], .svcb: [word], .https: [word], .caa: [byte],
            .soa: [0, 0, long, long, long, long, long],
            .ds: [word, byte, byte], .cds: [word, byte, byte], .dnskey: [word, byte, byte],
            .cdnskey: [word, byte, byte], .cert: [word, word, byte], .sshfp: [byte, byte], .tlsa: [byte, byte, byte],
            .smimea: [byte, byte, byte],
        ]
    }()
}
