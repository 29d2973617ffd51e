#include "CLinux.h"

static int argument_count;
static char **argument_vector;

// glibc hands (argc, argv, envp) to every constructor; the only way to the arguments that works without a main of our own.
__attribute__((constructor)) static void remember_arguments(int argc, char **argv) {
    argument_count = argc;
    argument_vector = argv;
}

int clinux_argument_count(void) { return argument_count; }

char *clinux_argument(int index) {
    return index >= 0 && index < argument_count ? argument_vector[index] : 0;
}
