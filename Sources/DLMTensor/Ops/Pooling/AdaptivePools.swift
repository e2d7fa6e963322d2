import DLMTypes

extension Tensor {
    /// The mean of each of as many near-equal parts of the last axes as `size` asks for.
    public func adaptiveAvgPool(_ size: [Dim]) throws(OpError) -> Tensor {
        try requireAdaptive(size, "adaptiveAvgPool")
        var result = self
        for (offset, places) in size.enumerated() {
            let axis = rank - size.count + offset
            if result.shape[axis] == places { continue }
            result = try result.mapped(.adaptiveMean, axis: axis, places: places)
        }
        return result
    }

    /// The largest element of each of as many near-equal parts of the last axes as `size` asks
    /// for; equal ones share the gradient.
    public func adaptiveMaxPool(_ size: [Dim]) throws(OpError) -> Tensor {
        try requireAdaptive(size, "adaptiveMaxPool")
        var result = self
        for (offset, places) in size.enumerated().reversed() {
            let axis = rank - size.count + offset
            let length = result.shape[axis]
            if length == places { continue }
            // No part is longer: an element at each end may be shared with a neighbour.
            let width = places == 1 ? length : (length - 1) / places + 2
            let parts = try result.mapped(
                .adaptiveParts(width: width), axis: axis, places: places * width)
            var shape = result.shape
            shape[axis] = places
            shape.insert(width, at: axis + 1)
            result = try parts.reshape(shape).max(axes: [axis + 1])
        }
        return result
    }

    private func requireAdaptive(_ size: [Dim], _ name: String) throws(OpError) {
        let wanted = ["sequences [B, C, T]", "images [B, C, H, W]", "volumes [B, C, D, H, W]"]
        guard (1...3).contains(size.count), rank == size.count + 2 else {
            let shape = wanted[Swift.min(Swift.max(size.count, 1), 3) - 1]
            throw OpError(
                .rank(wanted: shape, actual: rank), operand: 0,
                message: "\(name)\(size.count)d needs \(shape); this is \(type)")
        }
        for (offset, places) in size.enumerated() {
            guard (places.constant ?? 1) >= 1 else {
                throw OpError(.argument("size"), message: "size must be at least 1")
            }
            guard (shape[2 + offset].constant ?? 1) >= 1 else {
                throw OpError(
                    .lengths(left: shape[2 + offset], right: 1, witness: nil), operand: 0,
                    message: "\(name)\(size.count)d of \(type): an axis is empty")
            }
        }
    }
}

extension OpEntry {
    static let adaptiveAvgPool1d = adaptive(
        false, 1, [([2, 2, 5], .int(3)), ([1, 2, 3], .int(5))])
    static let adaptiveAvgPool2d = adaptive(
        false, 2, [([2, 2, 5, 4], .list([.int(3), .int(2)])), ([1, 2, 3, 3], .int(1))])
    static let adaptiveAvgPool3d = adaptive(
        false, 3, [([1, 2, 3, 4, 3], .list([.int(2), .int(3), .int(1)]))])
    static let adaptiveMaxPool1d = adaptive(
        true, 1, [([2, 2, 5], .int(3)), ([1, 2, 3], .int(5))])
    static let adaptiveMaxPool2d = adaptive(
        true, 2, [([2, 2, 5, 4], .list([.int(3), .int(2)])), ([1, 2, 3, 3], .int(1))])
    static let adaptiveMaxPool3d = adaptive(
        true, 3, [([1, 2, 3, 4, 3], .list([.int(2), .int(3), .int(1)]))])

    private static func adaptive(
        _ takesLargest: Bool, _ axes: Int,
        _ samples: @autoclosure @escaping @Sendable () -> [([Int], StaticValue)]
    ) -> OpEntry {
        let inputs = ["sequences [B, C, T]", "images [B, C, H, W]", "volumes [B, C, D, H, W]"]
        let name = "adaptive\(takesLargest ? "Max" : "Avg")Pool\(axes)d"
        let lengths = [Int](repeating: 6, count: axes).map { ", \($0)" }.joined()
        let what =
            takesLargest
            ? "The largest element of each part of \(inputs[axes - 1]), cut into `size` parts of "
                + "nearly the same length an axis; equal ones share the gradient."
            : "The mean of each part of \(inputs[axes - 1]), cut into `size` parts of nearly the "
                + "same length an axis."
        let signature = Signature(
            name, [Parameter("x", .tensor), Parameter("size", .oneOrList(.int))],
            documentation: what, example: "\(name)(randn([1, 3\(lengths)], seed: 1), 4)")
        let makeSamples: @Sendable () -> [OpSample] = {
            samples().map { shape, size in OpSample([.tensor(.sample(shape)), .value(size)]) }
        }
        return OpEntry(signature, samples: makeSamples()) { arguments throws(OpError) in
            let size = try arguments.lengths(1, count: axes)
            let x = try arguments.tensor(0)
            return try takesLargest ? x.adaptiveMaxPool(size) : x.adaptiveAvgPool(size)
        }
    }
}
