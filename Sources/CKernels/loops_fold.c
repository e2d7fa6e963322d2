#include "loops_internal.h"

/// Truncates; NaN is 0, values out of range become the nearest bound.
static inline int64_t to_int64(double x) {
    if (x != x) return 0;
    if (x >= 9.2e18) return INT64_MAX;
    if (x <= -9.2e18) return INT64_MIN;
    return (int64_t)x;
}

#define T float
#define FOLD dlm_fold_float
#define FOLD_COLUMNS dlm_fold_columns_float
#define LOAD dlm_load_float
#define STORE dlm_store_float
#include "loops_fold_template.h"

#define T double
#define FOLD dlm_fold_double
#define FOLD_COLUMNS dlm_fold_columns_double
#define LOAD dlm_load_double
#define STORE dlm_store_double
#include "loops_fold_template.h"
