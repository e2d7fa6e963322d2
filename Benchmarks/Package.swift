// swift-tools-version: 6.1
import PackageDescription

// Measurements stand beside the product, not in it: `make bench` builds and runs them.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "dlm", path: "..")],
    targets: [
        .executableTarget(
            name: "dlm-bench", dependencies: [.product(name: "DLM", package: "dlm")])
    ]
)
