#if defined(__x86_64__)
#include <string.h>

#include "gemm_level.h"
#include "level_avx512.h"

#define DLM_VL 16
#define DLM_MR 14
#define DLM_NV 2
#define DLM_LEVEL_NAME "avx512"
#define DLM_GEMM_TABLE dlm_gemm_avx512
#include "gemm_template.h"
#include "level_end.h"
#endif
