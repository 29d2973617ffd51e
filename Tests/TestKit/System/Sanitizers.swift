// Tells whether the tests run under a sanitizer, which takes address space for itself.
import Glibc

/// The sanitizers of the compiler.
package enum Sanitizers {
  /// Whether one of them is in this process: a limit on address space would then be a limit on the sanitizer.
  package static var areOn: Bool {
    // Unsafe: only asks whether the functions are there.
    unsafe dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil
  }
}
