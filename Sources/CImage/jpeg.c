#include "CImage.h"

#include <turbojpeg.h>

void *dlm_jpeg_decoder_create(void) { return tjInitDecompress(); }

void dlm_jpeg_decoder_destroy(void *decoder) {
    if (decoder) tjDestroy(decoder);
}

int dlm_jpeg_read_size(void *decoder, const uint8_t *bytes, size_t count,
                       int *width, int *height) {
    int subsampling, colorspace;
    return tjDecompressHeader3(decoder, bytes, (unsigned long)count, width, height,
                               &subsampling, &colorspace);
}

int dlm_jpeg_decode(void *decoder, const uint8_t *bytes, size_t count,
                    int width, int height, uint8_t *rgb) {
    int flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING;
#ifdef TJFLAG_LIMITSCANS
    // A progressive file of thousands of scans would take minutes; real ones have about ten.
    flags |= TJFLAG_LIMITSCANS;
#endif
    return tjDecompress2(decoder, bytes, (unsigned long)count, rgb, width, 0, height,
                         TJPF_RGB, flags);
}

const char *dlm_jpeg_message(void *decoder) { return tjGetErrorStr2(decoder); }

int dlm_jpeg_encode(const uint8_t *rgb, int width, int height, int quality,
                    uint8_t **bytes, size_t *count) {
    *bytes = NULL;
    tjhandle encoder = tjInitCompress();
    if (!encoder) return -1;
    unsigned char *result = NULL;
    unsigned long size = 0;
    int status = tjCompress2(encoder, rgb, width, 0, height, TJPF_RGB, &result, &size,
                             TJSAMP_444, quality, TJFLAG_ACCURATEDCT);
    tjDestroy(encoder);
    *bytes = result;
    *count = size;
    return status;
}

void dlm_jpeg_free(uint8_t *bytes) { tjFree(bytes); }

void dlm_split_rgb(const uint8_t *rgb, size_t pixels, uint8_t *planes) {
    uint8_t *red = planes, *green = planes + pixels, *blue = planes + 2 * pixels;
    for (size_t i = 0; i < pixels; i++) {
        red[i] = rgb[3 * i];
        green[i] = rgb[3 * i + 1];
        blue[i] = rgb[3 * i + 2];
    }
}
