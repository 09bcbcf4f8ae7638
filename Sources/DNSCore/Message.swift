/// A DNS message (RFC 1035 section 4).
public struct Message: Hashable, Sendable {
    /// The number that joins a response to its query.
    public var id: UInt16
    /// The QR flag: a response, not a query.
    public var isResponse: Bool
    /// What the message asks for.
    public var opcode: Opcode
    /// The AA flag: the server has authority for the first owner name of the answer.
    public var isAuthoritative: Bool
    /// The TC flag: something was left out for want of room.
    public var isTruncated: Bool
    /// The RD flag: the server shall ask others if need be.
    public var isRecursionDesired: Bool
    /// The RA flag: the server does ask others.
    public var isRecursionAvailable: Bool
    /// The AD flag: the server holds all it sends for authentic (RFC 4035 section 3.2.3).
    public var isAuthenticData: Bool
    /// The CD flag: the server shall leave the validation to who asks (RFC 4035 section 3.2.2).
    public var isCheckingDisabled: Bool
    /// The RCODE, with the eight high bits that EDNS adds.
    public var responseCode: ResponseCode
    /// The question section, in practice one question.
    public var questions: [Question]
    /// The answer section.
    public var answers: [ResourceRecord]
    /// The authority section.
    public var authorities: [ResourceRecord]
    /// The additional section without the OPT record, which is `edns`.
    public var additionals: [ResourceRecord]
    /// What the OPT record says; `nil` if there is none.
    public var edns: EDNS?

    /// Makes a message; what is left out is zero, false or empty.
    public init(
        id: UInt16 = 0, isResponse: Bool = false, opcode: Opcode = .query, isAuthoritative: Bool = false,
        isTruncated: Bool = false, isRecursionDesired: Bool = false, isRecursionAvailable: Bool = false,
        isAuthenticData: Bool = false, isCheckingDisabled: Bool = false, responseCode: ResponseCode = .noerror,
        questions: [Question] = [], answers: [ResourceRecord] = [], authorities: [ResourceRecord] = [],
        additionals: [ResourceRecord] = [], edns: EDNS? = nil
    ) {
        self.id = id
        self.isResponse = isResponse
        self.opcode = opcode
        self.isAuthoritative = isAuthoritative
        self.isTruncated = isTruncated
        self.isRecursionDesired = isRecursionDesired
        self.isRecursionAvailable = isRecursionAvailable
        self.isAuthenticData = isAuthenticData
        self.isCheckingDisabled = isCheckingDisabled
        self.responseCode = responseCode
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.edns = edns
    }
}
