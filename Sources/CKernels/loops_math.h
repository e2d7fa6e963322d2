#ifndef DLM_LOOPS_MATH_H
#define DLM_LOOPS_MATH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

// Branch-free Float32 functions that compilers turn into vector code. Errors are at most about two
// units in the last place over the normal range.

#define DLM_INLINE static inline __attribute__((always_inline))

DLM_INLINE float dlm_from_bits(int32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

DLM_INLINE int32_t dlm_to_bits(float value) {
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/// 2^n by two factors, so that results down to the denormals and up to infinity come out right.
DLM_INLINE float dlm_scale_by_power(float value, int32_t n) {
    int32_t half = n >> 1;
    float low = dlm_from_bits((half + 127) << 23);
    float high = dlm_from_bits((n - half + 127) << 23);
    return value * low * high;
}

/// e^x: x = n ln2 + r with |r| <= ln2 / 2, then the Taylor series of e^r to degree 7.
DLM_INLINE float dlm_expf(float x) {
    float clamped = x < -110.0f ? -110.0f : x;
    clamped = clamped > 100.0f ? 100.0f : clamped;
    clamped = x != x ? 0.0f : clamped;
    float n = rintf(clamped * 1.44269504f);
    float r = clamped - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    float p = 1.0f / 5040;
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r * r + r + 1.0f;
    float result = dlm_scale_by_power(p, (int32_t)n);
    return x != x ? x : result;
}

/// ln x: x = 2^e m with m in [sqrt(1/2), sqrt(2)), then 2 artanh((m - 1) / (m + 1)).
DLM_INLINE float dlm_logf(float x) {
    int32_t bits = dlm_to_bits(x);
    int32_t shifted = bits - 0x3f3504f3;
    int32_t e = shifted >> 23;
    float m = dlm_from_bits(bits - (e << 23));
    float n = (float)e;
    float f = m - 1.0f;
    float s = f / (f + 2.0f);
    float z = s * s;
    float p = 2.0f / 9;
    p = p * z + 2.0f / 7;
    p = p * z + 2.0f / 5;
    p = p * z + 2.0f / 3;
    // ln m = 2s + s z p; 2s = f - s f exactly, which keeps the digits of f.
    float tail = s * (z * p - f);
    float result = n * 0.693359375f + (f + (tail + n * -2.12194440e-4f));
    result = x == INFINITY ? x : result;
    // Denormals count as zero, as they do in every kernel (FTZ/DAZ).
    result = x < 1.17549435e-38f ? -INFINITY : result;
    return x < 0.0f || x != x ? NAN : result;
}

DLM_INLINE float dlm_sigmoidf(float x) { return 1.0f / (1.0f + dlm_expf(-x)); }

/// tanh: an odd series near zero, where 1 - 2/(e^2x + 1) would cancel.
DLM_INLINE float dlm_tanhf(float x) {
    float a = fabsf(x);
    float z = x * x;
    float p = -1382.0f / 155925;
    p = p * z + 62.0f / 2835;
    p = p * z - 17.0f / 315;
    p = p * z + 2.0f / 15;
    p = p * z - 1.0f / 3;
    float small = x + x * z * p;
    float large = copysignf(1.0f - 2.0f / (dlm_expf(2.0f * a) + 1.0f), x);
    return a < 0.35f ? small : large;
}

#endif
