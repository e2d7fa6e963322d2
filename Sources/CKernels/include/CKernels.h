#ifndef DLM_CKERNELS_H
#define DLM_CKERNELS_H

// Umbrella of the compute kernels: one header per area.
#include "dlm_axis.h"
#include "dlm_conv.h"
#include "dlm_gemm.h"
#include "dlm_loops.h"
#include "dlm_index.h"
#include "dlm_parallel.h"
#include "dlm_plain.h"
#include "dlm_pool.h"
#include "dlm_random.h"
#include "dlm_special.h"
#include "dlm_stop.h"

#endif
