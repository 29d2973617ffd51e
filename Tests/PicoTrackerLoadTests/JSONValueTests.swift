// Tests of how JSON is written.
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

  @Test("Objects stand in objects, may be empty, and their names are quoted like any text")
  func nested() {
    #expect(JSONValue.object([]).description == "{}")
    let value = JSONValue.object([("a\"b", .object([("c", .object([])), ("d", .text(""))]))])
    #expect(value.description == "{\"a\\\"b\": {\"c\": {}, \"d\": \"\"}}")
  }

  @Test("Decimals have four digits, rounded; integers have none")
  func numbers() {
    #expect(JSONValue.decimal(2.0 / 3).description == "0.6667")
    #expect(JSONValue.decimal(-0.00001).description == "0.0000")
    #expect(JSONValue.integer(-12).description == "-12")
  }

  @Test("The first and the last control character are escaped, the blank after them is not")
  func controls() { #expect(JSONValue.text("\0\t\u{1f} ").description == "\"\\u0000\\u0009\\u001f \"") }
}
