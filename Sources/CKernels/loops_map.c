#include "dlm_special.h"
#include "loops_internal.h"
#include "loops_math.h"

// Loops over the system's scalar functions (sinf, powf and so on) stay scalar, knowingly.
#pragma clang diagnostic ignored "-Wpass-failed"

// Raw values of `ScalarCode` (DLMTensor), in its order; a test compares the two lists.
enum {
    CODE_COPY, CODE_NEGATE, CODE_ABSOLUTE, CODE_SIGN, CODE_SQUARE, CODE_SQRT, CODE_RSQRT,
    CODE_RECIPROCAL, CODE_EXP, CODE_EXPM1, CODE_LOG, CODE_LOG1P, CODE_SIN, CODE_COS, CODE_TAN,
    CODE_ASIN, CODE_ACOS, CODE_ATAN, CODE_SINH, CODE_COSH, CODE_TANH, CODE_SIGMOID, CODE_RELU,
    CODE_ERF, CODE_FLOOR, CODE_CEIL, CODE_ROUND, CODE_TRUNCATE, CODE_NOT, CODE_ISNAN,
    CODE_EXP2, CODE_LOG2, CODE_LOG10, CODE_ASINH, CODE_ACOSH, CODE_ATANH, CODE_ERFC,
    CODE_ERF_INVERSE, CODE_LOG_GAMMA, CODE_DIGAMMA, CODE_BESSEL_I0, CODE_BESSEL_I1, CODE_ADD,
    CODE_SUBTRACT, CODE_MULTIPLY, CODE_DIVIDE, CODE_POWER, CODE_MAXIMUM, CODE_MINIMUM,
    CODE_FLOOR_DIVIDE, CODE_MODULO, CODE_ATAN2, CODE_TRUNCATED_REMAINDER, CODE_HYPOTENUSE,
    CODE_COPY_SIGN, CODE_ZETA, CODE_EQUAL, CODE_NOT_EQUAL, CODE_LESS,
    CODE_LESS_EQUAL, CODE_GREATER, CODE_GREATER_EQUAL, CODE_AND, CODE_OR, CODE_SELECT,
    CODE_MULTIPLY_ADD,
};

#define T float
#define F(NAME) NAME##f
#define MAP dlm_map_float
#define SELECT select_float
#define MODULO modulo_float
#define FLOOR_DIVIDE floor_divide_float
#define EXP dlm_expf
#define LOG dlm_logf
#define TANH dlm_tanhf
#define SIGMOID dlm_sigmoidf
#include "loops_map_template.h"

#define T double
#define F(NAME) NAME
#define MAP dlm_map_double
#define SELECT select_double
#define MODULO modulo_double
#define FLOOR_DIVIDE floor_divide_double
#define EXP exp
#define LOG log
#define TANH tanh
#define SIGMOID(X_) (1 / (1 + exp(-(X_))))
#include "loops_map_template.h"
