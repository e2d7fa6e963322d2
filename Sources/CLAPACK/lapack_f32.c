#include "common.h"
#include "fortran.h"
#include "typed.h"

#define REAL float
#define NAME(x) dlm_##x##_f32
#define FORTRAN(x) s##x##_

#include "factor_template.h"
#include "spectral_template.h"
