import DNSCore

/// The origin in force, in the form that each of its users needs.
///
/// A class, because it is shared by the contexts of a file and its includes, and libldns' copy is to be freed once.
final class RecordOrigin {
    let name: DomainName
    let wireName: WireName

    init(_ name: DomainName) {
        self.name = name
        wireName = WireName(name)
    }

    /// Completes a name in presentation format; `@` is the origin itself.
    func name(_ text: String) throws(MasterFileFault) -> DomainName {
        if text == "@" { return name }
        let parsed: DomainName
        do throws(DomainNameError) {
            parsed = try DomainName.parse(text)
        } catch {
            throw MasterFileFault(.invalidName(text, error))
        }
        if DomainName.endsWithDot(text) { return parsed }
        guard let complete = parsed.appending(name) else { throw MasterFileFault(.invalidName(text, .nameTooLong)) }
        return complete
    }
}
