// Thin, setjmp-free shims over libjpeg-turbo (its TurboJPEG interface) and zlib.
#ifndef DLM_CIMAGE_H
#define DLM_CIMAGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A decoder is reusable, and used by one thread at a time. NULL when memory is short.
void *dlm_jpeg_decoder_create(void);
void dlm_jpeg_decoder_destroy(void *decoder);

// Size of an image from its header. 0, or -1 and a message.
int dlm_jpeg_read_size(void *decoder, const uint8_t *bytes, size_t count,
                       int *width, int *height);

// Decodes into width * height interleaved RGB pixels; a grey image gets three equal channels.
// Damage of any kind, also such as libjpeg only warns of, gives -1 and a message.
int dlm_jpeg_decode(void *decoder, const uint8_t *bytes, size_t count,
                    int width, int height, uint8_t *rgb);

// What went wrong in the decoder's last call.
const char *dlm_jpeg_message(void *decoder);

// Compresses interleaved RGB at a quality of 1 to 100, 4:4:4 subsampling. The result is freed with
// dlm_jpeg_free. 0 or -1.
int dlm_jpeg_encode(const uint8_t *rgb, int width, int height, int quality,
                    uint8_t **bytes, size_t *count);
void dlm_jpeg_free(uint8_t *bytes);

// Interleaved RGB to three planes.
void dlm_split_rgb(const uint8_t *rgb, size_t pixels, uint8_t *planes);

// A running inflation of gzip data, which must outlive it. NULL when memory is short.
void *dlm_gunzip_create(const uint8_t *bytes, size_t count);
void dlm_gunzip_destroy(void *stream);

enum {
    DLM_GUNZIP_MORE = 0,
    DLM_GUNZIP_END = 1,
    DLM_GUNZIP_TRUNCATED = -1,
    DLM_GUNZIP_CORRUPT = -2,
};

// Inflates up to `capacity` bytes; `*produced` says how many. MORE means that the capacity is
// used up.
int dlm_gunzip_read(void *stream, uint8_t *out, size_t capacity, size_t *produced);

// A running inflation of raw deflate data, fed piece by piece. NULL when memory is short.
void *dlm_inflate_create(void);
void dlm_inflate_destroy(void *stream);

enum {
    DLM_INFLATE_MORE = 0,
    DLM_INFLATE_END = 1,
    DLM_INFLATE_CORRUPT = -1,
};

// Inflates some of `bytes` into at most `capacity` bytes, which must not be 0; says how many were
// consumed and produced. MORE with none of either means that the input is used up.
int dlm_inflate_step(void *stream, const uint8_t *bytes, size_t count, size_t *consumed,
                     uint8_t *out, size_t capacity, size_t *produced);

// The CRC-32 of zip and gzip, continued from `sum`; it starts at 0.
uint32_t dlm_crc32(uint32_t sum, const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif

#endif
