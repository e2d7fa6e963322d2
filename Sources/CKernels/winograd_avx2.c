#if defined(__x86_64__)
#include <stdint.h>
#include <string.h>

#include "level_avx2.h"

#define DLM_VL 8
#define DLM_NV 2
#define DLM_WINOGRAD_TABLE dlm_winograd_avx2
#include "winograd_template.h"
#include "level_end.h"
#endif
