// Body of one instruction for one register type. Included twice, with T and the functions of that
// type defined; not a header of its own.

// Operands equal the target or do not overlap it, which the compiler cannot see.
#define EACH(EXPRESSION)                                                                         \
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {             \
        target[i] = (EXPRESSION);                                                                \
    }                                                                                            \
    break
#define X a[i]
#define Y b[i]

/// Both values are loaded whatever the condition: a branch here would mispredict on every mask.
static inline __attribute__((always_inline)) T SELECT(T condition, T x, T y) {
    return condition != 0 ? x : y;
}

/// The exact remainder with the sign of the divisor; a quotient rounded first would leave a rest
/// of the wrong sign where it is nearly whole.
static inline __attribute__((always_inline)) T MODULO(T x, T y) {
    T rest = F(fmod)(x, y);
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

/// The whole quotient that belongs to that remainder.
static inline __attribute__((always_inline)) T FLOOR_DIVIDE(T x, T y) {
    T quotient = x / y;
    return y == 0 || quotient - quotient != 0 ? F(floor)(quotient)
                                              : F(rint)((x - MODULO(x, y)) / y);
}

DLM_CLONES
void MAP(int code, int64_t n, T *target, const T *a, const T *b, const T *c) {
    switch (code) {
    case CODE_COPY: EACH(X);
    case CODE_NEGATE: EACH(-X);
    case CODE_ABSOLUTE: EACH(F(fabs)(X));
    case CODE_SIGN: EACH(X != X ? X : (T)(X > 0) - (T)(X < 0));
    case CODE_SQUARE: EACH(X * X);
    case CODE_SQRT: EACH(__builtin_elementwise_sqrt(X));
    case CODE_RSQRT: EACH(1 / __builtin_elementwise_sqrt(X));
    case CODE_RECIPROCAL: EACH(1 / X);
    case CODE_EXP: EACH(EXP(X));
    case CODE_EXPM1: EACH(F(expm1)(X));
    case CODE_LOG: EACH(LOG(X));
    case CODE_LOG1P: EACH(F(log1p)(X));
    case CODE_SIN: EACH(F(sin)(X));
    case CODE_COS: EACH(F(cos)(X));
    case CODE_TAN: EACH(F(tan)(X));
    case CODE_ASIN: EACH(F(asin)(X));
    case CODE_ACOS: EACH(F(acos)(X));
    case CODE_ATAN: EACH(F(atan)(X));
    case CODE_SINH: EACH(F(sinh)(X));
    case CODE_COSH: EACH(F(cosh)(X));
    case CODE_TANH: EACH(TANH(X));
    case CODE_SIGMOID: EACH(SIGMOID(X));
    // Written so that NaN passes through.
    case CODE_RELU: EACH(X < 0 ? 0 : X);
    case CODE_ERF: EACH(F(erf)(X));
    case CODE_FLOOR: EACH(F(floor)(X));
    case CODE_CEIL: EACH(F(ceil)(X));
    case CODE_ROUND: EACH(F(rint)(X));
    case CODE_TRUNCATE: EACH(F(trunc)(X));
    case CODE_NOT: EACH(X == 0 ? 1 : 0);
    case CODE_ISNAN: EACH(X != X ? 1 : 0);
    case CODE_EXP2: EACH(F(exp2)(X));
    case CODE_LOG2: EACH(F(log2)(X));
    case CODE_LOG10: EACH(F(log10)(X));
    case CODE_ASINH: EACH(F(asinh)(X));
    case CODE_ACOSH: EACH(F(acosh)(X));
    case CODE_ATANH: EACH(F(atanh)(X));
    case CODE_ERFC: EACH(F(erfc)(X));
    case CODE_ERF_INVERSE: EACH((T)dlm_erfinv(X));
    case CODE_LOG_GAMMA: EACH((T)dlm_lgamma(X));
    case CODE_DIGAMMA: EACH((T)dlm_digamma(X));
    case CODE_BESSEL_I0: EACH((T)dlm_i0(X));
    case CODE_BESSEL_I1: EACH((T)dlm_i1(X));
    case CODE_ADD: EACH(X + Y);
    case CODE_SUBTRACT: EACH(X - Y);
    case CODE_MULTIPLY: EACH(X *Y);
    case CODE_DIVIDE: EACH(X / Y);
    case CODE_POWER: EACH(F(pow)(X, Y));
    case CODE_MAXIMUM: EACH(X > Y || X != X ? X : Y);
    case CODE_MINIMUM: EACH(X < Y || X != X ? X : Y);
    case CODE_FLOOR_DIVIDE: EACH(FLOOR_DIVIDE(X, Y));
    case CODE_MODULO: EACH(MODULO(X, Y));
    case CODE_ATAN2: EACH(F(atan2)(X, Y));
    case CODE_TRUNCATED_REMAINDER: EACH(F(fmod)(X, Y));
    case CODE_HYPOTENUSE: EACH(F(hypot)(X, Y));
    case CODE_COPY_SIGN: EACH(F(copysign)(X, Y));
    case CODE_ZETA: EACH((T)dlm_zeta(X, Y));
    case CODE_EQUAL: EACH(X == Y ? 1 : 0);
    case CODE_NOT_EQUAL: EACH(X != Y ? 1 : 0);
    case CODE_LESS: EACH(X < Y ? 1 : 0);
    case CODE_LESS_EQUAL: EACH(X <= Y ? 1 : 0);
    case CODE_GREATER: EACH(X > Y ? 1 : 0);
    case CODE_GREATER_EQUAL: EACH(X >= Y ? 1 : 0);
    case CODE_AND: EACH(X != 0 && Y != 0 ? 1 : 0);
    case CODE_OR: EACH(X != 0 || Y != 0 ? 1 : 0);
    case CODE_SELECT: EACH(SELECT(X, Y, c[i]));
    case CODE_MULTIPLY_ADD: EACH(X *Y + c[i]);
    }
}

#undef EACH
#undef X
#undef Y
#undef T
#undef F
#undef MAP
#undef SELECT
#undef MODULO
#undef FLOOR_DIVIDE
#undef EXP
#undef LOG
#undef TANH
#undef SIGMOID
