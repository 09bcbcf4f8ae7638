import LiveResponder
import Reporting
import ScenarioLanguage
import Synchronization

extension ScenarioOptions {
    /// Loads a file's world in the states that a running responder asks for; the file is read anew each time.
    func worldSource(_ file: String) -> WorldSource {
        let sets = sets
        let isLenient = lenient
        return { request in
            let read = Mutex<[String]>([])
            let loader: FileLoader = { path in
                read.withLock { if !$0.contains(path) { $0.append(path) } }
                return FileReader.read(path)
            }
            func result(_ loaded: LoadedCase?, _ messages: [String]) -> WorldLoad {
                WorldLoad(world: loaded?.world, messages: messages, files: read.withLock { $0 })
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
