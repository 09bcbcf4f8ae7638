import IPCore
import PacketPaths
import WorldModel

/// What one prediction may reuse of an earlier one in the same world: the fates of packets.
///
/// It saves time and changes nothing else: with a fresh memo a prediction is the same. It belongs to the emulator that it was
/// first used with and goes from call to call by `inout`, since the engine keeps no state of its own.
public struct EmulationMemo: Sendable {
    private struct Key: Hashable {
        let flow: Flow
        let origin: FlowOrigin
        /// Which of the worlds on the clock it is.
        let world: Int
        /// Which of the world's outages have begun and ended.
        let epoch: Int
    }

    /// The fates of one flow by the choices that decide between them.
    private indirect enum Node {
        case fate(TracedFate)
        case choice(name: String, options: [String], children: [Int: Node])

        /// The node with a fate at the end of the given choices.
        static func entering(_ fate: TracedFate, under choices: ArraySlice<RunRecord.Choice>, into node: Node?) -> Node
        {
            guard let choice = choices.first else { return .fate(fate) }
            var children: [Int: Node] = [:]
            if case .choice(_, _, let known) = node { children = known }
            children[choice.picked] = entering(fate, under: choices.dropFirst(), into: children[choice.picked])
            return .choice(name: choice.name, options: choice.options, children: children)
        }
    }

    private var nodes: [Key: Node] = [:]

    /// An empty memo.
    public init() {}

    /// The fate of a packet under the choices of this run, which are consulted in the same order as without a memo.
    mutating func fate(
        of flow: Flow, from origin: FlowOrigin, at instant: Duration, in surroundings: Surroundings,
        _ record: inout RunRecord
    ) -> TracedFate {
        let key = Key(
            flow: flow, origin: origin, world: surroundings.number, epoch: surroundings.outageEpoch(at: instant))
        while true {
            var picks: [Int] = []
            var node = nodes[key]
            while case .choice(let name, let options, let children) = node {
                let picked = record.choose(name, among: options)
                picks.append(picked)
                node = children[picked]
            }
            if case .fate(let fate) = node {
                for use in fate.assumptions { record.assume(use.key, use.value, use.rule) }
                return fate
            }
            // A record of its own tells which choices this flow consults, whatever the run has consulted before.
            var probe = RunRecord(prescribed: picks)
            let fate = surroundings.network.fate(of: flow, from: origin, at: instant, &probe)
            nodes[key] = Node.entering(
                TracedFate(fate, assumptions: probe.assumptions), under: probe.choices[...], into: nodes[key])
        }
    }
}
