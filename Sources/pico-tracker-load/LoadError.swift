// The errors of the load tool, in words for the person who started it.

/// A failure that ends the run: what is wrong, where, and what to do.
struct LoadError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
