#ifndef DLM_PLAIN_H
#define DLM_PLAIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Matrix products of the element types that `dlm_gemm` does not know.

/// Element types. Whole numbers wrap.
enum { DLM_PLAIN_DOUBLE, DLM_PLAIN_INT64, DLM_PLAIN_INT32, DLM_PLAIN_UINT8 };

/// C [m, n] = A [m, k] B [k, n]. C is dense; A and B are read by the steps given, in elements.
typedef struct {
    int type;
    int64_t m, n, k;
    int64_t a_row, a_column, b_row, b_column;
} dlm_plain_product;

/// Bytes of workspace: B packed where its rows are not dense.
size_t dlm_plain_workspace(const dlm_plain_product *product);

/// Sums run over k in order, so the result does not depend on the number of threads.
void dlm_plain_multiply(const dlm_plain_product *product, const void *a, const void *b, void *c,
                        void *workspace, int threads);

#ifdef __cplusplus
}
#endif

#endif
