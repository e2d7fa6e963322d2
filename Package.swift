// swift-tools-version: 6.1
import PackageDescription

// Rooms and who may import whom. A library never imports the command, and Foundation is imported
// nowhere: it would cost the command several megabytes and its quick start.
let package = Package(
    name: "dlm",
    products: [
        .library(name: "DLM", targets: ["DLM"]),
        .executable(name: "dlm", targets: ["dlm"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // C: system libraries behind thin shims, and the vector loops.
        .target(
            name: "CImage", linkerSettings: [.linkedLibrary("turbojpeg"), .linkedLibrary("z")]),
        .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
        .target(
            name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl"), .linkedLibrary("stdc++")]),
        .target(
            name: "CLAPACK", linkerSettings: [.linkedLibrary("lapack"), .linkedLibrary("blas")]),
        .target(name: "CFourier", linkerSettings: [.linkedLibrary("stdc++")]),
        .target(
            name: "CKernels", linkerSettings: [.linkedLibrary("gomp"), .linkedLibrary("m")]),

        // The libraries, each importing only those above it.
        .target(name: "DLMSystem"),
        .target(name: "DLMSyntax"),
        .target(name: "DLMTypes"),
        .target(
            name: "DLMTensor",
            dependencies: ["DLMTypes", "CKernels", "COneDNN", "CLAPACK", "CFourier"]),
        .target(name: "DLMData", dependencies: ["DLMSystem", "DLMTypes", "CImage"]),
        .target(
            name: "DLMTraining", dependencies: ["DLMSystem", "DLMTypes", "DLMTensor", "DLMData"]),
        .target(
            name: "DLMLanguage",
            dependencies: [
                "DLMSystem", "DLMSyntax", "DLMTypes", "DLMTensor", "DLMData", "DLMTraining",
            ]),
        .target(name: "DLM", dependencies: ["DLMLanguage"]),
        .executableTarget(
            name: "dlm",
            dependencies: [
                "DLM", "CReadline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests. Files they read lie in Tests/Fixtures and Tests/Language.
        .target(
            name: "DiagnosticSuite", dependencies: ["DLMSyntax"], path: "Tests/DiagnosticSuite"),
        // Mutated programs, and what runs them through everything; `make fuzz` builds the command.
        .target(
            name: "ProgramFuzz", dependencies: ["DLM", "DiagnosticSuite"],
            path: "Tests/ProgramFuzz"),
        .executableTarget(
            name: "dlm-fuzz",
            dependencies: [
                "ProgramFuzz", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/dlm-fuzz"),
        .testTarget(name: "ProgramFuzzTests", dependencies: ["ProgramFuzz", "dlm-fuzz"]),
        .testTarget(name: "DLMSyntaxTests", dependencies: ["DLMSyntax", "DiagnosticSuite"]),
        .testTarget(name: "DLMTypesTests", dependencies: ["DLMTypes"]),
        .testTarget(name: "DLMTensorTests", dependencies: ["DLMTensor", "CKernels", "COneDNN"]),
        .testTarget(name: "DLMSystemTests", dependencies: ["DLMSystem"]),
        .testTarget(name: "DLMDataTests", dependencies: ["DLMData"]),
        .testTarget(name: "DLMTrainingTests", dependencies: ["DLMTraining"]),
        .testTarget(
            name: "DLMLanguageTests", dependencies: ["DLMLanguage", "DLM", "DiagnosticSuite"]),
        .testTarget(name: "DLMTests", dependencies: ["DLM"]),
        .testTarget(name: "CommandTests", dependencies: ["dlm"]),
    ]
)
