/// The generic form of a value that has no mnemonic: a word and a decimal number (RFC 3597 section 5).
enum RegistryNumber {
    /// The number of `TYPE731` and the like, or `nil`.
    static func parse(_ text: String, prefix: String) -> UInt16? {
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.utf8.dropFirst(prefix.utf8.count)
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
            return nil
        }
        return UInt16(String(digits) ?? "")
    }
}
