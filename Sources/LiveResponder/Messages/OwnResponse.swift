import DNSCore
import DNSWire

/// A response that the responder gives of its own accord, whatever the world is.
struct OwnResponse {
    private let message: Message

    init(_ message: Message) { self.message = message }

    /// The answer to a question of class CHAOS about the server itself (RFC 4892); `nil` for one that has none.
    init?(chaos query: Message, policy: ServingPolicy) {
        guard let question = query.questions.first, question.type == .txt || question.type == .any else { return nil }
        let text: String
        switch question.name.lowercased.description {
        case "version.bind.", "version.server.": text = policy.version
        case "id.server.", "hostname.bind.": text = policy.serverID
        default: return nil
        }
        let octets = Array(text.utf8.prefix(255))
        message = Message(
            id: query.id, isResponse: true, isAuthoritative: true, isRecursionDesired: query.isRecursionDesired,
            questions: [question],
            answers: [
                ResourceRecord(
                    owner: question.name, type: .txt, recordClass: .ch, ttl: .zero,
                    rdata: [UInt8(octets.count)] + octets)
            ], edns: query.edns.map { EDNS(isDNSSECOK: $0.isDNSSECOK) })
    }

    /// Writes the message and returns what is to be done with it.
    func write(into buffer: UnsafeMutableRawBufferPointer) -> Disposition {
        let octets = encode(message, limit: 512)
        unsafe buffer.copyBytes(from: octets)
        return Disposition(.reply, length: octets.count, code: message.responseCode)
    }
}
