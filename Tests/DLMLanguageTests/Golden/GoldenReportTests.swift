import DLMTypes
import Glibc
import Testing

/// The table of families, printed when `DLM_REPORT` is set: `make report`.
@Suite struct GoldenReportTests {
    @Test(.enabled(if: getenv("DLM_REPORT") != nil))
    func report() {
        var lines: [String] = []
        var subjects = 0
        var cases = 0
        var worst = [Double](repeating: 0, count: 4)
        for family in GoldenFamily.all {
            var errors = [Double](repeating: 0, count: 4)
            for (column, dtype) in [DType.float32, .float64].enumerated() {
                for (_, outcome) in GoldenRunner(dtype: dtype).run(family) {
                    errors[2 * column] = max(errors[2 * column], outcome.forward)
                    errors[2 * column + 1] = max(errors[2 * column + 1], outcome.backward)
                }
            }
            subjects += family.subjects.count
            cases += family.cases.count
            worst = zip(worst, errors).map { max($0, $1) }
            lines.append(
                Self.row(family.name, family.subjects.count, family.cases.count, errors))
        }
        lines.append(Self.row("all", subjects, cases, worst))
        print(
            """
            | family | functions | cases | Float forward | Float backward | Float64 forward \
            | Float64 backward |
            |---|---|---|---|---|---|---|
            """)
        for line in lines { print(line) }
    }

    private static func row(
        _ name: String, _ subjects: Int, _ cases: Int, _ errors: [Double]
    ) -> String {
        let figures = errors.map(figure).joined(separator: " | ")
        return "| \(name) | \(subjects) | \(cases) | \(figures) |"
    }

    /// Two digits: `1.3e-07`.
    private static func figure(_ value: Double) -> String {
        if value == 0 { return "0" }
        if !value.isFinite { return "differs" }
        var exponent = Int(log10(value).rounded(.down))
        var tenths = (value / pow(10, Double(exponent)) * 10).rounded() / 10
        if tenths >= 10 {
            tenths = 1
            exponent += 1
        }
        return "\(tenths)e\(exponent)"
    }
}
