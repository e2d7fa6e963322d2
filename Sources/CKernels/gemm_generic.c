#include "gemm_level.h"

// The baseline: SSE2 on x86-64, NEON on aarch64.
#define DLM_VL 4
#define DLM_MR 6
#define DLM_NV 2
#define DLM_LEVEL_NAME "generic"
#define DLM_GEMM_TABLE dlm_gemm_generic
#include "gemm_template.h"
