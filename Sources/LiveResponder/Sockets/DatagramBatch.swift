import CSockets
import Glibc
import IPCore

/// Datagrams that are received and sent many at a time (recvmmsg(2), sendmmsg(2)), with the memory for them.
@safe struct DatagramBatch: ~Copyable {
    /// The most datagrams that one call takes.
    static let capacity = 128
    /// The room for a query; a larger one is cut and marked so.
    private static let querySize = 4096
    /// The room for a response over UDP, which the query's own size bounds further.
    private static let responseSize = MessageResponder.bufferSize

    private let queries: UnsafeMutableRawPointer
    private let responses: UnsafeMutableRawPointer
    private let peers: UnsafeMutablePointer<sockaddr_storage>
    private let received: UnsafeMutablePointer<csockets_message>
    private let receivedParts: UnsafeMutablePointer<iovec>
    private let sent: UnsafeMutablePointer<csockets_message>
    private let sentParts: UnsafeMutablePointer<iovec>
    /// The datagrams received last.
    private(set) var count = 0
    /// The responses that wait to be sent.
    private(set) var sendCount = 0
    /// Where the next response is written; responses lie one behind the other.
    private var writePosition = 0

    /// The room for the responses of a batch: as many of the usual size as it has datagrams, and one of the largest.
    private static let responseRoom = capacity * 1232 + responseSize

    init() {
        let capacity = Self.capacity
        unsafe queries = .allocate(byteCount: capacity * Self.querySize, alignment: 64)
        unsafe responses = .allocate(byteCount: Self.responseRoom, alignment: 64)
        unsafe peers = .allocate(capacity: capacity)
        unsafe received = .allocate(capacity: capacity)
        unsafe receivedParts = .allocate(capacity: capacity)
        unsafe sent = .allocate(capacity: capacity)
        unsafe sentParts = .allocate(capacity: capacity)
        unsafe peers.initialize(repeating: sockaddr_storage(), count: capacity)
        for index in 0..<capacity {
            unsafe (receivedParts + index).initialize(
                to: iovec(iov_base: queries + index * Self.querySize, iov_len: Self.querySize))
            unsafe (sentParts + index).initialize(to: iovec(iov_base: responses, iov_len: 0))
            unsafe (received + index).initialize(to: csockets_message())
            unsafe (sent + index).initialize(to: csockets_message())
            unsafe received[index].header.msg_name = UnsafeMutableRawPointer(peers + index)
            unsafe received[index].header.msg_iov = receivedParts + index
            unsafe received[index].header.msg_iovlen = 1
            prepare(index)
            unsafe sent[index].header.msg_iov = sentParts + index
            unsafe sent[index].header.msg_iovlen = 1
        }
    }

    deinit {
        unsafe queries.deallocate()
        unsafe responses.deallocate()
        unsafe peers.deallocate()
        unsafe received.deallocate()
        unsafe receivedParts.deallocate()
        unsafe sent.deallocate()
        unsafe sentParts.deallocate()
    }

    /// Receives what has arrived; with `blocking` it waits for the first datagram as long as the socket's timeout says.
    ///
    /// Returns `false` if there is nothing.
    mutating func receive(from socket: borrowing DatagramSocket, blocking: Bool) -> Bool {
        for index in 0..<count { prepare(index) }
        sendCount = 0
        writePosition = 0
        let flags = blocking ? Int32(MSG_WAITFORONE) : Int32(MSG_DONTWAIT)
        let result = unsafe csockets_recvmmsg(socket.descriptor, received, UInt32(Self.capacity), flags)
        count = max(0, result)
        return count > 0
    }

    /// Lets the system write the sender's address again, whose length it shortened.
    private func prepare(_ index: Int) {
        unsafe received[index].header.msg_namelen = socklen_t(MemoryLayout<sockaddr_storage>.size)
    }

    /// The octets of a datagram; one that did not fit is cut.
    func query(_ index: Int) -> UnsafeRawBufferPointer {
        let length = unsafe min(Int(received[index].length), Self.querySize)
        return unsafe UnsafeRawBufferPointer(start: queries + index * Self.querySize, count: length)
    }

    /// Who sent it; `nil` for a family that is none of ours.
    func sender(_ index: Int) -> Endpoint? {
        unsafe Endpoint(
            socketAddress: UnsafeRawBufferPointer(
                start: UnsafeRawPointer(peers + index), count: MemoryLayout<sockaddr_storage>.size))
    }

    /// The same as the socket interface has it.
    func peer(_ index: Int) -> SocketAddress {
        unsafe SocketAddress(peers[index], length: received[index].header.msg_namelen)
    }

    /// The room for the next response; `nil` if the batch has to be sent first.
    var responseBuffer: UnsafeMutableRawBufferPointer? {
        guard sendCount < Self.capacity, writePosition + Self.responseSize <= Self.responseRoom else { return nil }
        return unsafe UnsafeMutableRawBufferPointer(start: responses + writePosition, count: Self.responseSize)
    }

    /// Puts what was written into the response buffer on the list, for the sender of a datagram.
    mutating func enqueue(length: Int, toSenderOf index: Int) {
        unsafe sentParts[sendCount].iov_base = responses + writePosition
        unsafe sentParts[sendCount].iov_len = length
        unsafe sent[sendCount].header.msg_name = UnsafeMutableRawPointer(peers + index)
        unsafe sent[sendCount].header.msg_namelen = received[index].header.msg_namelen
        sendCount += 1
        writePosition += (length + 7) & ~7
    }

    /// Sends what is on the list and returns how many responses the system refused; those are passed over.
    mutating func send(to socket: borrowing DatagramSocket) -> Int {
        var start = 0
        var refused = 0
        while start < sendCount {
            let result = unsafe csockets_sendmmsg(socket.descriptor, sent + start, UInt32(sendCount - start), 0)
            if result > 0 {
                start += result
            } else if errno != EINTR {
                refused += 1
                start += 1
            }
        }
        sendCount = 0
        writePosition = 0
        return refused
    }
}
