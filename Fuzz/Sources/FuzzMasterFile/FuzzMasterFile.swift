import DNSCore
import DNSWire
import FuzzSupport

/// The octets are a master file and those that it includes: what is read is printed and read again without a loss.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let files = unsafe FuzzedFiles(Array(UnsafeBufferPointer(start: data, count: count)))
    let zone = read(files)
    for error in zone.errors {
        require(!error.kind.description.isEmpty && error.line >= 0, "\(error)")
    }
    for entry in zone.entries {
        require(entry.position.line >= 1 && !zone.file(of: entry).isEmpty, "\(entry)")
        checkPresentation(entry.record)
    }
    if let commented = files.withLineEnds(" ;") { checkPlainLines(zone, read(commented)) }
    return 0
}

private func read(_ files: FuzzedFiles) -> MasterFile {
    // Files that include each other many times over grow without bound; who reads files of his own has himself to blame.
    var loads = 0
    return MasterFile.read(path: "0", origin: origin, defaultTTL: 300) { path in
        loads += 1
        if path == "0" { return .success(files.first) }
        guard loads <= 32, let file = files.file(at: path) else {
            return .failure(MasterFile.LoadError(reason: "there is no such file"))
        }
        return .success(file)
    }
}

/// A comment at its end means nothing, but keeps a line from being read in one pass, so that both ways are compared.
private func checkPlainLines(_ zone: MasterFile, _ commented: MasterFile) {
    require(zone.entries == commented.entries, "\(zone.entries)\nare, the long way,\n\(commented.entries)")
    require(zone.errors == commented.errors, "\(zone.errors)\nare, the long way,\n\(commented.errors)")
}

private let origin = DomainName("corp.example") ?? .root

private func checkPresentation(_ record: ResourceRecord) {
    require(!record.type.isMeta && record.recordClass == .in, "\(record)")
    let text = presentation(of: record)
    do throws(MasterFileError) {
        let again = try parseRecord(text, origin: .root, defaultTTL: 0)
        require(again == record, "\(record)\nis printed as\n\(text)\nand read as\n\(again)")
    } catch {
        fatalError("\(record)\nis printed as\n\(text)\nwhich cannot be read: \(error)")
    }
}
