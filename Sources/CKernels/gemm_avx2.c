#if defined(__x86_64__)
#include <string.h>

#include "gemm_level.h"
#include "level_avx2.h"

#define DLM_VL 8
#define DLM_MR 6
#define DLM_NV 2
#define DLM_LEVEL_NAME "avx2"
#define DLM_GEMM_TABLE dlm_gemm_avx2
#include "gemm_template.h"
#include "level_end.h"
#endif
