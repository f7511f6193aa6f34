#pragma once

// Before a function: two versions of its loops, of which the program chooses when it starts. The
// wider one does the same operations on the same numbers, and rounds each alike. Sanitizers do not
// get along with the choice, which is made before they are ready.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LANTERN_VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define LANTERN_VECTOR_CLONES
#endif
