#ifndef DLM_TRANSFORM_HPP
#define DLM_TRANSFORM_HPP

#include <complex>
#include <cstddef>
#include <kissfft/kissfft.hh>
#include <memory>
#include <vector>

namespace dlm {

using Complex = std::complex<double>;

/// A transform of one length and direction. KissFFT takes time with the sum of the prime factors;
/// where one is large, the chirp z-transform (Bluestein, 1970) makes a convolution of it, whose
/// length is a power of two.
class Transform {
public:
    Transform(std::size_t length, bool inverse);

    /// `from` and `to` do not overlap.
    void run(const Complex *from, Complex *to);

    /// Room for a line of the length before and after.
    std::vector<Complex> before, after;

private:
    std::size_t length_;
    std::unique_ptr<kissfft<double>> direct_;
    std::unique_ptr<kissfft<double>> forward_, backward_;
    std::vector<Complex> chirp_, filter_, product_, spectrum_;

    void prepareChirp(bool inverse);
};

} // namespace dlm

#endif
