import DLMTypes
import Glibc

/// A picture under construction: colours 0 to 1, painted by signed distance with soft edges.
///
/// Shapes are stated in the head's own coordinates: the origin in its middle, one unit from there
/// to the chin, y downwards.
struct FaceCanvas {
    typealias Color = SIMD3<Float>
    typealias Point = SIMD2<Float>

    let size: Int
    private(set) var pixels: [Color]
    /// How much of each pixel belongs to the person, for the light.
    private(set) var person: [Float]
    /// Where each pixel lies in head coordinates.
    let points: [Point]
    /// Pixels in one unit.
    private let scale: Float

    init(size: Int, pose: FacePose) {
        self.size = size
        scale = Float(size) * 0.29 * pose.scale
        pixels = Array(repeating: Color(), count: size * size)
        person = Array(repeating: 0, count: size * size)
        let (sine, cosine) = (sinf(pose.roll), cosf(pose.roll))
        let middle = (Point(0.5, 0.53) + pose.offset) * Float(size)
        var points: [Point] = []
        points.reserveCapacity(size * size)
        for row in 0..<size {
            for column in 0..<size {
                let place = (Point(Float(column) + 0.5, Float(row) + 0.5) - middle) / scale
                points.append(
                    Point(
                        place.x * cosine + place.y * sine, place.y * cosine - place.x * sine))
            }
        }
        self.points = points
    }

    /// Paints where the distance is below zero.
    @inline(__always)
    mutating func paint(
        _ color: Color, opacity: Float = 1, _ distance: (Point) -> Float
    ) {
        for index in 0..<pixels.count {
            let cover = opacity * min(max(0.5 - distance(points[index]) * scale, 0), 1)
            guard cover > 0 else { continue }
            pixels[index] += cover * (color - pixels[index])
            person[index] += cover * (1 - person[index])
        }
    }

    /// Changes each colour, given its place in head coordinates and its share of the person.
    mutating func adjust(_ change: (Color, Point, Float) -> Color) {
        for index in 0..<pixels.count {
            pixels[index] = change(pixels[index], points[index], person[index])
        }
    }

    /// UInt8 [3, size, size] with noise of the given deviation on each channel.
    func image(noise: Float, random: inout CounterRandom) -> HostArray {
        HostArray(.uint8, [3, size, size]) { bytes in
            for index in 0..<pixels.count {
                for channel in 0..<3 {
                    let value = pixels[index][channel] + noise * random.normal()
                    bytes[channel * size * size + index] = UInt8(min(max(value, 0), 1) * 255)
                }
            }
        }
    }

    /// Distance to an ellipse about a centre.
    @inline(__always)
    static func ellipse(_ point: Point, _ center: Point, _ radii: Point) -> Float {
        let local = point - center
        let scaled = local / radii
        let length = ((scaled * scaled).sum()).squareRoot()
        guard length > 1e-4 else { return -min(radii.x, radii.y) }
        return (local * local).sum().squareRoot() * (1 - 1 / length)
    }

    /// Distance to a rectangle with round corners about a centre.
    @inline(__always)
    static func box(_ point: Point, _ center: Point, _ half: Point, corner: Float) -> Float {
        let local = point - center
        let beyond = Point(abs(local.x), abs(local.y)) - half + Point(corner, corner)
        let outside = Point(max(beyond.x, 0), max(beyond.y, 0))
        let inside = min(max(beyond.x, beyond.y), 0)
        return (outside * outside).sum().squareRoot() + inside - corner
    }

    /// Distance to a stroke along a parabola: through the centre, rising by `bend` at its ends.
    @inline(__always)
    static func arc(
        _ point: Point, _ center: Point, half: Float, bend: Float, thickness: Float
    ) -> Float {
        let local = point - center
        let x = min(max(local.x / half, -1), 1)
        let beyond = local.x - x * half
        let slope = 2 * bend * x / half
        let height = (local.y + bend * x * x) / (1 + slope * slope).squareRoot()
        return (beyond * beyond + height * height).squareRoot()
            - thickness * (1 - 0.6 * x * x)
    }
}
