import DLMTypes
import Glibc

/// Draws one picture of one person, back to front.
struct FaceDrawing {
    typealias Color = FaceCanvas.Color
    typealias Point = FaceCanvas.Point

    let person: FaceIdentity
    let pose: FacePose
    var canvas: FaceCanvas

    /// A picture UInt8 [3, size, size]; equal keys give equal pictures.
    static func image(person: FaceIdentity, size: Int, key: RandomKey) -> HostArray {
        var random = CounterRandom(key)
        let pose = FacePose(&random)
        let canvas = FaceCanvas(size: size, pose: pose)
        var drawing = FaceDrawing(person: person, pose: pose, canvas: canvas)
        drawing.background()
        drawing.shoulders()
        drawing.hairBehind()
        drawing.head()
        drawing.beard()
        drawing.eyes()
        drawing.nose()
        drawing.mouth()
        drawing.hairInFront()
        drawing.glasses()
        drawing.light()
        return drawing.canvas.image(noise: pose.noise, random: &random)
    }

    /// Where a point of the face comes to lie when the head turns, and how much narrower things
    /// look there: the face is wrapped around an upright cylinder.
    func turned(_ x: Float, _ y: Float) -> (place: Point, narrowing: Float) {
        let angle = asinf(min(max(x / person.width, -0.95), 0.95)) + pose.yaw
        return (
            Point(person.width * sinf(angle) * 0.95, y + 0.35 * sinf(pose.pitch)),
            max(cosf(angle), 0.25)
        )
    }

    /// Distance to the outline of the head, `grown` outwards.
    @inline(__always)
    func headDistance(_ point: Point, grown: Float = 0) -> Float {
        let down = min(max(point.y, 0), 1.2)
        let half = (person.width + grown) * (1 - person.jaw * down * down)
        return FaceCanvas.ellipse(point, Point(), Point(half, 1 + grown))
    }

    private mutating func background() {
        let direction = Point(cosf(pose.backgroundAngle), sinf(pose.backgroundAngle))
        let colors = pose.background
        canvas.adjust { _, point, _ in
            let t = min(max((point * direction).sum() * 0.3 + 0.5, 0), 1)
            return colors[0] * (1 - t) + colors[1] * t
        }
        let blob = Point(direction.y, -direction.x) * 1.3
        let color = colors[2]
        canvas.adjust { old, point, _ in
            let distance = FaceCanvas.ellipse(point, blob, Point(0.7, 0.9))
            let cover = 0.6 * min(max(0.5 - 3 * distance, 0), 1)
            return old + cover * (color - old)
        }
    }

    private mutating func shoulders() {
        let neck = person.skin * 0.78
        canvas.paint(pose.clothes) {
            FaceCanvas.ellipse($0, Point(0, 2.25), Point(1.6, 1.15))
        }
        let half = person.width * 0.5
        canvas.paint(neck) {
            FaceCanvas.box($0, Point(0, 1), Point(half, 0.45), corner: 0.15)
        }
    }

    private mutating func head() {
        let skin = person.skin
        let shift = 0.35 * sinf(pose.pitch)
        for side: Float in [-1, 1] {
            let away = side * pose.yaw
            let reach = person.width + 0.04 - max(0, away) * 0.25
            let radii = Point(person.ears * 0.75, person.ears * 1.1)
            let center = Point(side * reach, 0.05 + shift * 0.3)
            canvas.paint(skin * 0.92) { FaceCanvas.ellipse($0, center, radii) }
            canvas.paint(skin * 0.72) { FaceCanvas.ellipse($0, center, radii * 0.5) }
        }
        let drawing = self
        canvas.paint(skin) { drawing.headDistance($0) }
        for side: Float in [-1, 1] {
            let (place, narrowing) = turned(side * 0.38, 0.32)
            let blush = skin * 0.85 + Color(0.14, 0.02, 0.02)
            canvas.paint(blush, opacity: 0.45) {
                FaceCanvas.ellipse($0, place, Point(0.17 * narrowing, 0.12))
            }
            guard person.freckles else { continue }
            for spot in 0..<5 {
                let (x, y) = (Float(spot % 3) * 0.09 - 0.08, Float(spot / 3) * 0.09)
                let (at, _) = turned(side * 0.34 + x, 0.22 + y)
                canvas.paint(skin * 0.55) { FaceCanvas.ellipse($0, at, Point(0.028, 0.028)) }
            }
        }
    }

    private mutating func nose() {
        let top = person.eyeHeight + 0.08
        let (bridge, _) = turned(0, top + person.noseLength * 0.5)
        let (tip, narrowing) = turned(0, top + person.noseLength)
        // The tip stands out of the face, so it moves further than what is around it.
        let out = Point(0.16 * sinf(pose.yaw), 0.05 * sinf(pose.pitch))
        let (shade, glow) = (person.skin * 0.80, person.skin * 1.06)
        let width = person.noseWidth
        let half = person.noseLength * 0.5
        canvas.paint(shade, opacity: 0.6) {
            FaceCanvas.ellipse($0, bridge + out * 0.6 + Point(0.05, 0), Point(0.05, half))
        }
        canvas.paint(shade) {
            FaceCanvas.ellipse($0, tip + out, Point(width * (0.6 + 0.4 * narrowing), 0.085))
        }
        canvas.paint(glow) {
            FaceCanvas.ellipse($0, tip + out - Point(0, 0.03), Point(width * 0.62, 0.06))
        }
    }

    private mutating func mouth() {
        let (place, narrowing) = turned(0, person.mouthHeight)
        let half = person.mouthWidth * (0.75 + 0.25 * narrowing) * (1 + 0.15 * pose.smile)
        let bend = 0.12 * pose.smile
        let lips = person.lips
        let open = pose.mouthOpen * 0.16
        let center = place + Point(0.05 * sinf(pose.yaw), bend * 0.4)
        let drawing = self
        // Seen from the side, the mouth ends where the face does.
        func paint(_ color: Color, _ distance: @escaping (Point) -> Float) {
            canvas.paint(color) { max(distance($0), drawing.headDistance($0)) }
        }
        if open > 0.01 {
            paint(person.lipColor) {
                FaceCanvas.ellipse($0, center, Point(half * 0.85, open + lips))
            }
            paint(Color(0.20, 0.05, 0.06)) {
                FaceCanvas.ellipse($0, center, Point(half * 0.7, open))
            }
            paint(Color(0.95, 0.94, 0.90)) {
                FaceCanvas.box(
                    $0, center - Point(0, open * 0.6), Point(half * 0.5, open * 0.3), corner: 0.02)
            }
            return
        }
        paint(person.lipColor) {
            FaceCanvas.arc($0, center, half: half, bend: bend, thickness: lips)
        }
        paint(person.lipColor * 0.45) {
            FaceCanvas.arc($0, center, half: half, bend: bend, thickness: 0.022)
        }
    }

    private mutating func light() {
        let pose = self.pose
        let width = person.width
        canvas.adjust { color, point, share in
            let x = min(max(point.x / (width * 1.3), -1), 1)
            let y = min(max(point.y / 1.4, -1), 1)
            let z = max(0.1, 1 - x * x - y * y).squareRoot()
            let normal = SIMD3<Float>(x, y, z)
            let facing = max(0, (normal * pose.light).sum())
            let shade = 1 - pose.contrast + pose.contrast * 1.5 * facing
            return color * pose.tint * (1 + share * (shade - 1))
        }
    }
}
