import DNSCore
import DNSWire
import FuzzSupport
import LiveResponder
import WorldModel

/// One message and what must hold of the response to it.
@safe struct FuzzedExchange {
    private let message: UnsafeRawBufferPointer
    private let octets: [UInt8]
    private let view: LiveView
    private let transport: Transport

    init(_ message: UnsafeRawBufferPointer, octets: [UInt8], view: LiveView, transport: Transport) {
        unsafe self.message = unsafe message
        self.octets = octets
        self.view = view
        self.transport = transport
    }

    /// Has the message answered twice, the second time out of the table if the first time told something worth keeping.
    func check(_ state: inout LoopState) {
        let decoded = try? decode(octets)
        checkPlainQuery(decoded)
        let first = respond(&state)
        let response = Array(state.buffer.prefix(first.length))
        let second = respond(&state)
        require(first == second, "\(first) is not repeated, but \(second)")
        require(response.elementsEqual(state.buffer.prefix(second.length)), "\(response) is not repeated")
        switch first.action {
        case .ignore:
            require(
                octets.count < 12 || octets[2] & 0x80 != 0, "a message with a header and QR 0 is never ignored")
        case .staySilent:
            require(decoded?.questions.count == 1, "silence is an outcome of a question")
        case .reply:
            check(response, to: decoded, first)
        }
    }

    private func respond(_ state: inout LoopState) -> Disposition {
        unsafe state.buffer.withUnsafeMutableBytes { buffer in
            unsafe state.responder.respond(
                to: message, over: transport, view: view, at: .zero, into: buffer)
        }
    }

    /// What the hot path reads must be what libldns reads.
    private func checkPlainQuery(_ decoded: Message?) {
        guard let plain = unsafe PlainQuery(message) else { return }
        guard let decoded else { fatalError("a plain query is none for libldns") }
        let expected = Message(
            // AA, RA and AD mean nothing in a query.
            id: plain.id, isAuthoritative: decoded.isAuthoritative, isRecursionDesired: plain.recursionDesired,
            isRecursionAvailable: decoded.isRecursionAvailable,
            isAuthenticData: decoded.isAuthenticData, isCheckingDisabled: plain.checkingDisabled,
            responseCode: decoded.responseCode,
            questions: [
                Question(
                    name: DomainName(octets: octets[12..<(12 + plain.nameLength)]) ?? .root, type: plain.type)
            ], edns: decoded.edns)
        require(decoded == expected, "libldns reads \(decoded), the hot path \(plain)")
        require((plain.edns == nil) == (decoded.edns == nil), "EDNS: \(plain), \(decoded)")
        if let own = plain.edns, let edns = decoded.edns {
            require(
                own.payloadSize == edns.udpPayloadSize && own.isDNSSECOK == edns.isDNSSECOK && edns.version == 0,
                "EDNS: \(plain), \(decoded)")
        }
    }

    private func check(_ response: [UInt8], to query: Message?, _ disposition: Disposition) {
        require(octets.count >= 12 && octets[2] & 0x80 == 0, "a response is never answered")
        require(response.count <= 65_535, "no message is that long: \(response.count)")
        let reply: Message
        do throws(DNSWireError) {
            reply = try decode(response)
        } catch {
            fatalError("the response \(response) cannot be read: \(error)")
        }
        let id = UInt16(octets[0]) << 8 | UInt16(octets[1])
        require(reply.isResponse && (reply.id == id || reply.id == ~id), "\(reply)")
        require(reply.id == id || disposition.outcome != nil, "a wrong ID is a fault of an emulated server")
        require(reply.opcode.rawValue == octets[2] >> 3 & 0xf, "the opcode is copied: \(reply)")
        require(reply.isRecursionDesired == (octets[2] & 1 != 0), "RD is copied: \(reply)")
        let room = max(512, min(Int(query?.edns?.udpPayloadSize ?? 0), 4096))
        require(transport == .tcp || response.count <= room, "\(response.count) octets where \(room) fit")
        require(query?.edns != nil || reply.edns == nil, "EDNS is an answer to EDNS: \(reply)")
        guard let query, disposition.outcome != nil else { return }
        require(reply.questions == query.questions, "\(query.questions) became \(reply.questions)")
        let name = query.questions[0].name.octets
        require(response[12...].starts(with: name), "the case of the name is kept")
    }
}
