// A table of text in aligned columns.

/// A table of text: the first column to the left, the others, which hold numbers, to the right.
struct TextTable: CustomStringConvertible {
  private var rows: [[String]]

  init(heading: [String]) { rows = [heading] }

  mutating func append(_ row: [String]) { rows.append(row) }

  var description: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in line(row, widths) }.joined(separator: "\n")
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return column == 0 ? cell + padding : padding + cell
    }.joined(separator: "  ")
  }
}
