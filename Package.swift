// swift-tools-version: 6.2
import PackageDescription

// Two ways to build the same sources:
//
//   swift build -c release                              the normal mode: full standard library, tests
//   PICO_TRACKER_EMBEDDED=1 swift build -c release …    Embedded Swift: the daemon alone, a fraction of the size
//
// Give the embedded build a scratch path of its own (`--scratch-path .build/embedded`); the two modes cannot share objects.
let isEmbedded = Context.environment["PICO_TRACKER_EMBEDDED"] == "1"

/// Every target is held to the same rules: unsafe code is marked, warnings are errors, imports say what they export.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
/// What keeps the embedded program small. Every module holds its own copies of the library code it uses: in sections of their
/// own, the linker drops what is not called. And appending to a string, which all messages are made of, is 250 bytes wherever
/// the optimizer puts it in line: it stays a call. Together they save half of the program.
let small = ["-Xfrontend", "-function-sections", "-Xllvm", "-sil-inline-never-functions=SS6appendyySSF"]
let daemon: [SwiftSetting] =
  strict
  + (isEmbedded
    ? [.enableExperimentalFeature("Embedded"), .unsafeFlags(["-wmo"] + small)]
    // The targets are rooms of one house: in a release the optimizer may look through their walls. Embedded mode always does.
    : [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))])

/// For targets that a request does not pass through, or only once a batch: smaller counts more than faster. What is in line
/// anyhow, and what asks for speed by itself, is not affected.
let cold = daemon + (isEmbedded ? [.unsafeFlags(["-Osize"])] : [])

/// Equal functions are folded into one, and the addresses that a position-independent program corrects at its start are packed
/// (glibc 2.36, that of Debian 12, is the first that can read them); the script leaves out what nothing reads.
let smallLinking =
  ["-use-ld=lld"]
  + [
    "--gc-sections", "--icf=all", "-z", "pack-relative-relocs", "--no-eh-frame-hdr",
    "--script=\(Context.packageDirectory)/packaging/embedded.ld",
  ].flatMap { ["-Xlinker", $0] }
/// Where Swift's memory comes from, CLinux puts functions in between that say so where there is none.
let sayingWhy = ["--wrap=malloc", "--wrap=posix_memalign"].flatMap { ["-Xlinker", $0] }
let linking: [LinkerSetting] =
  isEmbedded
  ? [.unsafeFlags(smallLinking + sayingWhy)] : [.unsafeFlags(sayingWhy, .when(configuration: .release))]

var targets: [Target] = [
  // The C library checks the sizes of buffers where it can; it refuses to without optimization.
  .target(name: "CLinux", cSettings: [.define("_FORTIFY_SOURCE", to: "2", .when(configuration: .release))]),
  // What the full standard library knows, and the Embedded one asks for.
  .target(name: "CUnicode"),
  .target(name: "LinuxIO", dependencies: ["CLinux"], swiftSettings: cold),
  .systemLibrary(name: "CSystemd"),
  .target(name: "Systemd", dependencies: ["CSystemd"], swiftSettings: cold),
  .target(name: "Hashing", swiftSettings: daemon),
  .target(name: "TrackerProtocol", swiftSettings: daemon),
  .target(name: "Swarms", dependencies: ["Hashing", "TrackerProtocol"], swiftSettings: daemon),
  .target(name: "TrackerCore", dependencies: ["Hashing", "Swarms", "TrackerProtocol"], swiftSettings: daemon),
  .target(
    name: "Snapshots",
    dependencies: ["Hashing", "LinuxIO", "Swarms", "Systemd", "TrackerCore", "TrackerProtocol"],
    swiftSettings: cold),
  .target(
    name: "TrackerService",
    dependencies: ["Hashing", "LinuxIO", "Snapshots", "Swarms", "Systemd", "TrackerCore", "TrackerProtocol"],
    swiftSettings: cold),
  .executableTarget(
    name: "pico-tracker",
    dependencies: ["LinuxIO", "Snapshots", "TrackerService"] + (isEmbedded ? ["CUnicode"] : []),
    swiftSettings: cold,
    linkerSettings: linking),
]

// The tests and tools want the full standard library. Building the daemon's product compiles nothing of them.
var dependencies: [Package.Dependency] = []
var products: [Product] = [.executable(name: "pico-tracker", targets: ["pico-tracker"])]
if !isEmbedded {
  // This version and no other: the same source makes the same package.
  dependencies += [.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")]
  products += [.executable(name: "pico-tracker-load", targets: ["pico-tracker-load"])]
  targets += [
    .executableTarget(
      name: "pico-tracker-load",
      dependencies: [
        "CLinux", "LinuxIO", "TrackerProtocol", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: daemon),
    // What several test targets need: a tracker on a clock that the test moves, a service manager, directories.
    .target(
      name: "TestKit", dependencies: ["Hashing", "LinuxIO", "Swarms", "Systemd", "TrackerCore", "TrackerProtocol"],
      path: "Tests/TestKit", swiftSettings: strict),
    .testTarget(
      name: "PicoTrackerLoadTests", dependencies: ["TrackerProtocol", "pico-tracker-load"], swiftSettings: strict),
    // The documents, read beside the sources that they tell of.
    .testTarget(name: "DocumentsTests", swiftSettings: strict),
    .testTarget(name: "TrackerProtocolTests", dependencies: ["TestKit", "TrackerProtocol"], swiftSettings: strict),
    .testTarget(name: "HashingTests", dependencies: ["Hashing"], swiftSettings: strict),
    .testTarget(
      name: "SwarmsTests", dependencies: ["Hashing", "Swarms", "TestKit", "TrackerProtocol"], swiftSettings: strict),
    .testTarget(
      name: "TrackerCoreTests", dependencies: ["Hashing", "Swarms", "TestKit", "TrackerCore", "TrackerProtocol"],
      swiftSettings: strict),
    .testTarget(name: "LinuxIOTests", dependencies: ["CLinux", "LinuxIO", "TestKit"], swiftSettings: strict),
    .testTarget(name: "SystemdTests", dependencies: ["CSystemd", "Systemd", "TestKit"], swiftSettings: strict),
    .testTarget(
      name: "SnapshotsTests",
      dependencies: [
        "Hashing", "LinuxIO", "Snapshots", "Swarms", "Systemd", "TestKit", "TrackerCore", "TrackerProtocol",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrackerServiceTests",
      dependencies: [
        "Hashing", "LinuxIO", "Snapshots", "Swarms", "Systemd", "TestKit", "TrackerCore", "TrackerProtocol",
        "TrackerService",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PicoTrackerTests", dependencies: ["LinuxIO", "Snapshots", "TrackerService", "pico-tracker"],
      swiftSettings: strict),
  ]
}

// The fuzz targets exist only where they are asked for, by `Tests/Fuzzing/run`. Everything is compiled with libFuzzer's counters
// then, and the program's own parts become a library, for libFuzzer brings the main function.
if Context.environment["PICO_TRACKER_FUZZING"] == "1" {
  targets.removeAll { ![.regular, .system].contains($0.type) }
  targets.append(
    .target(
      name: "pico-tracker", dependencies: ["LinuxIO", "Snapshots", "TrackerService"], exclude: ["main.swift"],
      swiftSettings: cold))
  let counters = ["-sanitize=fuzzer,address", "-parse-as-library", "-enable-testing"]
  for target in targets where target.type == .regular {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(counters)]
  }
  let fuzzed = [
    "Datagrams": ["Swarms", "TestKit", "TrackerCore", "TrackerProtocol"],
    "Snapshots": ["Hashing", "Snapshots", "Swarms", "TestKit", "TrackerCore", "TrackerProtocol"],
    "Descriptors": ["CSystemd", "Snapshots", "Systemd", "TestKit", "TrackerService"],
    "CommandLine": ["TrackerService", "pico-tracker"],
  ]
  for (name, tested) in fuzzed {
    targets.append(
      .target(
        name: "Fuzz\(name)", dependencies: tested.map { .byName(name: $0) }, path: "Tests/Fuzzing/\(name)",
        swiftSettings: strict + [.unsafeFlags(counters)]))
  }
  // Libraries: SwiftPM would give a program a main function of its own name.
  products = fuzzed.keys.map { .library(name: "Fuzz\($0)", type: .static, targets: ["Fuzz\($0)"]) }
  dependencies = []
}

let package = Package(
  name: "pico-tracker",
  products: products,
  dependencies: dependencies,
  targets: targets,
  swiftLanguageModes: [.v6]
)
