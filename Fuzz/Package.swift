// swift-tools-version: 6.3
import PackageDescription

// `Scripts/fuzz` builds this with libFuzzer and AddressSanitizer, which also instruments the layers under test; without them the
// executables have no entry point.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let layers: Target.Dependency = .product(name: "Layers", package: "dnsscen")

/// One executable for each kind of input.
func fuzz(_ name: String) -> Target {
    .executableTarget(name: name, dependencies: ["FuzzSupport", layers], swiftSettings: strict)
}

let package = Package(
    name: "dnsscen-fuzz",
    dependencies: [.package(name: "dnsscen", path: "..")],
    targets: [
        .target(name: "FuzzSupport", swiftSettings: strict),
        fuzz("FuzzMessage"),
        fuzz("FuzzMasterFile"),
        fuzz("FuzzScenario"),
        fuzz("FuzzResponder"),
    ]
)
