import Testing

@testable import pico_tracker_load

@Suite("JSON")
struct JSONValueTests {
  @Test("Members keep their order")
  func object() {
    let value = JSONValue.object([("b", .integer(1)), ("a", .decimal(-0.25))])
    #expect(value.description == "{\"b\": 1, \"a\": -0.2500}")
  }

  @Test("Quotes, backslashes and control characters are escaped")
  func text() {
    #expect(JSONValue.text("a\"\\\n\u{1f} é").description == "\"a\\\"\\\\\\u000a\\u001f é\"")
  }

  @Test("What is no number is null", arguments: [Double.nan, .infinity])
  func notANumber(number: Double) { #expect(JSONValue.decimal(number).description == "null") }
}
