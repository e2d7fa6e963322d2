## Complex numbers, windows and spectrograms. A complex number is a pair (re, im) on the last axis,
## as torch.view_as_real gives it; `fft`, `ifft`, `fft2`, `ifft2`, `rfft` and `irfft` are built in.

## The absolute values of complex numbers `[..., 2]`; at 0 its derivative is 0, as in PyTorch.
## Example: complexAbs(tensor([[3.0, 4.0]]))
def complexAbs(z: Float[..., 2]) {
    squares = sum(z * z, axis: -1)
    isZero = squares == 0
    where(isZero, 0.0, sqrt(where(isZero, 1.0, squares)))
}

## The products of complex numbers `[..., 2]`; shapes broadcast.
## Example: complexMul(tensor([0.0, 1.0]), tensor([0.0, 1.0]))
def complexMul(x, y) {
    (a, b) = (x[..., 0], x[..., 1])
    (c, d) = (y[..., 0], y[..., 1])
    stack([a * c - b * d, a * d + b * c], axis: -1)
}

## The conjugates of complex numbers.
## Example: conj(tensor([1.0, 2.0]))
def conj(z: Float[..., 2]) = z * tensor([1.0, -1.0])

## The angles of complex numbers, between -pi and pi.
## Example: complexAngle(tensor([0.0, 1.0]))
def complexAngle(z: Float[..., 2]) = atan2(z[..., 1], z[..., 0])

## The frequencies of the places of `fft` for n samples, d apart: those above the middle are negative.
## Example: fftFreq(5)
def fftFreq(n: Int, d: Float = 1.0) {
    tensor([(if 2 * i < n { i } else { i - n }) / (n * d) for i in 0..<n])
}

## The frequencies of the places of `rfft` for n samples, d apart.
## Example: rfftFreq(5)
def rfftFreq(n: Int, d: Float = 1.0) = tensor([i / (n * d) for i in 0..<n // 2 + 1])

## The second half of an axis before the first, which brings frequency 0 to the middle. `axis` counts
## all axes: of complex numbers `[..., N, 2]` it is -2. (PyTorch shifts all axes by default.)
## Example: fftShift(fftFreq(5))
def fftShift(x, axis: Int = -1) {
    middle = (size(x, axis) + 1) // 2
    concat([slice(x, axis, start: middle), slice(x, axis, stop: middle)], axis: axis)
}

## What undoes `fftShift`.
## Example: ifftShift(fftShift(fftFreq(5)))
def ifftShift(x, axis: Int = -1) {
    middle = size(x, axis) // 2
    concat([slice(x, axis, start: middle), slice(x, axis, stop: middle)], axis: axis)
}

## A window of a sum of cosines, what the windows below share.
## Example: cosineWindow(4, [0.5, 0.5], true)
def cosineWindow(n: Int, weights, periodic: Bool) {
    period = if periodic { n } else { n - 1 }
    if n == 1 { tensor([1.0]) }
    else {
        tensor([cosineWindowAt(2 * pi * i / period, weights) for i in 0..<n])
    }
}

## One value of a window of at most three cosines.
## Example: cosineWindowAt(0.5, [0.5, 0.5])
def cosineWindowAt(angle: Float, weights) {
    second = if len(weights) > 2 { weights[2] * cos(2 * angle) } else { 0.0 }
    weights[0] - weights[1] * cos(angle) + second
}

## The Hann window of n numbers; `periodic: false` makes it symmetric.
## Example: hannWindow(8)
def hannWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.5, 0.5], periodic)

## The Hamming window of n numbers; `periodic: false` makes it symmetric.
## Example: hammingWindow(8)
def hammingWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.54, 0.46], periodic)

## The Blackman window of n numbers; `periodic: false` makes it symmetric.
## Example: blackmanWindow(8)
def blackmanWindow(n: Int, periodic: Bool = true) = cosineWindow(n, [0.42, 0.5, 0.08], periodic)

## The last axis continued on both sides by its mirror image, without repeating the ends.
## Example: mirrored(tensor([1.0, 2.0, 3.0, 4.0]), 2)
def mirrored(x: Float[..., T], width: Int) {
    if width == 0 { x }
    else {
        before = flip(slice(x, -1, start: 1, stop: width + 1), axis: -1)
        after = flip(slice(x, -1, start: -width - 1, stop: -1), axis: -1)
        concat([before, x, after], axis: -1)
    }
}

## The middle `width` numbers of frames of `nFft`, weighed by a window of that many if there is one.
## Example: middle(randn([3, 8], seed: 1), hannWindow(4), 4)
def middle(pieces: Float[..., N], window, width: Int) {
    left = (N - width) // 2
    cut = slice(pieces, -1, start: left, stop: left + width)
    if window == none { cut } else { cut * window }
}

## The short-time Fourier transform of signals `[..., T]`: `[..., nFft // 2 + 1, F, 2]`, frequencies
## by frames by (re, im). Frames are `hopLength` apart (nFft // 4), and weighed by the window of
## `winLength` numbers (nFft). With `center`, frame f is centred on place f · hopLength, the signal
## being mirrored at its ends; `normalized` divides by the root of nFft.
## Example: stft(randn([64], seed: 1), 16, window: hannWindow(16))
def stft(x: Float[..., T], nFft: Int, hopLength = none, winLength = none, window = none,
         center: Bool = true, normalized: Bool = false) {
    hop = if hopLength == none { nFft // 4 } else { hopLength }
    width = if winLength == none { nFft } else { winLength }
    signal = if center { mirrored(x, nFft // 2) } else { x }
    left = (nFft - width) // 2
    weighed = pad(middle(frames(signal, nFft, hop), window, width), [[left, nFft - width - left]])
    spectrum = if normalized { rfft(weighed, norm: .ortho) } else { rfft(weighed) }
    transpose(spectrum, -3, -2)
}

## The signals `[..., T]` that `stft` turned into spectra `[..., nFft // 2 + 1, F, 2]`, with the same
## arguments: frames are overlapped, added, and divided by the sum of the squared windows, NaN where
## no window reaches. With `center`, nFft // 2 places at each end are left out; T is then
## (F - 1) · hopLength, and for odd nFft one more.
## Example: istft(stft(randn([64], seed: 1), 16, window: hannWindow(16)), 16, window: hannWindow(16))
def istft(z: Float[..., N, F, 2], nFft: Int, hopLength = none, winLength = none, window = none,
          center: Bool = true, normalized: Bool = false) {
    hop = if hopLength == none { nFft // 4 } else { hopLength }
    width = if winLength == none { nFft } else { winLength }
    spectrum = transpose(z, -3, -2)
    pieces = if normalized { irfft(spectrum, length: nFft, norm: .ortho) }
             else { irfft(spectrum, length: nFft) }
    # The windows alone, weighed twice.
    units = onesLike(pieces)
    total = overlapAdd(middle(pieces, window, width), hop)
    envelope = overlapAdd(middle(middle(units, window, width), window, width), hop)
    left = (nFft - width) // 2
    span = (F - 1) * hop
    (start, stop) = if center { (nFft // 2 - left, span + nFft - nFft // 2 - left) }
                    else { (0, span + width) }
    slice(total, -1, start: start, stop: stop) / slice(envelope, -1, start: start, stop: stop)
}

## The strength of frequencies over time, |stft| ** power, of signals `[..., T]`:
## `[..., nFft // 2 + 1, F]`. `power: 1.0` gives magnitudes, 2.0 energies. The window is Hann's and
## `hopLength` half of it, as in torchaudio.
## Example: spectrogram(randn([64], seed: 1), 16)
def spectrogram(x: Float[..., T], nFft: Int, hopLength = none, winLength = none, window = none,
                center: Bool = true, normalized: Bool = false, power: Float = 2.0) {
    width = if winLength == none { nFft } else { winLength }
    hop = if hopLength == none { width // 2 } else { hopLength }
    weights = if window == none { hannWindow(width) } else { window }
    spectrum = stft(x, nFft, hopLength: hop, winLength: width, window: weights, center: center,
                    normalized: normalized)
    if power == 2 { sum(spectrum * spectrum, axis: -1) }
    else if power == 1 { complexAbs(spectrum) }
    else { complexAbs(spectrum) ** power }
}
