#include "CImage.h"

#include <stdlib.h>
#include <zlib.h>

// zlib counts in 32 bits: hand it pieces.
static uInt piece(size_t count) { return count > (1u << 30) ? (1u << 30) : (uInt)count; }

void *dlm_inflate_create(void) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (!stream) return NULL;
    // Negative: neither zlib's header nor gzip's, as in zip archives.
    if (inflateInit2(stream, -15) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

void dlm_inflate_destroy(void *opaque) {
    z_stream *stream = opaque;
    if (!stream) return;
    inflateEnd(stream);
    free(stream);
}

int dlm_inflate_step(void *opaque, const uint8_t *bytes, size_t count, size_t *consumed,
                     uint8_t *out, size_t capacity, size_t *produced) {
    z_stream *stream = opaque;
    uInt given = piece(count);
    uInt room = piece(capacity);
    stream->next_in = (Bytef *)bytes;
    stream->avail_in = given;
    stream->next_out = out;
    stream->avail_out = room;
    int status = inflate(stream, Z_NO_FLUSH);
    *consumed = given - stream->avail_in;
    *produced = room - stream->avail_out;
    if (status == Z_STREAM_END) return DLM_INFLATE_END;
    // Z_BUF_ERROR: nothing could be done with this input and room, which is for the caller to see.
    return status == Z_OK || status == Z_BUF_ERROR ? DLM_INFLATE_MORE : DLM_INFLATE_CORRUPT;
}

uint32_t dlm_crc32(uint32_t sum, const uint8_t *bytes, size_t count) {
    uLong running = sum;
    while (count > 0) {
        uInt part = piece(count);
        running = crc32(running, bytes, part);
        bytes += part;
        count -= part;
    }
    return (uint32_t)running;
}
