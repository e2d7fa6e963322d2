// For lgamma_r.
#define _GNU_SOURCE
#include "dlm_special.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

double dlm_lgamma(double x) {
    int sign;
    return lgamma_r(x, &sign);
}

/// ln x - 1/(2x) - sum of B(2k) / (2k x^2k), for x >= 10.
static double digamma_series(double x) {
    static const double terms[] = {1.0 / 12,  -1.0 / 120,      1.0 / 252, -1.0 / 240,
                                   1.0 / 132, -691.0 / 32760, 1.0 / 12};
    double z = 1 / (x * x), sum = 0;
    for (int k = 6; k >= 0; k--) sum = (sum + terms[k]) * z;
    return log(x) - 0.5 / x - sum;
}

double dlm_digamma(double x) {
    if (x == 0) return copysign(INFINITY, -x);
    if (x < 0) {
        if (x == floor(x)) return NAN;
        // The reflection; the tangent of the fraction, which is exact.
        return dlm_digamma(1 - x) - pi / tan(pi * fmod(x, 1));
    }
    double below = 0;
    for (; x < 10; x += 1) below += 1 / x;
    return digamma_series(x) - below;
}

/// The Euler-Maclaurin formula: terms one by one until a is large, then an integral and corrections.
double dlm_zeta(double s, double q) {
    // B(2k) / (2k)! for k = 1, 2, …
    static const double corrections[] = {
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160,
        -691.0 / 1307674368000.0, 1.0 / 74724249600.0, -3617.0 / 10670622842880000.0,
        43867.0 / 5109094217170944000.0, -174611.0 / 802857662698291200000.0,
        77683.0 / 14101100039391805440000.0, -236364091.0 / 1693824136731743669452800000.0,
    };
    if (s == 1) return INFINITY;
    if (!(s > 1)) return NAN;
    if (q <= 0 && q == floor(q)) return INFINITY;
    if (q < -1e5 || (q < 0 && s != floor(s))) return NAN;
    double sum = 0, a = q;
    for (; a < 10 || a < s; a += 1) {
        double term = pow(a, -s);
        sum += term;
        // Both may be zero: a large s leaves nothing of any term.
        if (a > 0 && term <= 1e-17 * sum) return sum;
    }
    double power = pow(a, -s);
    sum += a * power / (s - 1) + 0.5 * power;
    // s (s + 1) … (s + 2k - 2) a^(-s - 2k + 1)
    double factor = s * power / a;
    for (int k = 0; k < 12; k++) {
        double term = corrections[k] * factor;
        sum += term;
        if (fabs(term) < 1e-17 * fabs(sum)) break;
        factor *= (s + 2 * k + 1) * (s + 2 * k + 2) / (a * a);
    }
    return sum;
}

/// A first guess good to 0.2 % (Winitzki, 2008), then Halley's steps, each of which triples the
/// digits.
double dlm_erfinv(double y) {
    double size = fabs(y);
    if (size > 1 || y != y) return NAN;
    if (size == 1) return copysign(INFINITY, y);
    const double a = 0.147;
    double l = log1p(-size * size), c = 2 / (pi * a) + 0.5 * l;
    double x = sqrt(fmax(sqrt(c * c - l / a) - c, 0));
    for (int i = 0; i < 3; i++) {
        // Near 1 the complement keeps the digits that 1 - erf would lose.
        double error = size < 0.5 ? erf(x) - size : (1 - size) - erfc(x);
        double step = error / (2 / sqrt(pi) * exp(-x * x));
        x -= step / (1 + x * step);
    }
    return copysign(x, y);
}

/// e^x / sqrt(2 pi x) times an asymptotic series, for x > 30; `mu` is 4 times the square of the
/// order.
static double bessel_tail(double mu, double x) {
    double term = 1, sum = 1;
    for (int k = 1; k < 40 && fabs(term) > 1e-17; k++) {
        term *= ((2 * k - 1) * (2 * k - 1) - mu) / (k * 8 * x);
        sum += term;
    }
    // By two factors: the exponential overflows before the result does.
    double root = exp(0.5 * x);
    return root * (sum / sqrt(2 * pi * x)) * root;
}

/// The sum of (x^2 / 4)^k / (k! (k + order)!): all terms are positive.
static double bessel_series(int order, double x) {
    double t = 0.25 * x * x, term = 1, sum = 1;
    for (int k = 1; k < 200 && term > 1e-17 * sum; k++) {
        term *= t / ((double)k * (k + order));
        sum += term;
    }
    return sum;
}

double dlm_i0(double x) {
    double size = fabs(x);
    if (isinf(size)) return INFINITY;
    return size > 30 ? bessel_tail(0, size) : bessel_series(0, size);
}

double dlm_i1(double x) {
    double size = fabs(x);
    if (isinf(size)) return x;
    return size > 30 ? copysign(bessel_tail(4, size), x) : 0.5 * x * bessel_series(1, size);
}
