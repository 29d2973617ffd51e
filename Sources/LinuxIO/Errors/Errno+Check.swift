// Turns the results of system calls into typed errors.

extension Errno {
  /// What a call returned, if that is not the negative number of a failure.
  @discardableResult
  static func check<Result: SignedInteger>(_ result: Result) throws(Errno) -> Result {
    guard result >= 0 else { throw .last }
    return result
  }

  /// What a call returns in the end: it is repeated for as long as signals keep it from beginning.
  @discardableResult
  static func checkRepeating<Result: SignedInteger>(_ call: () -> Result) throws(Errno) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = last
      guard error == .interrupted else { throw error }
    }
  }
}
