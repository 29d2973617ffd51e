// The questions about Unicode that the Embedded standard library asks a program; CUnicode.c answers them.
#ifndef CUNICODE_H
#define CUNICODE_H

#include <stdbool.h>
#include <stdint.h>

/// The canonical combining class of a scalar, and whether it may change in a normal form; 0 for one that never does.
uint16_t _swift_stdlib_getNormData(uint32_t scalar);

/// Where the decomposition of a scalar stands in the table of all.
uint32_t _swift_stdlib_getDecompositionEntry(uint32_t scalar);

/// The table of all decompositions.
extern const uint8_t *const _Nonnull _swift_stdlib_nfd_decompositions;

/// What two scalars compose to; all bits set if they do not.
uint32_t _swift_stdlib_getComposition(uint32_t first, uint32_t second);

/// How a scalar joins its neighbours to one character; all bits set if it does not.
uint8_t _swift_stdlib_getGraphemeBreakProperty(uint32_t scalar);

/// Whether a scalar is a consonant that a linker joins to the next.
bool _swift_stdlib_isInCB_Consonant(uint32_t scalar);

/// Whether a scalar is a picture that a joiner joins to the next.
bool _swift_stdlib_isExtendedPictographic(uint32_t scalar);

#endif
