"""Fourier transforms, windows and spectrograms. Complex results are compared as pairs."""

import torch
import torch.fft as T

from golden import case, rn, ru, save

pairs, whole = torch.view_as_real, torch.view_as_complex

for n in (1, 2, 5, 12):
    case(f"fft.{n}", "fft(x0)", lambda x: pairs(T.fft(whole(x))), rn(2, n, 2))
    case(f"rfft.{n}", "rfft(x0)", lambda x: pairs(T.rfft(x)), rn(2, n))
    case(f"irfft.{n}", f"irfft(x0, length: {n})", lambda x, n=n: T.irfft(whole(x), n=n),
         rn(2, n // 2 + 1, 2))
case("fft.prime", "fft(x0)", lambda x: pairs(T.fft(whole(x))), rn(67, 2))
for norm in ("backward", "ortho", "forward"):
    case(f"fft.{norm}", f"fft(x0, axis: 0, norm: .{norm})",
         lambda x, norm=norm: pairs(T.fft(whole(x), dim=0, norm=norm)), rn(3, 2, 2))
    case(f"ifft.{norm}", f"ifft(x0, axis: -2, norm: .{norm})",
         lambda x, norm=norm: pairs(T.ifft(whole(x), dim=-2, norm=norm)), rn(3, 2, 2))
    case(f"rfft.{norm}", f"rfft(x0, axis: 0, norm: .{norm})",
         lambda x, norm=norm: pairs(T.rfft(x, dim=0, norm=norm)), rn(5, 2))
    case(f"irfft.{norm}", f"irfft(x0, axis: 0, norm: .{norm})",
         lambda x, norm=norm: T.irfft(whole(x), dim=0, norm=norm), rn(4, 2, 2))
    case(f"fft2.{norm}", f"fft2(x0, norm: .{norm})",
         lambda x, norm=norm: pairs(T.fft2(whole(x), norm=norm)), rn(3, 4, 2))
    case(f"ifft2.{norm}", f"ifft2(x0, norm: .{norm})",
         lambda x, norm=norm: pairs(T.ifft2(whole(x), norm=norm)), rn(3, 4, 2))
case("fft.longer", "fft(x0, length: 5)", lambda x: pairs(T.fft(whole(x), n=5)), rn(3, 2))
case("ifft.shorter", "ifft(x0, length: 2)", lambda x: pairs(T.ifft(whole(x), n=2)), rn(3, 2))
case("rfft.longer", "rfft(x0, length: 6)", lambda x: pairs(T.rfft(x, n=6)), rn(2, 3))
case("irfft.longer", "irfft(x0, length: 9)", lambda x: T.irfft(whole(x), n=9), rn(3, 2))

case("complexAbs", "complexAbs(x0)", lambda z: whole(z).abs(),
     torch.cat([rn(3, 2), torch.zeros(1, 2)]))
case("complexAngle", "complexAngle(x0)", lambda z: whole(z).angle(), rn(4, 2))
case("complexMul", "complexMul(x0, x1)", lambda x, y: pairs(whole(x) * whole(y)), rn(3, 2),
     rn(2, 1, 2))
case("conj", "conj(x0)", lambda z: pairs(whole(z).conj().resolve_conj()), rn(3, 2))
for ours, theirs in (("hann", torch.hann_window), ("hamming", torch.hamming_window),
                     ("blackman", torch.blackman_window)):
    case(f"{ours}Window", f"x0 * {ours}Window(8)", lambda x, f=theirs: x * f(8), ru(8))
    case(f"{ours}Window.symmetric", f"x0 * {ours}Window(7, periodic: false)",
         lambda x, f=theirs: x * f(7, periodic=False), ru(7))
    case(f"{ours}Window.one", f"x0 * {ours}Window(1)", lambda x, f=theirs: x * f(1), ru(1))

for n in (4, 5):
    case(f"fftFreq.{n}", f"x0 * fftFreq({n}, 0.3)", lambda x, n=n: x * T.fftfreq(n, 0.3), ru(n))
    case(f"rfftFreq.{n}", f"x0 * rfftFreq({n})", lambda x, n=n: x * T.rfftfreq(n),
         ru(n // 2 + 1))
    case(f"fftShift.{n}", "fftShift(x0)", T.fftshift, ru(n))
    case(f"ifftShift.{n}", "ifftShift(x0, axis: 0)", lambda x: T.ifftshift(x, dim=0), ru(n, 2))
case("frames", "frames(x0, 4, 3)", lambda x: x.unfold(-1, 4, 3), rn(2, 12))


def spectrum(x, n, **options):
    return torch.stft(x, n, return_complex=True, **options)


hann = torch.hann_window
case("stft", "stft(x0, 8)", lambda x: pairs(spectrum(x, 8)), rn(2, 21))
case("stft.window", "stft(x0, 8, hopLength: 3, winLength: 5, window: hannWindow(5))",
     lambda x: pairs(spectrum(x, 8, hop_length=3, win_length=5, window=hann(5))), rn(20))
case("stft.left", "stft(x0, 8, window: x1, center: false, normalized: true)",
     lambda x, w: pairs(spectrum(x, 8, window=w, center=False, normalized=True)), rn(2, 20), ru(8))
case("istft", "istft(x0, 8, window: hannWindow(8))",
     lambda z: torch.istft(whole(z), 8, window=hann(8)), rn(5, 6, 2))
case("istft.options", "istft(x0, 8, hopLength: 3, winLength: 7, window: hammingWindow(7), "
     "normalized: true)",
     lambda z: torch.istft(whole(z), 8, hop_length=3, win_length=7, window=torch.hamming_window(7),
                           normalized=True), rn(2, 5, 4, 2))
case("istft.left", "istft(x0, 6, window: x1, center: false)",
     lambda z, w: torch.istft(whole(z), 6, window=w, center=False), rn(4, 5, 2), ru(6))
case("istft.odd", "istft(x0, 7, hopLength: 2)", lambda z: torch.istft(whole(z), 7, hop_length=2),
     rn(4, 5, 2))
case("spectrogram", "spectrogram(x0, 8)",
     lambda x: spectrum(x, 8, hop_length=4, window=hann(8)).abs() ** 2, rn(2, 20))
case("spectrogram.magnitude", "spectrogram(x0, 8, hopLength: 2, power: 1.0)",
     lambda x: spectrum(x, 8, hop_length=2, window=hann(8)).abs(), rn(12))
case("spectrogram.power", "spectrogram(x0, 8, winLength: 6, window: x1, power: 3.0)",
     lambda x, w: spectrum(x, 8, hop_length=3, win_length=6, window=w).abs() ** 3, rn(12), ru(6))
save(__file__)
