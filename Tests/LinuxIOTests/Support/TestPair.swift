// Two connected descriptors. Closed on exec, unlike a pipe's: a test process started meanwhile would keep an end open.
import CLinux
import Glibc

/// A pair of connected stream sockets.
func makePair() -> (first: Int32, second: Int32) {
  var ends: [Int32] = [-1, -1]
  let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
  precondition(unsafe socketpair(AF_UNIX, type, 0, &ends) == 0, "no pair of sockets")
  return (ends[0], ends[1])
}
