#ifndef DLM_STOP_H
#define DLM_STOP_H

#ifdef __cplusplus
extern "C" {
#endif

// Giving a computation up in the middle of a kernel. Kernels ask between slabs of work, some ten
// microseconds to a millisecond of it, and return early; what they leave behind is not a result,
// so whoever began the watch has to look at `dlm_stop_end`.

/// What is asked: non-zero when the computation is to be given up. Called only on the thread that
/// began the watch.
typedef int (*dlm_stop_question)(void *context);

/// A watch over the kernels that one thread runs, and over the workers that help it.
typedef struct dlm_stop_watch {
    dlm_stop_question question;
    void *context;
    int is_stopped;
    struct dlm_stop_watch *before;
} dlm_stop_watch;

/// Begins a watch, which must stay where it is until it ends. Watches of one thread may be nested.
void dlm_stop_begin(dlm_stop_watch *watch, dlm_stop_question question, void *context);

/// Ends it, and says whether kernels were stopped.
int dlm_stop_end(dlm_stop_watch *watch);

/// Whether to give up; 0 where nobody watches. A few nanoseconds.
int dlm_stopped(void);

/// The watch of this thread, and its use by a worker that helps the watching thread.
dlm_stop_watch *dlm_stop_current(void);
void dlm_stop_join(dlm_stop_watch *watch);
void dlm_stop_leave(void);

#ifdef __cplusplus
}
#endif

#endif
