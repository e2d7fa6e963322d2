/// An image in the pixels of a screen: rows of red, green and blue bytes.
struct PixelImage: Equatable {
    let width: Int
    let height: Int
    /// Three bytes a pixel, row after row.
    let bytes: [UInt8]

    init(width: Int, height: Int, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// A raster brought to a place on the screen: made smaller where it is larger than that, and
    /// larger by a whole number, up to about `wanted` pixels, where it is small.
    init(_ raster: Raster, within width: Int, _ height: Int, wanted: Int = 256) {
        let (most, highest) = (max(width, 1), max(height, 1))
        var source = raster
        if raster.width > most || raster.height > highest {
            let share = min(
                Double(most) / Double(raster.width), Double(highest) / Double(raster.height))
            source = raster.resized(
                height: max(1, Int(Double(raster.height) * share)),
                width: max(1, Int(Double(raster.width) * share)))
        }
        let longest = max(source.width, source.height)
        let scale = max(
            1, min(max(1, wanted / longest), most / source.width, highest / source.height))
        self.width = source.width * scale
        self.height = source.height * scale
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * self.width * self.height)
        for row in 0..<source.height {
            var line: [UInt8] = []
            for column in 0..<source.width {
                let colour = source.colour(row, column)
                for _ in 0..<scale { line += [colour.red, colour.green, colour.blue] }
            }
            for _ in 0..<scale { bytes += line }
        }
        self.bytes = bytes
    }

    /// The number of pixels.
    var count: Int { width * height }

    /// A pixel as `0xRRGGBB`.
    func colour(_ pixel: Int) -> UInt32 {
        UInt32(bytes[3 * pixel]) << 16 | UInt32(bytes[3 * pixel + 1]) << 8
            | UInt32(bytes[3 * pixel + 2])
    }
}
