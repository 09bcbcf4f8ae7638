extension DomainName: Comparable {
    /// Orders canonically: label by label from the right, in lower case, a missing label first (RFC 4034 section 6.1).
    public static func < (left: DomainName, right: DomainName) -> Bool {
        let shared = min(left.labelCount, right.labelCount)
        var leftIndex = left.offset(droppingLabels: left.labelCount - shared)
        var rightIndex = right.offset(droppingLabels: right.labelCount - shared)
        // Labels can be walked from the left only; the last pair that differs is the most significant one.
        var precedes = left.labelCount < right.labelCount
        for _ in 0..<shared {
            let leftEnd = leftIndex + 1 + Int(left.octets[leftIndex])
            let rightEnd = rightIndex + 1 + Int(right.octets[rightIndex])
            switch compare(left.octets, (leftIndex + 1)..<leftEnd, right.octets, (rightIndex + 1)..<rightEnd) {
            case 0: break
            case let difference: precedes = difference < 0
            }
            leftIndex = leftEnd
            rightIndex = rightEnd
        }
        return precedes
    }

    /// Negative, zero or positive, as the left octets come before, are equal to or come after the right ones.
    private static func compare(
        _ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>
    ) -> Int {
        for offset in 0..<min(leftRange.count, rightRange.count) {
            let leftOctet = left[leftRange.lowerBound + offset].asciiLowercased
            let rightOctet = right[rightRange.lowerBound + offset].asciiLowercased
            if leftOctet != rightOctet { return leftOctet < rightOctet ? -1 : 1 }
        }
        return leftRange.count - rightRange.count
    }
}
