import Glibc

extension FaceDrawing {
    /// Hair that falls behind the head.
    mutating func hairBehind() {
        let color = person.hairColor * 0.82
        let width = person.width
        let sway = -0.12 * sinf(pose.yaw)
        switch person.hair {
        case .long:
            canvas.paint(color) {
                FaceCanvas.box($0, Point(sway, 0.35), Point(width + 0.22, 1.35), corner: 0.7)
            }
        case .bob:
            canvas.paint(color) {
                FaceCanvas.box($0, Point(sway, -0.1), Point(width + 0.24, 0.98), corner: 0.55)
            }
        case .curls:
            for curl in 0..<11 {
                let angle = Float.pi * (0.92 + 1.16 * Float(curl) / 10)
                let center = Point(
                    cosf(angle) * (width + 0.16) + sway, sinf(angle) * 1.02 - 0.12)
                canvas.paint(color) { FaceCanvas.ellipse($0, center, Point(0.34, 0.34)) }
            }
        case .bun:
            canvas.paint(color) {
                FaceCanvas.ellipse($0, Point(sway * 2, -1.18), Point(0.36, 0.32))
            }
        case .bald, .crop, .sidePart, .crest, .receding, .fringe: break
        }
    }

    /// Hair on the head, down to the hairline.
    mutating func hairInFront() {
        let color = person.hairColor
        let drawing = self
        let (middle, _) = turned(0, 0)
        // The hairline turns with the face; the hair itself is as wide as the head.
        let turn = middle.x
        let nod = 0.35 * sinf(pose.pitch)
        func cap(grown: Float, _ hairline: (Float) -> Float) {
            canvas.paint(color) { point in
                max(
                    drawing.headDistance(point, grown: grown),
                    point.y - nod - hairline(point.x - turn))
            }
        }
        switch person.hair {
        case .bald: break
        case .crop: cap(grown: 0.07) { -0.58 + 0.5 * $0 * $0 }
        case .sidePart:
            cap(grown: 0.13) { x in
                let fromParting = x + 0.25
                return -0.62 + (x < -0.25 ? 1.6 * fromParting * fromParting : 0.42 * fromParting)
            }
        case .long: cap(grown: 0.12) { -0.72 + 1.5 * $0 * $0 }
        case .bob: cap(grown: 0.14) { -0.36 + 0.25 * $0 * $0 }
        case .curls: cap(grown: 0.16) { -0.56 + 0.06 * sinf($0 * 16) + 0.7 * $0 * $0 }
        case .bun: cap(grown: 0.06) { -0.66 + 0.75 * $0 * $0 }
        case .crest:
            canvas.paint(color) { point in
                let center = Point(turn * 0.6, -0.92)
                return FaceCanvas.ellipse(point, center, Point(0.24, 0.46))
            }
        case .receding:
            let width = person.width
            for side: Float in [-1, 1] {
                let (place, narrowing) = turned(side * width * 0.86, -0.40)
                let reach = 0.16 + 0.16 * (1 - narrowing)
                canvas.paint(color) { point in
                    max(
                        drawing.headDistance(point, grown: 0.07),
                        FaceCanvas.ellipse(point, place, Point(reach, 0.34)))
                }
            }
        case .fringe: cap(grown: 0.10) { -0.34 + 0.05 * sinf($0 * 22) }
        }
    }
}
