// Replies as arrays.

/// The bytes that `write` fills of a buffer of `capacity` bytes; it returns how many. The rest must stay untouched.
func written(_ capacity: Int, _ write: (inout MutableRawSpan) -> Int) -> [UInt8] {
  var buffer = Array(repeating: UInt8(0xa5), count: capacity)
  let count = fill(&buffer, write)
  precondition(buffer[count...].allSatisfy { $0 == 0xa5 }, "something was written behind the reply's end")
  return Array(buffer.prefix(count))
}

private func fill(_ buffer: inout [UInt8], _ write: (inout MutableRawSpan) -> Int) -> Int {
  var span = buffer.mutableSpan
  // Sound: any bytes are valid for integers.
  var bytes = unsafe span.mutableBytes
  return write(&bytes)
}
