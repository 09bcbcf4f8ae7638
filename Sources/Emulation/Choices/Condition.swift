import WorldModel

/// Under which choices one of the possible outcomes comes about.
struct Condition {
    /// A choice with the options that lead there.
    struct Literal: Hashable {
        let name: String
        var values: [String]

        /// The literal in words, `landed on vpn-a or vpn-b`.
        var text: String {
            let list = values.joined(separator: " or ")
            return name == "landed_on" ? "landed on \(list)" : "\(name) is \(list)"
        }
    }

    /// Each term by itself suffices; within a term all literals hold.
    let terms: [[Literal]]

    /// The condition in words; `always` where nothing is drawn.
    var text: String {
        let texts = terms.filter { !$0.isEmpty }.map { $0.map(\.text).joined(separator: ", ") }
        return texts.isEmpty ? "always" : texts.joined(separator: "; or ")
    }

    /// The choices of the first term, several options of one choice joined by `or`.
    var choices: [ChoiceTaken] {
        (terms.first ?? []).map { ChoiceTaken(name: $0.name, value: $0.values.joined(separator: " or ")) }
    }

    /// The condition of each group of runs; `groups` tells the group of each run, numbered from 0.
    ///
    /// A choice that makes no difference is left out. One with a single option is no choice at all: it is told where all runs
    /// agree, and would only hide what tells several groups apart.
    static func conditions(of runs: [[RunRecord.Choice]], groups: [Int]) -> [Condition] {
        var terms: [[[Literal]]] = Array(repeating: [], count: (groups.max() ?? -1) + 1)
        if let tree = tree(of: runs, groups, in: runs.indices, depth: 0) { collect(tree, below: [], into: &terms) }
        if terms.count > 1 {
            let drawn = Set(runs.lazy.joined().lazy.filter { $0.options.count > 1 }.map(\.name))
            terms = terms.map { $0.map { $0.filter { drawn.contains($0.name) } } }
        }
        return terms.map { Condition(terms: merged($0)) }
    }
}

// MARK: - The tree of choices

extension Condition {
    /// The runs as a tree: where they part, by which choice.
    private indirect enum Tree: Hashable {
        case group(Int)
        case choice(name: String, children: [Child])

        struct Child: Hashable {
            let value: String
            let tree: Tree
        }
    }

    /// The tree of runs that have the first `depth` choices in common; choices without effect are not in it.
    private static func tree(
        of runs: [[RunRecord.Choice]], _ groups: [Int], in range: Range<Int>, depth: Int
    ) -> Tree? {
        guard let first = range.first else { return nil }
        guard depth < runs[first].count else { return .group(groups[first]) }
        let choice = runs[first][depth]
        var children: [Tree.Child] = []
        var start = first
        while start < range.upperBound {
            let picked = runs[start][depth].picked
            let end = runs[start..<range.upperBound].firstIndex { $0[depth].picked != picked } ?? range.upperBound
            if let child = tree(of: runs, groups, in: start..<end, depth: depth + 1) {
                children.append(Tree.Child(value: choice.options[picked], tree: child))
            }
            start = end
        }
        if choice.options.count > 1, let tree = children.first?.tree, children.allSatisfy({ $0.tree == tree }) {
            return tree
        }
        return .choice(name: choice.name, children: children)
    }

    private static func collect(_ tree: Tree, below path: [Literal], into terms: inout [[[Literal]]]) {
        switch tree {
        case .group(let group): terms[group].append(path)
        case .choice(let name, let children):
            for child in children {
                collect(child.tree, below: path + [Literal(name: name, values: [child.value])], into: &terms)
            }
        }
    }

    /// The terms with those put together that differ in the options of one choice alone.
    private static func merged(_ terms: [[Literal]]) -> [[Literal]] {
        var merged: [[Literal]] = []
        for term in terms {
            var term = term
            while let index = merged.firstIndex(where: { difference(between: $0, and: term) != nil }) {
                let other = merged.remove(at: index)
                guard let position = difference(between: other, and: term) else { break }
                term[position].values = other[position].values + term[position].values
            }
            merged.append(term)
        }
        return merged
    }

    /// The one position at which two terms about the same choices differ; `nil` if there are several or none.
    private static func difference(between left: [Literal], and right: [Literal]) -> Int? {
        guard left.count == right.count, left.map(\.name) == right.map(\.name) else { return nil }
        let positions = left.indices.filter { left[$0].values != right[$0].values }
        return positions.count == 1 ? positions[0] : nil
    }
}
