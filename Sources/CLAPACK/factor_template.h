// Cholesky, LU and what rests on them; included once for each element type, which defines REAL,
// NAME(x) for our functions and FORTRAN(x) for LAPACK's.

dlm_lapack_result NAME(cholesky)(int64_t batch, int64_t length, const REAL *a, REAL *l) {
    if (!dlm_fits(length)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length;
    const size_t size = (size_t)n * (size_t)n;
    for (int64_t matrix = 0; matrix < batch && n > 0; ++matrix, l += size, a += size) {
        int info = 0;
        memcpy(l, a, size * sizeof(REAL));
        FORTRAN(potrf)("U", &n, l, &n, &info, 1);
        if (info != 0) return dlm_ended(DLM_LAPACK_NOT_POSITIVE_DEFINITE, matrix);
        for (int row = 0; row < n; ++row) {
            for (int column = row + 1; column < n; ++column) l[(size_t)row * n + column] = 0;
        }
    }
    return dlm_ended(DLM_LAPACK_OK, 0);
}

dlm_lapack_result NAME(solve_triangular)(int upper, int transposed, int unit, int64_t batch,
                                         int64_t length, int64_t width, const REAL *a,
                                         const REAL *b, REAL *x) {
    if (!dlm_fits(length) || width > INT_MAX) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length, k = (int)width;
    const size_t size = (size_t)n * (size_t)n, values = (size_t)n * (size_t)k;
    const REAL one = 1;
    for (int64_t matrix = 0; matrix < batch && n > 0; ++matrix) {
        for (int row = 0; row < n && !unit; ++row) {
            if (a[(size_t)row * n + row] == 0) return dlm_ended(DLM_LAPACK_SINGULAR, matrix);
        }
        if (k > 0) {
            memcpy(x, b, values * sizeof(REAL));
            // By columns: Xᵀ op(A)ᵀ = Bᵀ, where Aᵀ is what LAPACK sees of A.
            FORTRAN(trsm)("R", upper ? "L" : "U", transposed ? "T" : "N", unit ? "U" : "N", &k, &n,
                          &one, a, &n, x, &k, 1, 1, 1, 1);
        }
        a += size;
        b += values;
        x += values;
    }
    return dlm_ended(DLM_LAPACK_OK, 0);
}

/// Transposes [rows, columns] by rows into [columns, rows].
static void NAME(transpose)(const REAL *from, REAL *to, size_t rows, size_t columns) {
    for (size_t row = 0; row < rows; ++row) {
        for (size_t column = 0; column < columns; ++column) {
            to[column * rows + row] = from[row * columns + column];
        }
    }
}

dlm_lapack_result NAME(solve)(int transposed, int64_t batch, int64_t length, int64_t width,
                              const REAL *a, const REAL *b, REAL *x) {
    if (!dlm_fits(length) || width > INT_MAX) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length, k = (int)width;
    const size_t size = (size_t)n * (size_t)n, values = (size_t)n * (size_t)k;
    REAL *factors = dlm_room((int64_t)size, sizeof(REAL));
    REAL *columns = dlm_room((int64_t)values, sizeof(REAL));
    int *pivots = dlm_room(n, sizeof(int));
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!factors || !columns || !pivots) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && n > 0 && !result.status; ++matrix) {
        int info = 0;
        memcpy(factors, a + matrix * (int64_t)size, size * sizeof(REAL));
        FORTRAN(getrf)(&n, &n, factors, &n, pivots, &info);
        if (info != 0) result = dlm_ended(DLM_LAPACK_SINGULAR, matrix);
        if (info != 0 || k == 0) continue;
        NAME(transpose)(b + matrix * (int64_t)values, columns, (size_t)n, (size_t)k);
        FORTRAN(getrs)(transposed ? "N" : "T", &n, &k, factors, &n, pivots, columns, &n, &info, 1);
        NAME(transpose)(columns, x + matrix * (int64_t)values, (size_t)k, (size_t)n);
    }
    free(pivots);
    free(columns);
    free(factors);
    return result;
}

dlm_lapack_result NAME(inverse)(int64_t batch, int64_t length, const REAL *a, REAL *inverse) {
    if (!dlm_fits(length)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length;
    const size_t size = (size_t)n * (size_t)n;
    const int room = dlm_most(64 * n, 1);
    REAL *work = dlm_room(room, sizeof(REAL));
    int *pivots = dlm_room(n, sizeof(int));
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!work || !pivots) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && n > 0 && !result.status; ++matrix) {
        int info = 0;
        memcpy(inverse, a, size * sizeof(REAL));
        FORTRAN(getrf)(&n, &n, inverse, &n, pivots, &info);
        if (info == 0) FORTRAN(getri)(&n, inverse, &n, pivots, work, &room, &info);
        if (info != 0) result = dlm_ended(DLM_LAPACK_SINGULAR, matrix);
        inverse += size;
        a += size;
    }
    free(pivots);
    free(work);
    return result;
}

dlm_lapack_result NAME(determinant)(int64_t batch, int64_t length, const REAL *a,
                                    REAL *determinant, REAL *sign, REAL *logarithm) {
    if (!dlm_fits(length)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length;
    const size_t size = (size_t)n * (size_t)n;
    REAL *factors = dlm_room((int64_t)size, sizeof(REAL));
    int *pivots = dlm_room(n, sizeof(int));
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!factors || !pivots) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && !result.status; ++matrix, a += size) {
        int info = 0;
        REAL product = 1, direction = 1, logarithms = 0;
        if (n > 0) {
            memcpy(factors, a, size * sizeof(REAL));
            FORTRAN(getrf)(&n, &n, factors, &n, pivots, &info);
        }
        for (int row = 0; row < n; ++row) {
            const REAL pivot = factors[(size_t)row * n + row];
            if (pivots[row] != row + 1) product = -product, direction = -direction;
            product *= pivot;
            // NaN keeps its mark in the sign too.
            direction *= pivot > 0 ? 1 : pivot < 0 ? -1 : pivot;
            logarithms += (REAL)log(fabs((double)pivot));
        }
        determinant[matrix] = product;
        sign[matrix] = direction;
        logarithm[matrix] = logarithms;
    }
    free(pivots);
    free(factors);
    return result;
}
