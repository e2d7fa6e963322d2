#include "transform.hpp"

#include <cmath>

namespace dlm {

namespace {

/// Prime factors up to this one go to KissFFT.
constexpr std::size_t largestDirectFactor = 61;

const double pi = std::acos(-1.0);

std::size_t largestPrimeFactor(std::size_t number) {
    std::size_t largest = 1;
    for (std::size_t factor = 2; factor * factor <= number; ++factor) {
        while (number % factor == 0) {
            largest = factor;
            number /= factor;
        }
    }
    return number > 1 ? number : largest;
}

} // namespace

Transform::Transform(std::size_t length, bool inverse)
    : before(length), after(length), length_(length) {
    if (largestPrimeFactor(length) <= largestDirectFactor) {
        direct_ = std::make_unique<kissfft<double>>(length, inverse);
    } else {
        prepareChirp(inverse);
    }
}

void Transform::prepareChirp(bool inverse) {
    std::size_t padded = 1;
    while (padded < 2 * length_ - 1) padded *= 2;
    forward_ = std::make_unique<kissfft<double>>(padded, false);
    backward_ = std::make_unique<kissfft<double>>(padded, true);
    chirp_.resize(length_);
    product_.resize(padded);
    spectrum_.resize(padded);
    filter_.resize(padded);
    // jk = (j² + k² - (k - j)²) / 2; squares are kept below 2n, so that angles stay exact.
    std::size_t square = 0;
    for (std::size_t place = 0; place < length_; ++place) {
        const double angle = pi * double(square) / double(length_);
        chirp_[place] = Complex(std::cos(angle), inverse ? std::sin(angle) : -std::sin(angle));
        square = (square + 2 * place + 1) % (2 * length_);
    }
    product_.assign(padded, Complex());
    for (std::size_t place = 0; place < length_; ++place) {
        product_[place] = std::conj(chirp_[place]);
        if (place > 0) product_[padded - place] = std::conj(chirp_[place]);
    }
    forward_->transform(product_.data(), filter_.data());
    for (Complex &value : filter_) value /= double(padded);
}

void Transform::run(const Complex *from, Complex *to) {
    if (direct_) {
        direct_->transform(from, to);
        return;
    }
    product_.assign(product_.size(), Complex());
    for (std::size_t place = 0; place < length_; ++place) {
        product_[place] = from[place] * chirp_[place];
    }
    forward_->transform(product_.data(), spectrum_.data());
    for (std::size_t place = 0; place < spectrum_.size(); ++place) {
        spectrum_[place] *= filter_[place];
    }
    backward_->transform(spectrum_.data(), product_.data());
    for (std::size_t place = 0; place < length_; ++place) {
        to[place] = product_[place] * chirp_[place];
    }
}

} // namespace dlm
