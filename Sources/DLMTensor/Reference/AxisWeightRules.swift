import Glibc

/// The rules of interpolation.
extension AxisWeights {
    /// In Float32, as PyTorch computes them: the places where rounding decides are the same.
    mutating func nearest(_ step: Double?, _ isCentred: Bool, _ length: Int, _ places: Int) {
        let scale = step.map { Float($0) } ?? Float(length) / Float(places)
        for place in 0..<places {
            let position: Float =
                isCentred
                ? Float((Double(place) + 0.5) * Double(scale)) : Float(place) * scale
            if !isCentred && places == length {
                finish((place, 1))
            } else if !isCentred && places / length == 2 && places % length == 0 {
                finish((place / 2, 1))
            } else {
                finish((Self.below(Double(position), length), 1))
            }
        }
    }

    mutating func linear(_ step: Double?, _ aligns: Bool, _ length: Int, _ places: Int) {
        for place in 0..<places {
            let position = max(Self.position(place, step, aligns, length, places), 0)
            let low = Self.below(position, length)
            let part = min(max(position - Double(low), 0), 1)
            if low + 1 < length && part > 0 {
                finish((low, 1 - part), (low + 1, part))
            } else {
                finish((low, 1))
            }
        }
    }

    mutating func cubic(_ step: Double?, _ aligns: Bool, _ length: Int, _ places: Int) {
        for place in 0..<places {
            let position = Self.position(place, step, aligns, length, places)
            let low = floor(position)
            let part = position - low
            for tap in -1...2 {
                let source = min(max(low + Double(tap), 0), Double(length - 1))
                add(Int(source), Self.keys(abs(part - Double(tap))))
            }
            end()
        }
    }

    /// Where a place of the result lies on the axis.
    private static func position(
        _ place: Int, _ step: Double?, _ aligns: Bool, _ length: Int, _ places: Int
    ) -> Double {
        if aligns {
            return places > 1 ? Double(place) * (Double(length - 1) / Double(places - 1)) : 0
        }
        let scale = step ?? Double(length) / Double(places)
        return scale * (Double(place) + 0.5) - 0.5
    }

    private static func below(_ position: Double, _ length: Int) -> Int {
        Int(min(max(floor(position), 0), Double(length - 1)))
    }

    /// The kernel of cubic convolution at a distance.
    private static func keys(_ x: Double) -> Double {
        let a = -0.75
        if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
    }
}

/// The rules of windows and of padding.
extension AxisWeights {
    /// The elements of part `place` of `places` near-equal parts; neighbours may share one.
    private static func part(_ place: Int, _ length: Int, _ places: Int) -> Range<Int> {
        // place * length / places, without overflow.
        let (whole, rest) = (length / places, length % places)
        func bound(_ place: Int, _ extra: Int) -> Int {
            let (product, overflow) = place.multipliedReportingOverflow(by: rest)
            if overflow || product > Int.max / 2 { return place * whole }
            return place * whole + (product + extra) / places
        }
        let start = bound(place, 0)
        return start..<max(start, min(bound(place + 1, places - 1), length))
    }

    mutating func adaptiveMean(_ length: Int, _ places: Int) {
        for place in 0..<places {
            let part = Self.part(place, length, places)
            for source in part { add(source, 1 / Double(part.count)) }
            end()
        }
    }

    mutating func adaptiveParts(_ width: Int, _ length: Int, _ places: Int) {
        let parts = width > 0 ? places / width : 0
        for place in 0..<parts {
            let part = Self.part(place, length, parts)
            for tap in 0..<width { finish((min(part.lowerBound + tap, part.upperBound - 1), 1)) }
        }
    }

    mutating func windows(
        _ kernel: Int, _ stride: Int, _ dilation: Int, _ before: Int, _ length: Int, _ places: Int
    ) {
        let count = kernel > 0 ? places / kernel : 0
        for tap in 0..<kernel {
            for place in 0..<count {
                let source = place &* stride &+ tap &* dilation &- before
                if source >= 0 && source < length { add(source, 1) }
                end()
            }
        }
    }

    /// `steps` are kernel, stride, and padding before and after.
    mutating func mean(_ steps: [Int], _ countsPadding: Bool, _ length: Int, _ places: Int) {
        let (kernel, stride, before, after) = (steps[0], steps[1], steps[2], steps[3])
        for place in 0..<places {
            let start = place &* stride &- before
            let stop = min(start + kernel, length + after)
            let inside = max(start, 0)..<max(min(stop, length), max(start, 0))
            let size = countsPadding ? stop - start : inside.count
            for source in inside { add(source, 1 / Double(size)) }
            end()
        }
    }

    mutating func reflect(_ before: Int, _ length: Int, _ places: Int) {
        for place in 0..<places {
            let source = abs(place - before)
            let mirrored = source < length ? source : 2 * (length - 1) - source
            finish((min(max(mirrored, 0), length - 1), 1))
        }
    }
}
