#include "CFourier.h"
#include "transform.hpp"

#include <exception>

namespace {

using dlm::Complex;
using dlm::Transform;

struct Shape {
    std::size_t outer, length, inner;
};

/// Calls `line` with the offset of each line along the middle axis, of which the given one has
/// `length` elements.
template <typename Body> void eachLine(const Shape &shape, std::size_t length, Body line) {
    for (std::size_t block = 0; block < shape.outer; ++block) {
        for (std::size_t place = 0; place < shape.inner; ++place) {
            line(block * length * shape.inner + place, block * shape.inner + place);
        }
    }
}

template <typename Real>
void complexLines(const Shape &shape, bool inverse, const Real *x, Real *y) {
    Transform transform(shape.length, inverse);
    eachLine(shape, shape.length, [&](std::size_t start, std::size_t) {
        for (std::size_t place = 0; place < shape.length; ++place) {
            const Real *pair = x + 2 * (start + place * shape.inner);
            transform.before[place] = Complex(pair[0], pair[1]);
        }
        transform.run(transform.before.data(), transform.after.data());
        for (std::size_t place = 0; place < shape.length; ++place) {
            Real *pair = y + 2 * (start + place * shape.inner);
            pair[0] = Real(transform.after[place].real());
            pair[1] = Real(transform.after[place].imag());
        }
    });
}

/// Where a line of the half spectrum begins, from the number of the line.
std::size_t halfStart(const Shape &shape, std::size_t line) {
    const std::size_t half = shape.length / 2 + 1;
    return line / shape.inner * half * shape.inner + line % shape.inner;
}

template <typename Real> void realLines(const Shape &shape, const Real *x, Real *y) {
    const std::size_t half = shape.length / 2 + 1;
    Transform transform(shape.length, false);
    eachLine(shape, shape.length, [&](std::size_t start, std::size_t line) {
        for (std::size_t place = 0; place < shape.length; ++place) {
            transform.before[place] = Complex(x[start + place * shape.inner], 0);
        }
        transform.run(transform.before.data(), transform.after.data());
        const std::size_t target = halfStart(shape, line);
        for (std::size_t place = 0; place < half; ++place) {
            Real *pair = y + 2 * (target + place * shape.inner);
            pair[0] = Real(transform.after[place].real());
            pair[1] = Real(transform.after[place].imag());
        }
    });
}

template <typename Real> void realAdjointLines(const Shape &shape, const Real *x, Real *y) {
    const std::size_t half = shape.length / 2 + 1;
    Transform transform(shape.length, true);
    eachLine(shape, shape.length, [&](std::size_t start, std::size_t line) {
        const std::size_t source = halfStart(shape, line);
        for (std::size_t place = 0; place < shape.length; ++place) {
            transform.before[place] = Complex();
            if (place >= half) continue;
            const Real *pair = x + 2 * (source + place * shape.inner);
            transform.before[place] = Complex(pair[0], pair[1]);
        }
        transform.run(transform.before.data(), transform.after.data());
        for (std::size_t place = 0; place < shape.length; ++place) {
            y[start + place * shape.inner] = Real(transform.after[place].real());
        }
    });
}

/// No exception leaves: -1 instead.
template <typename Body>
int guarded(int64_t outer, int64_t n, int64_t inner, Body body) {
    if (outer <= 0 || n <= 0 || inner <= 0) return 0;
    try {
        body(Shape{std::size_t(outer), std::size_t(n), std::size_t(inner)});
        return 0;
    } catch (const std::exception &) {
        return -1;
    }
}

} // namespace

extern "C" int dlm_fourier(int wide, int inverse, int64_t outer, int64_t n, int64_t inner,
                           const void *x, void *y) {
    return guarded(outer, n, inner, [=](const Shape &shape) {
        if (wide) {
            complexLines(
                shape, inverse != 0, static_cast<const double *>(x), static_cast<double *>(y));
        } else {
            complexLines(
                shape, inverse != 0, static_cast<const float *>(x), static_cast<float *>(y));
        }
    });
}

extern "C" int dlm_fourier_real(int wide, int64_t outer, int64_t n, int64_t inner, const void *x,
                                void *y) {
    return guarded(outer, n, inner, [=](const Shape &shape) {
        if (wide) {
            realLines(shape, static_cast<const double *>(x), static_cast<double *>(y));
        } else {
            realLines(shape, static_cast<const float *>(x), static_cast<float *>(y));
        }
    });
}

extern "C" int dlm_fourier_real_adjoint(int wide, int64_t outer, int64_t n, int64_t inner,
                                        const void *x, void *y) {
    return guarded(outer, n, inner, [=](const Shape &shape) {
        if (wide) {
            realAdjointLines(shape, static_cast<const double *>(x), static_cast<double *>(y));
        } else {
            realAdjointLines(shape, static_cast<const float *>(x), static_cast<float *>(y));
        }
    });
}
