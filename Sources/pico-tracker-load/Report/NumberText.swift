// Numbers as text for people, without Foundation.

/// A number with a fixed number of digits after the point.
func fixed(_ number: Double, digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = (abs(number) * scale).rounded()
  guard scaled < 9e15 else { return "\(number)" }
  let whole = Int(scaled) / Int(scale)
  let sign = number < 0 && scaled > 0 ? "-" : ""
  guard digits > 0 else { return "\(sign)\(whole)" }
  let part = String(Int(scaled) % Int(scale))
  return "\(sign)\(whole).\(String(repeating: "0", count: digits - part.count))\(part)"
}

/// A count with commas: 1,234,567.
func grouped(_ number: UInt64) -> String {
  var text = ""
  for (place, digit) in String(number).reversed().enumerated() {
    if place > 0, place.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}

/// A time in nanoseconds as microseconds: "12.3" below a hundred, "1,234" above.
func microseconds(_ nanoseconds: UInt64) -> String {
  nanoseconds < 100_000 ? fixed(Double(nanoseconds) / 1000, digits: 1) : grouped((nanoseconds + 500) / 1000)
}
