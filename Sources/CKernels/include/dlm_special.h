#ifndef DLM_SPECIAL_H
#define DLM_SPECIAL_H

#ifdef __cplusplus
extern "C" {
#endif

// Functions of one Float64 that the C library lacks, or has with a global side effect. Relative
// errors are a few units in the last place, away from zeros of the function.

/// The logarithm of |gamma(x)|.
double dlm_lgamma(double x);

/// The derivative of `dlm_lgamma`; NaN at negative whole numbers, -infinity at 0.
double dlm_digamma(double x);

/// The sum of (q + k)^-s over k = 0, 1, …: infinite at s = 1 and at whole q <= 0; NaN for s < 1, for
/// q < 0 with a broken s, and for q < -100,000, where the sum would take too long.
double dlm_zeta(double s, double q);

/// The x of which erf is y.
double dlm_erfinv(double y);

/// The modified Bessel functions of the first kind, of orders 0 and 1.
double dlm_i0(double x);
double dlm_i1(double x);

#ifdef __cplusplus
}
#endif

#endif
