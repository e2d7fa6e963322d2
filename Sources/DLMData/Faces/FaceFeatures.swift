import Glibc

extension FaceDrawing {
    mutating func eyes() {
        for side: Float in [-1, 1] {
            let (place, narrowing) = turned(side * person.eyeSpacing, person.eyeHeight)
            let radii = Point(
                person.eyeSize * narrowing, person.eyeSize * 0.72 * max(pose.eyeOpen, 0.1))
            let slant = person.eyeSlant * side
            let straighten: (Point) -> Point = { point in
                Point(point.x, point.y + slant * (point.x - place.x))
            }
            canvas.paint(person.skin * 0.62) {
                FaceCanvas.ellipse(straighten($0), place, radii + Point(0.035, 0.035))
            }
            canvas.paint(Color(0.97, 0.97, 0.96)) {
                FaceCanvas.ellipse(straighten($0), place, radii)
            }
            let look = place + Point(pose.gaze * 0.3 * radii.x, 0)
            let iris = person.eyeSize * 0.62
            canvas.paint(person.eyeColor) { point in
                max(
                    FaceCanvas.ellipse(point, look, Point(iris * (0.5 + 0.5 * narrowing), iris)),
                    FaceCanvas.ellipse(straighten(point), place, radii))
            }
            canvas.paint(Color(0.04, 0.04, 0.05)) { point in
                max(
                    FaceCanvas.ellipse(point, look, Point(iris * 0.5, iris * 0.5)),
                    FaceCanvas.ellipse(straighten(point), place, radii))
            }
            brow(side)
        }
    }

    private mutating func brow(_ side: Float) {
        let height = person.eyeHeight - person.browGap - 0.05 * pose.browRaise
        let (place, narrowing) = turned(side * person.eyeSpacing, height)
        let slant = person.browSlant * side
        let half = person.eyeSize * 1.35 * narrowing
        let thickness = person.browThickness
        let color = person.hair == .bald ? person.skin * 0.35 : person.hairColor * 0.75
        canvas.paint(color) { point in
            let straight = Point(point.x, point.y + slant * (point.x - place.x))
            return FaceCanvas.arc(straight, place, half: half, bend: -0.05, thickness: thickness)
        }
    }

    mutating func beard() {
        let drawing = self
        let (mouth, narrowing) = turned(0, person.mouthHeight)
        let color = person.hairColor * 0.85 + person.skin * 0.10
        let half = person.mouthWidth
        switch person.beard {
        case .none: break
        case .full:
            canvas.paint(color) { point in
                let cheeks = Point(mouth.x * 0.6, mouth.y - 0.62)
                let cut = FaceCanvas.ellipse(point, cheeks, Point(drawing.person.width, 0.62))
                return max(drawing.headDistance(point, grown: 0.03), -cut, 0.12 - point.y)
            }
        case .goatee:
            canvas.paint(color) { point in
                let chin = FaceCanvas.ellipse(
                    point, mouth + Point(0, 0.22), Point(half * 0.75 * narrowing + 0.05, 0.30))
                return max(chin, drawing.headDistance(point, grown: 0.06))
            }
        case .moustache: break
        }
        if person.beard != .none {
            canvas.paint(color) { point in
                let stroke = FaceCanvas.arc(
                    point, mouth - Point(0, 0.13), half: half * narrowing * 1.15, bend: -0.07,
                    thickness: 0.075)
                return max(stroke, drawing.headDistance(point, grown: 0.05))
            }
        }
    }

    mutating func glasses() {
        guard person.glasses != .none else { return }
        let color = person.glassesColor
        let height = person.eyeHeight + 0.02
        let stroke: Float = 0.032
        for side: Float in [-1, 1] {
            let (place, narrowing) = turned(side * person.eyeSpacing, height)
            let radii = Point(0.27 * narrowing, person.glasses == .round ? 0.27 : 0.20)
            let isRound = person.glasses == .round
            let rim: (Point) -> Float = { point in
                isRound
                    ? FaceCanvas.ellipse(point, place, radii)
                    : FaceCanvas.box(point, place, radii, corner: 0.06)
            }
            canvas.paint(Color(0.85, 0.92, 0.97), opacity: 0.18, rim)
            canvas.paint(color) { abs(rim($0)) - stroke }
            let (temple, _) = turned(side * person.width * 0.93, height - 0.04)
            let middle = (place + temple) * 0.5 + Point(side * radii.x * 0.5, 0)
            let reach = max(abs(temple.x - place.x) * 0.5 - radii.x * 0.5, 0.01)
            canvas.paint(color) {
                FaceCanvas.box($0, middle, Point(reach, stroke * 0.8), corner: 0.01)
            }
        }
        let (bridge, narrowing) = turned(0, height - 0.03)
        let gap = max(person.eyeSpacing - 0.25, 0.04) * narrowing
        canvas.paint(color) { FaceCanvas.box($0, bridge, Point(gap, stroke), corner: 0.01) }
    }
}
