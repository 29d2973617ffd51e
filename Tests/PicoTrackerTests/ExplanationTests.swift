// Tests of Explanation.swift.
import Testing

@testable import pico_tracker

@Suite("An explanation")
struct ExplanationTests {
  @Test("is its message, with a line for each way out, the commands below each other")
  func layout() {
    #expect(Explanation("no.").text == "no.")
    let remedies: [Explanation.Remedy] = [
      .init("Look at it:", "ls"), .init("", "more"), .init("A rather long label:", "x"),
    ]
    #expect(
      Explanation("no.", remedies).text == """
        no.
          Look at it:   ls
                        more
          A rather long label: x
        """)
  }
}
