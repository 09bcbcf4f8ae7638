#ifndef CSOCKETS_SHIM_H
#define CSOCKETS_SHIM_H

/* Linux' batched system calls, which the C library declares for _GNU_SOURCE alone and Swift's Glibc therefore lacks. */
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* struct mmsghdr of recvmmsg(2). */
struct csockets_message {
    struct msghdr header;
    unsigned int length;
};

static inline long csockets_recvmmsg(int socket, struct csockets_message *messages, unsigned int count, int flags) {
    return syscall(SYS_recvmmsg, socket, messages, count, flags, (struct timespec *)0);
}

static inline long csockets_sendmmsg(int socket, struct csockets_message *messages, unsigned int count, int flags) {
    return syscall(SYS_sendmmsg, socket, messages, count, flags);
}

#endif
