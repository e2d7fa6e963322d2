import DLMTypes

/// How the places of a result depend on the places of one axis: the rule of an `AxisMap`.
public enum AxisRule: Hashable, Sendable {
    /// The element below a place. `step` is the distance of neighbours on the axis, nil when the
    /// two lengths say it; `isCentred` counts from the middles of elements.
    case nearest(step: Double?, isCentred: Bool)
    /// Between two neighbours. With `alignsCorners` the first and last elements stay where they
    /// are, else the outer borders of the elements do.
    case linear(step: Double?, alignsCorners: Bool)
    /// Among four neighbours by cubic convolution with a = -0.75 (R. Keys, 1981).
    case cubic(step: Double?, alignsCorners: Bool)
    /// The mean of each of as many near-equal parts as there are places.
    case adaptiveMean
    /// The elements of each of those parts in turn, the last one repeated up to `width`.
    case adaptiveParts(width: Dim)
    /// The elements under a moving window, zero outside: all first taps, then all second ones.
    case windows(kernel: Dim, stride: Dim, dilation: Dim, before: Dim)
    /// The mean under a moving window.
    case mean(kernel: Dim, stride: Dim, before: Dim, after: Dim, countsPadding: Bool)
    /// Surrounded by its mirror image, in which the first and last elements stand once.
    case reflect(before: Dim)
    /// Surrounded by its first and last elements.
    case replicate(before: Dim)
    /// Continued as if it was a ring.
    case circular(before: Dim)
}
