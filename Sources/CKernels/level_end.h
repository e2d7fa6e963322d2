// Ends what `level_avx2.h` or `level_avx512.h` began.
#if defined(__clang__)
#pragma clang attribute pop
#endif
