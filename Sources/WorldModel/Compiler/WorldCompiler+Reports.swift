import ScenarioLanguage

/// A place in the scenario of which something is reported; texts and positions are made only if it comes to that.
struct ReportPlace {
    let marks: Marks
    var key: String?
    var index: Int?

    init(_ marks: Marks, _ key: String? = nil, index: Int? = nil) {
        self.marks = marks
        self.key = key
        self.index = index
    }

    var location: SourceLocation {
        switch (key, index) {
        case (let key?, let index?): marks.location(of: key, index: index)
        case (let key?, nil): marks.location(of: key)
        case (nil, _): marks.location
        }
    }

    var keyPath: String {
        switch (key, index) {
        case (let key?, let index?): marks.keyPath(of: key, index: index)
        case (let key?, nil): marks.keyPath(of: key)
        case (nil, _): marks.keyPath
        }
    }
}

extension WorldCompiler {
    /// Reports what is wrong at a place.
    mutating func report(_ kind: Diagnostic.Kind, at place: ReportPlace, rule: RuleID? = nil) {
        diagnostics.append(Diagnostic(kind, at: place.location, keyPath: place.keyPath, rule: rule?.rawValue))
    }

    /// Reports what a cloud would refuse.
    mutating func refuse(_ message: String, _ rule: RuleID, at place: ReportPlace) {
        report(.refused(message), at: place, rule: rule)
    }

    /// Reports what a cloud accepts but is known to fail.
    mutating func warn(_ message: String, _ rule: RuleID, at place: ReportPlace) {
        report(.warning(message), at: place, rule: rule)
    }

    /// Whether a reference leads to something that was left out for a fault of its own.
    func isBroken(_ name: String) -> Bool { droppedNames.contains(name) || scenario.isBroken(name) }

    /// The element that a reference leads to; `nil` if it leads to none or several, which is reported.
    mutating func resolve<Element>(
        _ name: String, in index: ReferenceIndex<Element>, from parent: String? = nil, kind: String,
        at place: ReportPlace
    ) -> Element? {
        let resolution = index.resolve(name, from: parent)
        if case .found(let element) = resolution { return element }
        if let fault = resolution.fault(of: name, kind: kind), !isBroken(name) { report(fault, at: place) }
        return nil
    }

    /// The element of the VPC itself that a reference leads to; `nil` if there is none, which is reported.
    mutating func resolve<Element>(
        _ name: String, in index: ReferenceIndex<Element>, within vpc: String, kind: String, at place: ReportPlace
    ) -> Element? {
        let resolution = index.resolve(name, within: vpc)
        if case .found(let element) = resolution { return element }
        if let fault = resolution.fault(of: name, kind: "\(kind) of \(vpc)"), !isBroken(name) {
            report(fault, at: place)
        }
        return nil
    }

    /// The elements that a list of references leads to; those that lead nowhere are reported and left out.
    mutating func resolve<Element>(
        _ names: [String], in index: ReferenceIndex<Element>, from parent: String? = nil, kind: String, at marks: Marks,
        _ key: String
    ) -> [Element] {
        names.enumerated().compactMap { position, name in
            resolve(name, in: index, from: parent, kind: kind, at: ReportPlace(marks, key, index: position))
        }
    }
}
