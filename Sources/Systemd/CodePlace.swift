// The place in the code that a journal entry comes from.

/// A line of the source and the function around it; by default those of the caller.
public struct CodePlace: Sendable {
  let fileID: StaticString
  let line: UInt
  let function: StaticString

  /// The caller's place, unless another one is given.
  public init(fileID: StaticString = #fileID, line: UInt = #line, function: StaticString = #function) {
    self.fileID = fileID
    self.line = line
    self.function = function
  }
}
