// A directory for one test, gone with it.
import Glibc
import LinuxIO

/// A new directory below /tmp, and the little that the tests do in it.
final class TestDirectory: Sendable {
  let path: String

  init() {
    path = "/tmp/pico-tracker-service-tests-\(UInt64.random(in: 0 ... .max))"
    // Unsafe, here and below: C strings for the length of the calls.
    precondition(unsafe mkdir(path, 0o700) == 0, "no directory for a test")
  }

  deinit {
    // What trackers and tests leave here.
    for name in ["snapshot", "snapshot.new", "made/snapshot", "made", "secret"] { unsafe remove("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  /// Makes a file of some bytes.
  func write(_ bytes: [UInt8], to name: String) {
    let file = unsafe open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let written = unsafe Glibc.write(file, bytes, bytes.count)
    precondition(written == bytes.count, "a test's file cannot be written")
    close(file)
  }

  /// Whether there is something of a name.
  func has(_ name: String) -> Bool { unsafe access("\(path)/\(name)", F_OK) == 0 }

  /// Makes it impossible to save a state here, for root too: a directory has the name of the draft.
  func obstruct() { precondition(unsafe mkdir("\(path)/snapshot.new", 0o700) == 0, "the draft's name is taken") }

  /// Ends that.
  func clear() { precondition(unsafe rmdir("\(path)/snapshot.new") == 0, "nothing was in the way") }
}
