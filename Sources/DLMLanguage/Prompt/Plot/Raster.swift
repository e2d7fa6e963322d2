/// Planes of numbers in rows: one for a matrix or a grey image, three for a coloured one.
struct Raster {
    let planes: [[Double]]
    let height: Int
    let width: Int

    init(_ planes: [[Double]], height: Int, width: Int) {
        self.planes = planes
        self.height = height
        self.width = width
    }

    /// An image with its channels first or last, brought to 0 … 1; nil for other shapes.
    init?(_ values: [Double], _ shape: [Int], isBytes: Bool) {
        let isFirst = shape[0] == 3 || shape[0] == 1
        guard isFirst || shape[2] == 3 || shape[2] == 1 else { return nil }
        let channels = isFirst ? shape[0] : shape[2]
        height = isFirst ? shape[1] : shape[0]
        width = isFirst ? shape[2] : shape[1]
        let pixels = height * width
        let (low, high) = Curve.range(values)
        // Numbers that look like shares of light are taken as they are.
        let (black, white) = isBytes ? (0, 255) : low >= 0 && high <= 1 ? (0, 1) : (low, high)
        planes = (0..<channels).map { channel in
            (0..<pixels).map { pixel in
                let place = isFirst ? channel * pixels + pixel : pixel * channels + channel
                return Raster.share(values[place], black, white)
            }
        }
    }

    /// Where a number lies between two others, from 0 to 1; the lower end for what is no number.
    static func share(_ value: Double, _ low: Double, _ high: Double) -> Double {
        guard high > low, !value.isNaN else { return 0 }
        return min(max((value - low) / (high - low), 0), 1)
    }

    /// Means over the pixels that fall together.
    func resized(height newHeight: Int, width newWidth: Int) -> Raster {
        func span(_ place: Int, _ new: Int, _ old: Int) -> Range<Int> {
            let start = place * old / new
            return start..<max(start + 1, (place + 1) * old / new)
        }
        let small = planes.map { plane in
            (0..<newHeight * newWidth).map { place -> Double in
                var (sum, count) = (0.0, 0.0)
                for row in span(place / newWidth, newHeight, height) {
                    for column in span(place % newWidth, newWidth, width) {
                        sum += plane[row * width + column]
                        count += 1
                    }
                }
                return sum / count
            }
        }
        return Raster(small, height: newHeight, width: newWidth)
    }

    func colour(_ row: Int, _ column: Int) -> Colour {
        let bytes = planes.map { UInt8(Raster.share($0[row * width + column], 0, 1) * 255) }
        return bytes.count == 3
            ? Colour(red: bytes[0], green: bytes[1], blue: bytes[2])
            : Colour(red: bytes[0], green: bytes[0], blue: bytes[0])
    }
}

/// A colour of the terminal.
struct Colour {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    /// From 0 for black to 1 for white (ITU-R BT.601).
    var lightness: Double {
        (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255
    }
}

/// Colours from dark blue over green to yellow, lighter for more.
enum HeatColour {
    private static let stops: [(Double, Double, Double)] = [
        (40, 10, 80), (50, 80, 140), (30, 145, 140), (95, 200, 95), (250, 230, 40),
    ]

    static func at(_ share: Double) -> Colour {
        let place = share * Double(stops.count - 1)
        let index = min(max(Int(place), 0), stops.count - 2)
        let part = place - Double(index)
        let (a, b) = (stops[index], stops[index + 1])
        func mix(_ from: Double, _ to: Double) -> UInt8 {
            UInt8(min(max(from + (to - from) * part, 0), 255))
        }
        return Colour(red: mix(a.0, b.0), green: mix(a.1, b.1), blue: mix(a.2, b.2))
    }
}
