#include "CReadline.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

static dlm_complete completer;
static volatile sig_atomic_t was_interrupted;
// Signals blocked while a key is waited for.
static sigset_t waiting_mask;

typedef struct {
    char **items;
    size_t count, room;
} candidates;

static void add_candidate(void *opaque, const char *text) {
    candidates *list = opaque;
    if (list->count + 1 >= list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        char **grown = realloc(list->items, room * sizeof *grown);
        if (!grown) return;
        list->items = grown;
        list->room = room;
    }
    char *copy = strdup(text);
    if (copy) list->items[list->count++] = copy;
}

static candidates found;
static size_t next_candidate;

// readline asks for one candidate after another and frees each.
static char *generate(const char *text, int state) {
    if (state == 0) {
        for (size_t i = next_candidate; i < found.count; i++) free(found.items[i]);
        found.count = next_candidate = 0;
        // What stands behind the cursor says nothing about the word before it.
        char *line = strndup(rl_line_buffer, (size_t)rl_point);
        if (line) completer(text, line, add_candidate, &found);
        free(line);
    }
    return next_candidate < found.count ? found.items[next_candidate++] : NULL;
}

static char **attempt(const char *text, int start, int end) {
    (void)end;
    rl_completion_append_character = '\0';
    if (!completer) return NULL;
    char **matches = rl_completion_matches(text, generate);
    // Inside quotes the word is a path, which readline completes by itself.
    int quotes = 0;
    for (int i = 0; i < start; i++) quotes ^= rl_line_buffer[i] == '"';
    if (matches || !quotes) rl_attempted_completion_over = 1;
    // Behind a folder the path goes on.
    size_t count = matches ? strlen(matches[0]) : 0;
    if (count > 0 && matches[0][count - 1] == '/') rl_completion_suppress_quote = 1;
    return matches;
}

// Keys that were read by somebody else, to be read again.
static unsigned char *pushed;
static size_t pushed_count, pushed_next;

void dlm_readline_push(const unsigned char *bytes, size_t count) {
    size_t left = pushed_count - pushed_next;
    unsigned char *grown = malloc(left + count);
    if (!grown) return;
    if (left) memcpy(grown, pushed + pushed_next, left);
    memcpy(grown + left, bytes, count);
    free(pushed);
    pushed = grown;
    pushed_count = left + count;
    pushed_next = 0;
}

// A character, or a line feed once the line was given up: readline's own function would wait for
// the next key. The signal is let through only while waiting, so that none is missed before.
static int get_character(FILE *stream) {
    int input = fileno(stream);
    for (;;) {
        // What waits for one more key of its own, a question or a key after Escape, is given up first.
        if (was_interrupted) return RL_ISSTATE(RL_STATE_MOREINPUT) ? ABORT_CHAR : '\n';
        if (pushed_next < pushed_count) return pushed[pushed_next++];
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(input, &ready);
        // Another thread may have been the one that was interrupted: look now and then.
        struct timespec patience = {0, 200000000};
        int waited = pselect(input + 1, &ready, NULL, NULL, &patience, &waiting_mask);
        if (waited == 0) continue;
        if (waited < 0) {
            if (errno != EINTR) return EOF;
            // A window of another size.
            rl_check_signals();
            continue;
        }
        unsigned char character;
        ssize_t count = read(input, &character, 1);
        if (count == 1) return character;
        if (count == 0 || errno != EINTR) return EOF;
    }
}

// Inside quotes a slash belongs to a path.
static char *word_breaks(void) {
    int quotes = 0;
    for (int i = 0; i < rl_point; i++) quotes ^= rl_line_buffer[i] == '"';
    static char in_quotes[] = "\"";
    return quotes ? in_quotes : NULL;
}

static void interrupt(int number) {
    (void)number;
    was_interrupted = 1;
}

void dlm_readline_setup(const char *name, dlm_complete complete) {
    completer = complete;
    rl_readline_name = name;
    rl_attempted_completion_function = attempt;
    rl_basic_word_break_characters = " \t\n\"()[]{},=+-*/@|>:;";
    rl_completer_quote_characters = "\"";
    rl_completion_word_break_hook = word_breaks;
    rl_catch_signals = 0;
    rl_getc_function = get_character;
    using_history();
    // With the time before each entry, entries of several lines come back from the file whole.
    history_comment_char = '#';
    history_write_timestamps = 1;
}

char *dlm_readline(const char *prompt, int *interrupted) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    sigemptyset(&action.sa_mask);
    was_interrupted = 0;
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupts, &waiting_mask);
    sigdelset(&waiting_mask, SIGINT);
    sigaction(SIGINT, &action, &before);
    char *line = readline(prompt);
    sigaction(SIGINT, &before, NULL);
    sigprocmask(SIG_UNBLOCK, &interrupts, NULL);
    *interrupted = was_interrupted;
    if (!was_interrupted) return line;
    free(line);
    return strdup("");
}

void dlm_readline_free(char *line) { free(line); }

void dlm_history_add(const char *line) {
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (*line && (!last || strcmp(last->line, line) != 0)) add_history(line);
}

int dlm_history_read(const char *path) { return read_history(path); }

int dlm_history_write(const char *path, int most) {
    int status = write_history(path);
    if (status == 0) history_truncate_file(path, most);
    return status;
}
