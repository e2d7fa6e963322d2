// QR, singular values and eigenvalues; included once for each element type, which defines REAL,
// NAME(x) for our functions and FORTRAN(x) for LAPACK's.

dlm_lapack_result NAME(qr)(int64_t batch, int64_t height, int64_t width, const REAL *a, REAL *q,
                           REAL *r) {
    if (!dlm_fits(height) || !dlm_fits(width)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int m = (int)height, n = (int)width, k = dlm_least(m, n);
    const size_t size = (size_t)m * (size_t)n;
    const int room = dlm_most(64 * dlm_most(m, n), 1);
    REAL *factors = dlm_room((int64_t)size, sizeof(REAL));
    REAL *scales = dlm_room(k, sizeof(REAL));
    REAL *work = dlm_room(room, sizeof(REAL));
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!factors || !scales || !work) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && k > 0 && !result.status; ++matrix) {
        int info = 0;
        memcpy(factors, a + matrix * (int64_t)size, size * sizeof(REAL));
        // By columns: Aᵀ = L Qᵀ with L = Rᵀ.
        FORTRAN(gelqf)(&n, &m, factors, &n, scales, work, &room, &info);
        for (int row = 0; row < k; ++row) {
            for (int column = 0; column < n; ++column) {
                *r++ = column < row ? 0 : factors[(size_t)row * n + column];
            }
        }
        FORTRAN(orglq)(&k, &m, &k, factors, &n, scales, work, &room, &info);
        for (int row = 0; row < m; ++row) {
            for (int column = 0; column < k; ++column) *q++ = factors[(size_t)row * n + column];
        }
    }
    free(work);
    free(scales);
    free(factors);
    return result;
}

static int NAME(is_finite)(const REAL *values, size_t count) {
    for (size_t place = 0; place < count; ++place) {
        if (!isfinite(values[place])) return 0;
    }
    return 1;
}

static void NAME(identities)(int64_t batch, int n, REAL *values) {
    for (int64_t matrix = 0; matrix < batch; ++matrix) {
        for (int row = 0; row < n; ++row) {
            for (int column = 0; column < n; ++column) *values++ = row == column;
        }
    }
}

dlm_lapack_result NAME(svd)(int full, int64_t batch, int64_t height, int64_t width, const REAL *a,
                            REAL *u, REAL *s, REAL *vh) {
    if (!dlm_fits(height) || !dlm_fits(width)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int m = (int)height, n = (int)width, k = dlm_least(m, n);
    if (k == 0) {
        if (full) NAME(identities)(batch, m, u), NAME(identities)(batch, n, vh);
        return dlm_ended(DLM_LAPACK_OK, 0);
    }
    const size_t size = (size_t)m * (size_t)n;
    const int left = full ? m : k, right = full ? n : k;
    const char *job = full ? "A" : "S";
    int info = 0, query = -1;
    REAL answer = 0;
    int *integers = dlm_room(8 * (int64_t)k, sizeof(int));
    REAL *values = dlm_room((int64_t)size, sizeof(REAL));
    REAL *work = NULL;
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!integers || !values) result.status = DLM_LAPACK_NO_MEMORY;
    if (!result.status) {
        FORTRAN(gesdd)(job, &n, &m, values, &n, s, vh, &n, u, &left, &answer, &query, integers,
                       &info, 1);
        query = dlm_workspace_length((double)answer);
        if (query < 0) result.status = DLM_LAPACK_TOO_LARGE;
    }
    if (!result.status) work = dlm_room(query, sizeof(REAL));
    if (!result.status && !work) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && !result.status; ++matrix, a += size) {
        if (!NAME(is_finite)(a, size)) result = dlm_ended(DLM_LAPACK_NOT_FINITE, matrix);
        if (result.status) break;
        memcpy(values, a, size * sizeof(REAL));
        // By columns: Aᵀ = V S Uᵀ, so that its left vectors are ours on the right.
        FORTRAN(gesdd)(job, &n, &m, values, &n, s, vh, &n, u, &left, work, &query, integers, &info,
                       1);
        if (info != 0) result = dlm_ended(DLM_LAPACK_NO_CONVERGENCE, matrix);
        u += (size_t)m * (size_t)left;
        s += k;
        vh += (size_t)right * (size_t)n;
    }
    free(work);
    free(values);
    free(integers);
    return result;
}

dlm_lapack_result NAME(eigh)(int64_t batch, int64_t length, const REAL *a, REAL *w, REAL *v) {
    if (!dlm_fits(length)) return dlm_ended(DLM_LAPACK_TOO_LARGE, 0);
    const int n = (int)length;
    const size_t size = (size_t)n * (size_t)n;
    const int64_t needed = 1 + 6 * (int64_t)n + 2 * (int64_t)n * n;
    const int room = (int)needed, integerRoom = 3 + 5 * n;
    int *integers = dlm_room(integerRoom, sizeof(int));
    REAL *work = dlm_room(room, sizeof(REAL));
    dlm_lapack_result result = dlm_ended(DLM_LAPACK_OK, 0);
    if (!integers || !work) result.status = DLM_LAPACK_NO_MEMORY;
    for (int64_t matrix = 0; matrix < batch && n > 0 && !result.status; ++matrix) {
        int info = 0;
        if (!NAME(is_finite)(a, size)) result = dlm_ended(DLM_LAPACK_NOT_FINITE, matrix);
        if (result.status) break;
        memcpy(v, a, size * sizeof(REAL));
        FORTRAN(syevd)("V", "U", &n, v, &n, w, work, &room, integers, &integerRoom, &info, 1, 1);
        if (info != 0) result = dlm_ended(DLM_LAPACK_NO_CONVERGENCE, matrix);
        for (int row = 0; row < n; ++row) {
            for (int column = 0; column < row; ++column) {
                const REAL below = v[(size_t)row * n + column];
                v[(size_t)row * n + column] = v[(size_t)column * n + row];
                v[(size_t)column * n + row] = below;
            }
        }
        a += size;
        v += size;
        w += n;
    }
    free(work);
    free(integers);
    return result;
}
