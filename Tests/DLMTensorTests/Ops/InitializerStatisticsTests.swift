import DLMTypes
import Glibc
import Testing

@testable import DLMTensor

/// Mean, deviation and bounds of 10⁵ numbers of each initialiser, against the formulas of
/// `torch.nn.init`.
@Suite struct InitializerStatisticsTests {
    /// An initialiser, the weight it fills, and what torch says of its numbers.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: [StaticValue]
        let shape: [Int]
        let mean: Double
        let deviation: Double
        var bounds: ClosedRange<Double>?

        var testDescription: String { "\(name)\(arguments) \(shape)" }
    }

    private static let matrix = [250, 400]
    private static let kernels = [40, 100, 5, 5]

    /// torch.nn.init.calculate_gain("leaky_relu", slope).
    private static func gain(_ slope: Double) -> Double { (2 / (1 + slope * slope)).squareRoot() }

    private static func uniform(
        _ name: String, _ arguments: [StaticValue], _ shape: [Int], bound: Double
    ) -> Case {
        Case(
            name: name, arguments: arguments, shape: shape, mean: 0,
            deviation: bound / (3.0).squareRoot(), bounds: -bound...bound)
    }

    private static func normal(
        _ name: String, _ arguments: [StaticValue], _ shape: [Int], deviation: Double
    ) -> Case {
        Case(name: name, arguments: arguments, shape: shape, mean: 0, deviation: deviation)
    }

    /// A normal distribution cut at two bounds, as `scipy.stats.truncnorm` describes it.
    private static func truncated(
        _ mean: Double, _ deviation: Double, _ low: Double, _ high: Double
    ) -> Case {
        let (a, b) = ((low - mean) / deviation, (high - mean) / deviation)
        func density(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
        func share(_ x: Double) -> Double { (1 + erf(x / (2.0).squareRoot())) / 2 }
        let total = share(b) - share(a)
        let shift = (density(a) - density(b)) / total
        let spread = 1 + (a * density(a) - b * density(b)) / total - shift * shift
        return Case(
            name: "truncatedNormal",
            arguments: [.float(mean), .float(deviation), .float(low), .float(high)],
            shape: matrix, mean: mean + deviation * shift,
            deviation: deviation * spread.squareRoot(), bounds: low...high)
    }

    static let cases: [Case] = [
        Case(
            name: "uniform", arguments: [.float(-1), .float(3)], shape: matrix, mean: 1,
            deviation: 4 / (12.0).squareRoot(), bounds: -1...3),
        Case(
            name: "normal", arguments: [.float(2), .float(0.5)], shape: matrix, mean: 2,
            deviation: 0.5),
        truncated(0, 1, -2, 2), truncated(0.5, 2, -1, 4), truncated(0, 0.02, -0.04, 0.04),
        uniform(
            "kaimingUniform", [.float(0), .enumCase("fanIn")], matrix,
            bound: gain(0) * (3.0 / 400).squareRoot()),
        uniform(
            "kaimingUniform", [.float(5.0.squareRoot()), .enumCase("fanIn")], kernels,
            bound: gain(5.0.squareRoot()) * (3.0 / 2500).squareRoot()),
        uniform(
            "kaimingUniform", [.float(0.2), .enumCase("fanOut")], kernels,
            bound: gain(0.2) * (3.0 / 1000).squareRoot()),
        normal(
            "kaimingNormal", [.float(0), .enumCase("fanOut")], kernels,
            deviation: gain(0) / (1000.0).squareRoot()),
        normal(
            "kaimingNormal", [.float(0.1), .enumCase("fanIn")], matrix,
            deviation: gain(0.1) / (400.0).squareRoot()),
        uniform("xavierUniform", [.float(1)], matrix, bound: (6.0 / 650).squareRoot()),
        uniform(
            "xavierUniform", [.float(5.0 / 3)], kernels,
            bound: 5.0 / 3 * (6.0 / 3500).squareRoot()),
        normal("xavierNormal", [.float(2)], matrix, deviation: 2 * (2.0 / 650).squareRoot()),
    ]

    @Test(arguments: cases, [DType.float32, .float64])
    func statistics(_ wanted: Case, _ dtype: DType) throws {
        let entry = try #require(InitializerCatalog.entry(wanted.name))
        let values = try entry.sample(
            wanted.arguments, shape: wanted.shape, dtype: dtype,
            key: RandomKey(seed: 3).child("weight")
        ).doubles
        let count = Double(values.count)
        #expect(values.count == 100_000)
        let mean: Double = values.reduce(0, +) / count
        let squares: Double = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation: Double = (squares / (count - 1)).squareRoot()
        // Five standard errors.
        #expect(abs(mean - wanted.mean) < 5 * wanted.deviation / count.squareRoot())
        #expect(abs(deviation / wanted.deviation - 1) < 5 / (2 * count).squareRoot())
        guard let bounds = wanted.bounds else { return }
        let width = bounds.upperBound - bounds.lowerBound
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let slack = width * 1e-6
        #expect(low >= bounds.lowerBound - slack && low < bounds.lowerBound + width / 500)
        #expect(high <= bounds.upperBound + slack && high > bounds.upperBound - width / 500)
    }

    @Test("zeros, ones and constants", arguments: [DType.float32, .float64])
    func constants(_ dtype: DType) throws {
        for (name, arguments, value) in [
            ("zeros", [], 0.0), ("ones", [], 1.0), ("constant", [StaticValue.float(0.3)], 0.3),
        ] {
            let entry = try #require(InitializerCatalog.entry(name))
            let values = try entry.sample(
                arguments, shape: [3, 5], dtype: dtype, key: RandomKey(seed: 0))
            #expect(values.doubles.allSatisfy { abs($0 - value) < 1e-7 })
        }
    }
}
