#include "dlm_stop.h"

#include <stddef.h>

static _Thread_local dlm_stop_watch *current;
// A worker that helps may not ask: the question may belong to the thread that began.
static _Thread_local int may_ask;

void dlm_stop_begin(dlm_stop_watch *watch, dlm_stop_question question, void *context) {
    watch->question = question;
    watch->context = context;
    watch->is_stopped = 0;
    watch->before = current;
    current = watch;
    may_ask = 1;
}

int dlm_stop_end(dlm_stop_watch *watch) {
    current = watch->before;
    may_ask = current != NULL;
    return __atomic_load_n(&watch->is_stopped, __ATOMIC_RELAXED);
}

int dlm_stopped(void) {
    dlm_stop_watch *watch = current;
    if (!watch) return 0;
    if (__atomic_load_n(&watch->is_stopped, __ATOMIC_RELAXED)) return 1;
    if (!may_ask || !watch->question(watch->context)) return 0;
    __atomic_store_n(&watch->is_stopped, 1, __ATOMIC_RELAXED);
    return 1;
}

dlm_stop_watch *dlm_stop_current(void) { return current; }

void dlm_stop_join(dlm_stop_watch *watch) { current = watch; }

void dlm_stop_leave(void) { current = NULL; }
