#ifndef DLM_READLINE_H
#define DLM_READLINE_H

#include <stddef.h>

// GNU readline behind a few calls. Only the command links it.

// Prepares editing for a program of this name. `complete` gives the candidates for a word, the end
// of `line`: it calls `add` with each, and may be NULL.
typedef void (*dlm_add_candidate)(void *list, const char *candidate);
typedef void (*dlm_complete)(const char *word, const char *line, dlm_add_candidate add, void *list);
void dlm_readline_setup(const char *name, dlm_complete complete);

// Reads a line; NULL at the end of input. Sets `*interrupted` when Ctrl-C gave the line up, with an
// empty line as the result. The caller frees the line with `dlm_readline_free`.
char *dlm_readline(const char *prompt, int *interrupted);
void dlm_readline_free(char *line);

// Keys that were typed but read by somebody else: the next line begins with them.
void dlm_readline_push(const unsigned char *bytes, size_t count);

// The lines typed before: kept in a file across sessions. Reading a missing file is no error.
void dlm_history_add(const char *line);
int dlm_history_read(const char *path);
int dlm_history_write(const char *path, int most);

#endif
