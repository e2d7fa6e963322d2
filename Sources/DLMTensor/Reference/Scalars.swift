import Glibc

/// The C library's functions of Float64 under names that do not clash with those of tensors.
enum Scalars {
    static func exp(_ x: Double) -> Double { Glibc.exp(x) }
    static func log(_ x: Double) -> Double { Glibc.log(x) }
    static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
}
