// Rules that hold for every entry of the table, those to come included.
import Testing
import TrackerService

@testable import pico_tracker

@Suite("The option table")
struct OptionTableTests {
  @Test("No two options share a name, short or long, or a variable")
  func uniqueNames() {
    let names = OptionTable.all.flatMap { [$0.name, $0.short].compactMap(\.self) }
    let variables = OptionTable.all.compactMap(\.variable)
    #expect(Set(names).count == names.count)
    #expect(Set(variables).count == variables.count)
  }

  @Test("Names can be typed: small letters and dashes; a short one is a letter", arguments: OptionTable.all)
  func typeableNames(option: Option) {
    #expect(option.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    #expect(option.short.map { $0.wholeMatch(of: /[a-z]/) != nil } ?? true)
  }

  @Test("An option is found by either of its names")
  func lookup() {
    for option in OptionTable.all {
      #expect(OptionTable.option(named: option.name)?.name == option.name)
      if let short = option.short { #expect(OptionTable.option(named: short)?.name == option.name) }
    }
    #expect(OptionTable.option(named: "") == nil)
  }

  @Test("Every option that takes a value has a variable, and no other", arguments: OptionTable.all)
  func variables(option: Option) {
    #expect((option.variable != nil) == (option.standardText != nil))
  }

  @Test("A summary is a few words, an explanation whole sentences", arguments: OptionTable.all)
  func texts(option: Option) {
    #expect(!option.summary.hasSuffix(".") && option.summary.count <= 40)
    for line in option.explanation.text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.hasSuffix(".") && line.first?.isUppercase == true, "\(line)")
    }
  }

  @Test("The limits of every number can be stored", arguments: OptionTable.all)
  func limitsFit(option: Option) {
    guard case .number(let number, let store) = option.kind else { return }
    var configuration = ServiceConfiguration()
    store(&configuration, number.range.lowerBound)
    store(&configuration, number.range.upperBound)
    if number.isZeroAccepted { store(&configuration, 0) }
  }

  @Test("Every default that is a number is one of those accepted", arguments: OptionTable.all)
  func defaultsFit(option: Option) {
    guard case .number(let number, _) = option.kind, let standard = UInt64(number.standard) else { return }
    #expect(number.accepts(standard))
  }

  @Test("The limits are those promised to operators")
  func promisedLimits() {
    func limits(_ name: String) -> ClosedRange<UInt64>? {
      guard case .number(let number, _)? = OptionTable.option(named: name)?.kind else { return nil }
      return number.range
    }
    #expect(limits("port") == 1...65535)
    #expect(limits("workers") == 1...16)
    #expect(limits("interval") == 300...10800)
    #expect(limits("id-max-age") == 120...86400)
    #expect(limits("snapshot-interval") == 1...3600)
  }

  @Test("An option changes with a reload if it changes the live settings, and only then", arguments: OptionTable.all)
  func live(option: Option) {
    let before = ServiceConfiguration()
    var after = before
    switch option.kind {
    case .number(let number, let store): store(&after, number.range.upperBound)
    case .toggle(let standard, let store): store(&after, !standard)
    case .text(_, let store): store(&after, "x")
    case .request: break
    }
    #expect(option.isLive == (after.settings != before.settings))
  }
}
