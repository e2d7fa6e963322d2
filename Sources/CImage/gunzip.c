#include "CImage.h"

#include <stdlib.h>
#include <zlib.h>

typedef struct {
    z_stream z;
    const uint8_t *next;
    size_t left;
    int ended;
} gunzip_stream;

void *dlm_gunzip_create(const uint8_t *bytes, size_t count) {
    gunzip_stream *stream = calloc(1, sizeof *stream);
    if (!stream) return NULL;
    // 16 asks for a gzip header, 15 for the largest window.
    if (inflateInit2(&stream->z, 16 + 15) != Z_OK) {
        free(stream);
        return NULL;
    }
    stream->next = bytes;
    stream->left = count;
    return stream;
}

void dlm_gunzip_destroy(void *opaque) {
    gunzip_stream *stream = opaque;
    if (!stream) return;
    inflateEnd(&stream->z);
    free(stream);
}

// zlib counts in 32 bits: hand it pieces.
static uInt piece(size_t count) { return count > (1u << 30) ? (1u << 30) : (uInt)count; }

int dlm_gunzip_read(void *opaque, uint8_t *out, size_t capacity, size_t *produced) {
    gunzip_stream *stream = opaque;
    *produced = 0;
    while (*produced < capacity && !stream->ended) {
        uInt given = piece(stream->left);
        uInt room = piece(capacity - *produced);
        stream->z.next_in = (Bytef *)stream->next;
        stream->z.avail_in = given;
        stream->z.next_out = out + *produced;
        stream->z.avail_out = room;
        int status = inflate(&stream->z, Z_NO_FLUSH);
        size_t read = given - stream->z.avail_in;
        size_t written = room - stream->z.avail_out;
        stream->next += read;
        stream->left -= read;
        *produced += written;
        if (status == Z_STREAM_END) {
            // A gzip file may hold several members in a row; anything else after the end is junk.
            if (stream->left == 0) stream->ended = 1;
            else if (inflateReset(&stream->z) != Z_OK) return DLM_GUNZIP_CORRUPT;
        } else if (status == Z_BUF_ERROR || (status == Z_OK && read == 0 && written == 0)) {
            return DLM_GUNZIP_TRUNCATED;
        } else if (status != Z_OK) {
            return DLM_GUNZIP_CORRUPT;
        }
    }
    return stream->ended ? DLM_GUNZIP_END : DLM_GUNZIP_MORE;
}
