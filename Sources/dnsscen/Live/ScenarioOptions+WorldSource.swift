import LiveResponder
import Reporting
import ScenarioLanguage
import Synchronization

extension ScenarioOptions {
    /// Loads a file's world in the states that a running responder asks for.
    ///
    /// What was read for the world in force is kept, so that a command changes that world even while its files are being edited;
    /// standard input can be read only once.
    func worldSource(_ file: String) -> WorldSource {
        let sets = sets
        let isLenient = lenient
        let inForce = KeptFiles()
        return { request, reading in
            let read = KeptFiles()
            let loader: FileLoader = { path in
                let known = reading == .asInForce || path == "-" ? inForce[path] : nil
                let content = known.map { .success($0) } ?? FileReader.read(path)
                read.keep(content, of: path)
                return content
            }
            func result(_ loaded: LoadedCase?, _ messages: [String]) -> WorldLoad {
                if loaded?.world != nil { inForce.replace(with: read) }
                return WorldLoad(world: loaded?.world, messages: messages, files: read.paths)
            }
            let octets: [UInt8]
            switch loader(file) {
            case .success(let content): octets = content
            case .failure(let failure): return result(nil, [ScenarioFiles.message(file, failure)])
            }
            do throws(ScenarioError) {
                let document = try ScenarioDocument.parse(octets, file: file, loader: loader)
                let options = RunOptions(
                    caseName: request.caseName, sets: sets + request.sets, isLenient: isLenient)
                let loaded = LoadedCase(document, caseName: request.caseName, options: options, loader: loader)
                let shown = loaded.world == nil ? loaded.diagnostics : loaded.unexpected
                return result(loaded, shown.map(\.description))
            } catch {
                return result(nil, error.diagnostics.map(\.description))
            }
        }
    }
}

/// The contents of files that have been read.
private final class KeptFiles: Sendable {
    private let state = Mutex<(paths: [String], contents: [String: [UInt8]])>(([], [:]))

    /// What was asked for, in the order of first asking, whether it could be read or not.
    var paths: [String] { state.withLock { $0.paths } }

    subscript(path: String) -> [UInt8]? { state.withLock { $0.contents[path] } }

    func keep(_ content: Result<[UInt8], LoadFailure>, of path: String) {
        state.withLock { state in
            if !state.paths.contains(path) { state.paths.append(path) }
            if case .success(let octets) = content { state.contents[path] = octets }
        }
    }

    func replace(with other: KeptFiles) {
        let files = other.state.withLock { $0 }
        state.withLock { $0 = files }
    }
}
