#ifndef DLM_CFOURIER_H
#define DLM_CFOURIER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Discrete Fourier transforms of any length through KissFFT, along the middle axis of arrays
// [outer, n, inner]; a complex number is a pair (re, im) of neighbours. Elements are Float64 where
// `wide` is not zero and Float32 where it is; the arithmetic is Float64 either way. Nothing is
// scaled. The functions may be called by several threads at once, and give 0, or -1 when memory is
// short. Operands and results do not overlap.

/// Complex to complex: sums x[j] exp(∓2πi jk/n), with + where `inverse` is set.
int dlm_fourier(int wide, int inverse, int64_t outer, int64_t n, int64_t inner, const void *x,
                void *y);

/// Real to complex: the first n / 2 + 1 places of the transform.
int dlm_fourier_real(int wide, int64_t outer, int64_t n, int64_t inner, const void *x, void *y);

/// The adjoint of `dlm_fourier_real`: from n / 2 + 1 complex numbers to the n real parts of their
/// sum x[k] exp(2πi jk/n).
int dlm_fourier_real_adjoint(int wide, int64_t outer, int64_t n, int64_t inner, const void *x,
                             void *y);

#ifdef __cplusplus
}
#endif

#endif
