// Answers the Embedded standard library's questions about Unicode as if each scalar stood for itself.
//
// The library would bring 32 kB of tables, a twelfth of the program, to compare texts by what they mean and to find where a
// character ends. The program compares what it reads, byte by byte, with names of its own, which are ASCII, and cuts texts between
// scalars: it never needs to know. Here, what it would ask the tables is answered with: not decomposed, not composed, not joined.
#include "CUnicode.h"

static const uint8_t none[1];
const uint8_t *const _swift_stdlib_nfd_decompositions = none;

uint16_t _swift_stdlib_getNormData(uint32_t scalar) {
    (void)scalar;
    return 0;
}

uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar) {
    (void)scalar;
    return 0;
}

uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second) {
    (void)first;
    (void)second;
    return UINT32_MAX;
}

uint8_t _swift_stdlib_getGraphemeBreakProperty(uint32_t scalar) {
    (void)scalar;
    return UINT8_MAX;
}

bool _swift_stdlib_isInCB_Consonant(uint32_t scalar) {
    (void)scalar;
    return false;
}

bool _swift_stdlib_isExtendedPictographic(uint32_t scalar) {
    (void)scalar;
    return false;
}
