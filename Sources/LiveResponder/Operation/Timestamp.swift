import Glibc

/// A time of the wall clock, written as RFC 3339 has it: in UTC, to the millisecond.
struct Timestamp: Hashable, Sendable {
    /// Milliseconds since 1970.
    let milliseconds: Int

    /// A time.
    init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// The time now.
    static var now: Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
    }

    /// The octets of `2026-01-31T12:34:56.789Z`.
    var octets: [UInt8] {
        let millisecondsOfDay = milliseconds - days * 86_400_000
        let seconds = millisecondsOfDay / 1000
        let (year, month, day) = date
        var octets: [UInt8] = []
        octets.reserveCapacity(24)
        func append(_ number: Int, width: Int, then mark: Unicode.Scalar) {
            var divisor = 1
            for _ in 1..<width { divisor *= 10 }
            while divisor > 0 {
                octets.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
                divisor /= 10
            }
            octets.append(UInt8(ascii: mark))
        }
        append(year, width: 4, then: "-")
        append(month, width: 2, then: "-")
        append(day, width: 2, then: "T")
        append(seconds / 3600, width: 2, then: ":")
        append(seconds / 60 % 60, width: 2, then: ":")
        append(seconds % 60, width: 2, then: ".")
        append(millisecondsOfDay % 1000, width: 3, then: "Z")
        return octets
    }

    /// Whole days since 1970, rounded down.
    private var days: Int { Int((Double(milliseconds) / 86_400_000).rounded(.down)) }

    /// The day in the Gregorian calendar.
    private var date: (year: Int, month: Int, day: Int) {
        // Years that begin in March have their leap day at the end; 400 of them have 146,097 days.
        let sinceMarch0 = days + 719_468
        let era = sinceMarch0 >= 0 ? sinceMarch0 / 146_097 : (sinceMarch0 - 146_096) / 146_097
        let dayOfEra = sinceMarch0 - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}
