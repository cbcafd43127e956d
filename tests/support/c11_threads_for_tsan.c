/* C11 threads made of POSIX threads, for builds under ThreadSanitizer.
 *
 * librdkafka uses <threads.h> where the C library has it. ThreadSanitizer (gcc 12, clang 14) follows pthread_create and
 * pthread_mutex_lock but not thrd_create and mtx_lock: a thread begun with the former crashes in its first malloc, and no lock
 * orders anything. These definitions come before the C library's and lead to the functions that it follows. In glibc the C11
 * types are the POSIX ones under another name (nptl/threads.h checks their sizes), and so are their initial states. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <time.h>

_Static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t), "mtx_t holds a mutex");
_Static_assert(sizeof(cnd_t) >= sizeof(pthread_cond_t), "cnd_t holds a condition");
_Static_assert(sizeof(thrd_t) == sizeof(pthread_t), "thrd_t is a thread");
_Static_assert(sizeof(once_flag) == sizeof(pthread_once_t), "once_flag is a pthread_once_t");

static int outcome(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ETIMEDOUT:
      return thrd_timedout;
    case ENOMEM:
      return thrd_nomem;
    default:
      return thrd_error;
  }
}

struct start {
  thrd_start_t function;
  void* argument;
};

static void* run(void* opaque) {
  struct start start = *(struct start*)opaque;
  free(opaque);
  return (void*)(intptr_t)start.function(start.argument);
}

int thrd_create(thrd_t* thread, thrd_start_t function, void* argument) {
  struct start* start = malloc(sizeof(*start));
  if (start == NULL) return thrd_nomem;
  start->function = function;
  start->argument = argument;
  const int error = pthread_create((pthread_t*)thread, NULL, run, start);
  if (error != 0) free(start);
  return outcome(error);
}

int thrd_join(thrd_t thread, int* result) {
  void* value = NULL;
  const int error = pthread_join((pthread_t)thread, &value);
  if (error == 0 && result != NULL) *result = (int)(intptr_t)value;
  return outcome(error);
}

int thrd_detach(thrd_t thread) {
  return outcome(pthread_detach((pthread_t)thread));
}

void call_once(once_flag* flag, void (*function)(void)) {
  pthread_once((pthread_once_t*)flag, function);
}

int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(
      &attributes, (type & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  const int error = pthread_mutex_init((pthread_mutex_t*)mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  return outcome(error);
}

void mtx_destroy(mtx_t* mutex) {
  pthread_mutex_destroy((pthread_mutex_t*)mutex);
}
int mtx_lock(mtx_t* mutex) {
  return outcome(pthread_mutex_lock((pthread_mutex_t*)mutex));
}
int mtx_trylock(mtx_t* mutex) {
  return outcome(pthread_mutex_trylock((pthread_mutex_t*)mutex));
}
int mtx_unlock(mtx_t* mutex) {
  return outcome(pthread_mutex_unlock((pthread_mutex_t*)mutex));
}

int cnd_init(cnd_t* condition) {
  return outcome(pthread_cond_init((pthread_cond_t*)condition, NULL));
}
void cnd_destroy(cnd_t* condition) {
  pthread_cond_destroy((pthread_cond_t*)condition);
}
int cnd_signal(cnd_t* condition) {
  return outcome(pthread_cond_signal((pthread_cond_t*)condition));
}
int cnd_broadcast(cnd_t* condition) {
  return outcome(pthread_cond_broadcast((pthread_cond_t*)condition));
}

int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return outcome(pthread_cond_wait((pthread_cond_t*)condition, (pthread_mutex_t*)mutex));
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const struct timespec* until) {
  return outcome(
      pthread_cond_timedwait((pthread_cond_t*)condition, (pthread_mutex_t*)mutex, until));
}
