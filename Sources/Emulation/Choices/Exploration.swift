import WorldModel

/// All runs that the consulted choices lead to, depth first: the first options first.
struct Exploration<Result> {
    /// One run.
    struct Leaf {
        let result: Result
        let choices: [RunRecord.Choice]
        let assumptions: [AssumptionUse]
    }

    /// The runs.
    private(set) var leaves: [Leaf] = []
    /// `false` when the bound was reached before every combination was seen.
    private(set) var isComplete = true

    /// Runs `body` once for each combination of the choices that it consults, at most `limit` times.
    init(limit: Int = 1024, _ body: (inout RunRecord) -> Result) {
        var prescribed: [Int] = []
        while true {
            var record = RunRecord(prescribed: prescribed)
            let result = body(&record)
            leaves.append(Leaf(result: result, choices: record.choices, assumptions: record.assumptions))
            guard let last = record.choices.lastIndex(where: { $0.picked + 1 < $0.options.count }) else { return }
            if leaves.count == limit {
                isComplete = false
                return
            }
            prescribed = record.choices[..<last].map(\.picked) + [record.choices[last].picked + 1]
        }
    }
}
