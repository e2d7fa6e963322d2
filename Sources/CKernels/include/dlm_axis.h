#ifndef DLM_AXIS_H
#define DLM_AXIS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A sparse linear map along one axis of dense arrays seen as [outer, from, inner]. Place `j` of
/// the result adds up weights[t] * x[:, sources[t], :] for t in starts[j] ..< starts[j + 1].
typedef struct dlm_axis_map {
    int64_t outer, from, to, inner;
    const int64_t *starts, *sources;
    const double *weights;
} dlm_axis_map;

/// y [outer, to, inner] from x [outer, from, inner].
void dlm_axis_map_float(const dlm_axis_map *map, const float *x, float *y, int threads);
void dlm_axis_map_double(const dlm_axis_map *map, const double *x, double *y, int threads);

#ifdef __cplusplus
}
#endif

#endif
