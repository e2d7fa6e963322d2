// Folding and moving of registers for one register type. Included twice, with T defined; not a
// header of its own.

DLM_CLONES
double FOLD(dlm_reduction reduction, int64_t n, const T *values) {
    // Sixteen running values: vector code, and short chains of rounding errors.
    enum { lanes = 16 };
    T partial[lanes];
    for (int l = 0; l < lanes; l++) partial[l] = (T)dlm_fold_identity(reduction);
    int64_t whole = n / lanes * lanes;
    switch (reduction) {
    case DLM_SUM:
        for (int64_t i = 0; i < whole; i += lanes)
            for (int l = 0; l < lanes; l++) partial[l] += values[i + l];
        break;
    case DLM_MAX:
        for (int64_t i = 0; i < whole; i += lanes)
            for (int l = 0; l < lanes; l++) {
                T x = values[i + l];
                partial[l] = partial[l] > x || partial[l] != partial[l] ? partial[l] : x;
            }
        break;
    case DLM_MIN:
        for (int64_t i = 0; i < whole; i += lanes)
            for (int l = 0; l < lanes; l++) {
                T x = values[i + l];
                partial[l] = partial[l] < x || partial[l] != partial[l] ? partial[l] : x;
            }
        break;
    case DLM_PRODUCT:
        for (int64_t i = 0; i < whole; i += lanes)
            for (int l = 0; l < lanes; l++) partial[l] *= values[i + l];
        break;
    }
    double result = dlm_fold_identity(reduction);
    for (int l = 0; l < lanes; l++) result = dlm_fold_pair(reduction, result, partial[l]);
    for (int64_t i = whole; i < n; i++) result = dlm_fold_pair(reduction, result, values[i]);
    return result;
}

DLM_CLONES
void FOLD_COLUMNS(dlm_reduction reduction, int64_t rows, int64_t columns, const T *values,
                  T *partial, double *accumulators) {
    if (reduction != DLM_SUM) {
        for (int64_t r = 0; r < rows; r++)
            for (int64_t j = 0; j < columns; j++)
                accumulators[j] =
                    dlm_fold_pair(reduction, accumulators[j], values[r * columns + j]);
        return;
    }
    if (rows == 1) {
        _Pragma("clang loop vectorize(assume_safety)")
        for (int64_t j = 0; j < columns; j++) accumulators[j] += values[j];
        return;
    }
    // A block's rows are few, so Float32 serves within the block; Float64 joins the blocks.
    _Pragma("clang loop vectorize(assume_safety)")
    for (int64_t j = 0; j < columns; j++) partial[j] = values[j];
    for (int64_t r = 1; r < rows; r++) {
        const T *row = values + r * columns;
        _Pragma("clang loop vectorize(assume_safety)")
        for (int64_t j = 0; j < columns; j++) partial[j] += row[j];
    }
    _Pragma("clang loop vectorize(assume_safety)")
    for (int64_t j = 0; j < columns; j++) accumulators[j] += partial[j];
}

#define MOVE(TYPE, EXPRESSION)                                                                   \
    {                                                                                            \
        const TYPE *from = (const TYPE *)source + offset;                                        \
        if (stride == 1) {                                                                       \
            for (int64_t i = 0; i < n; i++) { TYPE x = from[i]; target[i] = (EXPRESSION); }      \
        } else {                                                                                 \
            for (int64_t i = 0; i < n; i++) {                                                    \
                TYPE x = from[i * stride];                                                       \
                target[i] = (EXPRESSION);                                                        \
            }                                                                                    \
        }                                                                                        \
        break;                                                                                   \
    }

DLM_CLONES
void LOAD(dlm_dtype dtype, const void *source, int64_t offset, int64_t stride, int64_t n,
          T *restrict target) {
    switch (dtype) {
    case DLM_FLOAT32: MOVE(float, (T)x)
    case DLM_FLOAT64: MOVE(double, (T)x)
    case DLM_INT64: MOVE(int64_t, (T)x)
    case DLM_INT32: MOVE(int32_t, (T)x)
    case DLM_UINT8: MOVE(uint8_t, (T)x)
    case DLM_BOOL: MOVE(uint8_t, x ? 1 : 0)
    }
}

#undef MOVE
#define MOVE(TYPE, EXPRESSION)                                                                   \
    {                                                                                            \
        TYPE *to = (TYPE *)target + offset;                                                      \
        if (stride == 1) {                                                                       \
            for (int64_t i = 0; i < n; i++) { T x = source[i]; to[i] = (EXPRESSION); }           \
        } else {                                                                                 \
            for (int64_t i = 0; i < n; i++) { T x = source[i]; to[i * stride] = (EXPRESSION); }  \
        }                                                                                        \
        break;                                                                                   \
    }

DLM_CLONES
void STORE(dlm_dtype dtype, void *target, int64_t offset, int64_t stride, int64_t n,
           const T *restrict source) {
    switch (dtype) {
    case DLM_FLOAT32: MOVE(float, (float)x)
    case DLM_FLOAT64: MOVE(double, x)
    case DLM_INT64: MOVE(int64_t, to_int64(x))
    case DLM_INT32: MOVE(int32_t, (int32_t)(uint32_t)(uint64_t)to_int64(x))
    case DLM_UINT8: MOVE(uint8_t, (uint8_t)(!(x > 0) ? 0 : x > 255 ? 255 : x))
    case DLM_BOOL: MOVE(uint8_t, x != 0 ? 1 : 0)
    }
}

#undef MOVE
#undef T
#undef FOLD
#undef FOLD_COLUMNS
#undef LOAD
#undef STORE
