// swift-tools-version: 6.3
import PackageDescription

// Static linking of libldns (and of libcrypto, which it needs) is left to the distribution's linker: the installed
// binary carries the Swift standard library and links the C libraries dynamically.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// What `Scripts/check-sanitizers thread` builds with: locks that ThreadSanitizer can follow.
let sanitized: [SwiftSetting] =
    Context.environment["DNSSCEN_THREAD_SANITIZER"] == nil ? [] : [.define("THREAD_SANITIZER")]

/// A library target of the project, with the settings that all of them share.
func layer(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// The test target of one layer.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "dnsscen",
    products: [
        .executable(name: "dnsscen", targets: ["dnsscen"]),
        // For Fuzz/, a package of its own.
        .library(
            name: "Layers",
            targets: ["IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "Emulation", "LiveResponder"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLdns", pkgConfig: "ldns", providers: [.apt(["libldns-dev"])]),
        // Header files alone: the batched system calls that Swift's Glibc lacks.
        .systemLibrary(name: "CSockets"),
        layer("IPCore", []),
        layer("DNSCore", ["IPCore"]),
        layer("DNSWire", ["CLdns", "DNSCore", "IPCore"]),
        layer("ScenarioLanguage", ["IPCore", "DNSCore", .product(name: "Yams", package: "Yams")]),
        layer("WorldModel", ["IPCore", "DNSCore", "DNSWire", "ScenarioLanguage"]),
        layer("StubResolution", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        layer("PacketPaths", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        layer("NameService", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        layer(
            "Emulation",
            [
                "IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "StubResolution", "PacketPaths",
                "NameService", .product(name: "HeapModule", package: "swift-collections"),
            ]),
        layer("Analysis", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel", "PacketPaths", "Emulation"]),
        layer(
            "Reporting",
            [
                "IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "StubResolution", "Emulation",
                "Analysis",
            ]),
        layer(
            "LiveResponder",
            [
                "CSockets", "IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "Emulation",
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], sanitized),
        .executableTarget(
            name: "dnsscen",
            dependencies: [
                "IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "Emulation", "Analysis", "Reporting",
                "LiveResponder", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["IPCore", "DNSCore"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("IPCore", []),
        tests("DNSCore", ["IPCore"]),
        tests("DNSWire", ["CLdns", "DNSCore", "IPCore"]),
        tests("ScenarioLanguage", ["IPCore", "DNSCore"]),
        tests("WorldModel", ["IPCore", "DNSCore", "DNSWire", "ScenarioLanguage"]),
        tests("StubResolution", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        tests("PacketPaths", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        tests("NameService", ["IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel"]),
        tests("Emulation", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel"]),
        tests("Analysis", ["DNSCore", "IPCore", "ScenarioLanguage", "WorldModel", "Emulation"]),
        tests("Reporting", ["IPCore", "DNSCore", "ScenarioLanguage", "WorldModel", "Emulation"]),
        tests(
            "LiveResponder",
            [
                "IPCore", "DNSCore", "DNSWire", "ScenarioLanguage", "WorldModel", "Emulation",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "StubConformance",
            dependencies: [
                "TestSupport", "IPCore", "DNSCore", "ScenarioLanguage", "WorldModel", "StubResolution", "dnsscen",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "dnsscenTests",
            dependencies: ["TestSupport", "ScenarioLanguage", "WorldModel", "Reporting", "LiveResponder", "dnsscen"],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "TestSupport", "ScenarioLanguage", "WorldModel", "Emulation", "Analysis", "Reporting", "dnsscen",
            ],
            swiftSettings: strict),
    ]
)
