import DNSCore
import DNSWire
import Emulation
public import WorldModel

/// What a DNS server does with a message, without a socket: octets in, octets and a delay out.
///
/// Each event loop has one of its own, which keeps what the engine has learnt about the ways through the network. The octets of any
/// input are handled: what is no DNS message is ignored or answered FORMERR as RFC 1035, 6891, 7766 and 8906 say.
public struct MessageResponder {
    private var memo = EmulationMemo()
    private var direct = DirectAnswers([])
    /// The view that `memo` and `direct` belong to.
    private var ownView: LiveView?

    /// A responder that has seen nothing yet.
    public init() {}

    /// The room that a response may need: a message of the largest size over TCP, and OPT behind it.
    public static let bufferSize = 65_535 + 512

    /// Decides about one message and writes what goes back into `buffer`, which holds at least `bufferSize` octets.
    ///
    /// `instant` is the time of the virtual clock at which it arrived.
    public mutating func respond(
        to message: UnsafeRawBufferPointer, over transport: Transport, view: LiveView, at instant: Duration,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> Disposition {
        if let query = unsafe PlainQuery(message) {
            let name = unsafe UnsafeRawBufferPointer(
                rebasing: message[PlainQuery.nameStart..<(PlainQuery.nameStart + query.nameLength)])
            // Questions that are no data of a zone are rare and have rules of their own.
            if !query.type.isMeta || query.type == .any {
                let head = QueryHead(query)
                return unsafe answer(head, name, over: transport, view: view, at: instant, into: buffer)
            }
        }
        return unsafe respondWithCare(to: message, over: transport, view: view, at: instant, into: buffer)
    }

    /// Answers a question out of the table, or out of the engine and into the table.
    private mutating func answer(
        _ head: QueryHead, _ name: UnsafeRawBufferPointer, over transport: Transport, view: LiveView,
        at instant: Duration, into buffer: UnsafeMutableRawBufferPointer
    ) -> Disposition {
        let variant = LiveView.Variant(
            recursionDesired: head.recursionDesired, payloadSize: head.edns.map { Int($0.payloadSize) },
            transport: transport)
        let bits = variant.bits(for: view.kind)
        if ownView !== view {
            memo = EmulationMemo()
            direct = DirectAnswers(view.uniformZones)
            ownView = view
        }
        if let hit = unsafe direct.write(name, head.type, variant: bits, into: buffer) {
            return unsafe finish(hit, head, name, over: transport, in: buffer)
        }
        let key = unsafe AnswerTable.Key(
            name: name, type: head.type.rawValue, variant: bits, seed: view.table.seed)
        if let hit = unsafe view.table.copy(key, into: buffer) {
            return unsafe finish(hit, head, name, over: transport, in: buffer)
        }
        guard let asked = unsafe DomainName(octets: name) else { return Disposition(.ignore) }
        let question = Question(name: asked, type: head.type)
        let worked = view.answer(question, variant, at: instant, memo: &memo)
        let packed = worked.packed
        let facts = view.number(of: packed.facts)
        let isDirect = direct.learn(question, variant: bits, from: worked.outcome, packed, facts: facts)
        if packed.isReusable, !isDirect { view.table.insert(key, packed, facts: facts) }
        let hit = unsafe AnswerTable.Hit(packed, facts: facts, copiedInto: buffer)
        return unsafe finish(hit, head, name, over: transport, in: buffer)
    }

    /// Makes the packed answer in `buffer` the response to this query: ID, flags, the name as it was written, size and EDNS.
    private func finish(
        _ hit: AnswerTable.Hit, _ head: QueryHead, _ name: UnsafeRawBufferPointer, over transport: Transport,
        in buffer: UnsafeMutableRawBufferPointer
    ) -> Disposition {
        if hit.flags.contains(.silent) { return Disposition(.staySilent, outcome: hit.outcome, facts: hit.facts) }
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[PlainQuery.nameStart...]).copyMemory(from: name)
        unsafe buffer.storeBigEndian(hit.flags.contains(.mismatched) ? ~head.id : head.id, at: 0)
        if head.recursionDesired { unsafe buffer[2] |= 1 }
        // A resolver copies CD, an authoritative server clears it (RFC 4035 sections 3.1.6 and 3.2.2).
        if head.checkingDisabled, unsafe buffer[3] & 0x80 != 0 { unsafe buffer[3] |= 0x10 }
        let edns = hit.flags.contains(.lacksEDNS) ? nil : head.edns
        let writer = ResponseTail(edns: edns, limit: head.limit(over: transport))
        let length = unsafe writer.complete(
            buffer, messageLength: hit.length, errorLength: hit.errorLength,
            questionEnd: PlainQuery.nameStart + name.count + 4)
        return Disposition(
            .reply, length: length, delay: hit.delay, outcome: hit.outcome, facts: hit.facts)
    }
}

// MARK: - All that is not plain

extension MessageResponder {
    private mutating func respondWithCare(
        to message: UnsafeRawBufferPointer, over transport: Transport, view: LiveView, at instant: Duration,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> Disposition {
        // Without a header there is nobody to answer, and a response is never answered (RFC 1035 section 7.3).
        guard message.count >= 12, unsafe message[2] & 0x80 == 0 else { return Disposition(.ignore) }
        let id = unsafe message.bigEndian16(at: 0)
        let opcode = unsafe Opcode(rawValue: message[2] >> 3 & 0xf)
        let recursionDesired = unsafe message[2] & 1 != 0
        func refuse(_ code: ResponseCode, _ questions: [Question] = [], edns: EDNS? = nil) -> Disposition {
            unsafe OwnResponse(
                Message(
                    id: id, isResponse: true, opcode: opcode, isRecursionDesired: recursionDesired, responseCode: code,
                    questions: questions, edns: edns.map { EDNS(isDNSSECOK: $0.isDNSSECOK) })
            ).write(into: buffer)
        }
        guard opcode == .query else { return refuse(.notimp) }
        let query: Message
        do throws(DNSWireError) {
            query = try decode(unsafe Array(message))
        } catch {
            return refuse(.formerr)
        }
        // An unknown version is told whatever the question is (RFC 6891 section 6.1.3).
        // Of many questions, whose names may be far longer than they were packed, one goes back at most.
        if let edns = query.edns, edns.version > 0 {
            return refuse(.badvers, Array(query.questions.prefix(1)), edns: edns)
        }
        // One question, no more and no less (RFC 9619).
        guard query.questions.count == 1, let question = query.questions.first else {
            return refuse(.formerr, edns: query.edns)
        }
        if question.recordClass == .ch, let own = OwnResponse(chaos: query, policy: view.policy) {
            return unsafe own.write(into: buffer)
        }
        guard question.recordClass == .in else { return refuse(.refused, [question], edns: query.edns) }
        let head = QueryHead(query, question)
        return unsafe question.name.octets.withUnsafeBytes { name in
            unsafe answer(head, name, over: transport, view: view, at: instant, into: buffer)
        }
    }
}
