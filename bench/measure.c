/* Runs a command and tells what it cost.
 *
 *   measure RESULTS COUNT COMMAND [ARGUMENT...]
 *
 * Runs it COUNT times, one after the other, and appends a line for each run to RESULTS: microseconds
 * of wall time, of CPU in user mode, of CPU in the kernel, peak memory in KB, exit status.
 *
 * A program of its own because a process is charged with the memory of the one that it was forked
 * from: from here, that is less than any command measured has itself. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static long long now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long long us(struct timeval t) {
  return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

int main(int argc, char** argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: measure RESULTS COUNT COMMAND [ARGUMENT...]\n");
    return 2;
  }
  FILE* results = fopen(argv[1], "a");
  if (!results) {
    perror(argv[1]);
    return 1;
  }
  for (int left = atoi(argv[2]); left > 0; --left) {
    pid_t child;
    int status;
    struct rusage cost;
    const long long start = now_us();
    const int failed = posix_spawnp(&child, argv[3], NULL, NULL, argv + 3, environ);
    if (failed) {
      fprintf(stderr, "measure: %s: %s\n", argv[3], strerror(failed));
      return 1;
    }
    if (wait4(child, &status, 0, &cost) < 0) {
      perror("wait4");
      return 1;
    }
    const long long wall = now_us() - start;
    fprintf(results, "%lld %lld %lld %ld %d\n", wall, us(cost.ru_utime), us(cost.ru_stime),
            cost.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  }
  return fclose(results) == 0 ? 0 : 1;
}
