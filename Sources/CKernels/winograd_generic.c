#define DLM_VL 4
#define DLM_NV 2
#define DLM_WINOGRAD_TABLE dlm_winograd_generic
#include "winograd_template.h"
