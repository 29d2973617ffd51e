// A text for the manual page, which the program itself never prints.

/// Whole sentences about an option, one per line.
///
/// The manual page and the default file are made from them by the tests, in the normal mode. Embedded, where the program's size
/// counts, they stay out of it.
struct ManualText: ExpressibleByStringLiteral, Sendable {
  #if hasFeature(Embedded)
    init(stringLiteral: StaticString) {}
  #else
    /// The sentences.
    let text: String

    init(stringLiteral text: String) { self.text = text }
  #endif
}
