#include "common.h"
#include "fortran.h"
#include "typed.h"

#define REAL double
#define NAME(x) dlm_##x##_f64
#define FORTRAN(x) d##x##_

#include "factor_template.h"
#include "spectral_template.h"
