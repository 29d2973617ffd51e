// Tests of the alignment of a table's columns.
import Testing

@testable import pico_tracker_load

@Suite("A table of text")
struct TextTableTests {
  @Test("The first column stands to the left, the others to the right, two spaces apart")
  func alignment() {
    var table = TextTable(heading: ["", "a", "long"])
    table.append(["connect", "12,345", "1"])
    table.append(["all", "6", ""])
    #expect(
      table.description == """
                      a  long
        connect  12,345     1
        all           6\("      ")
        """)
  }

  @Test("A heading alone is one line")
  func heading() { #expect(TextTable(heading: ["x", "y"]).description == "x  y") }

  @Test("A row may be shorter than the others, or longer")
  func ragged() {
    var table = TextTable(heading: ["h"])
    table.append(["row", "1", "22"])
    #expect(table.description == "h  \nrow  1  22")
  }

  @Test("A letter of several bytes takes one column")
  func letters() {
    var table = TextTable(heading: ["", "µs"])
    table.append(["é", "1234"])
    #expect(table.description == "     µs\né  1234")
  }
}
