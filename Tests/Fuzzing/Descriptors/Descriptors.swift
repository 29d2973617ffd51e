// Fuzz target: what a service manager may claim to have passed.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit

@testable import Snapshots
@testable import Systemd
@testable import TrackerService

/// Reads LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES as an input says, with descriptors of every kind open from number 3 on.
///
/// What is taken over must be numbered from 3 on and named as the variables say, the variables must be gone, and sockets are
/// served only if every one that is not a snapshot's is bound.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDescriptors(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = openOnce
  var input = unsafe FuzzInput(data, count)
  let kind = input.byte()
  let process = kind & 1 == 0 ? Array("\(getpid())".utf8) : input.text(upTo: 0)
  let number = kind & 2 == 0 ? Array("\(input.byte() % 9)".utf8) : input.text(upTo: 0)
  let names = input.text(upTo: 0)
  set("LISTEN_PID", process)
  set("LISTEN_FDS", number)
  if kind & 4 == 0 { set("LISTEN_FDNAMES", names) } else { Environment.remove("LISTEN_FDNAMES") }
  take(plainNumber(number), areNamed: kind & 4 == 0)
  return 0
}

/// Descriptors 3 to 10: two bound sockets, then what is none or is not bound.
private let openOnce: Void = {
  let kinds = [
    TestDescriptors.boundIPv4(), TestDescriptors.boundIPv6(), TestDescriptors.noSocket(),
    TestDescriptors.open(AF_INET, SOCK_DGRAM), TestDescriptors.boundIPv4(SOCK_STREAM), TestDescriptors.boundIPv4(),
    TestDescriptors.open(AF_UNIX, SOCK_DGRAM), TestDescriptors.boundIPv6(),
  ]
  let copies = kinds.map { fcntl($0, F_DUPFD, 100) }
  for (index, copy) in copies.enumerated() { dup2(copy, CInt(3 + index)) }
}()

private let usable: Set<CInt> = [3, 4, 8, 10]

private func set(_ name: String, _ value: [UInt8]) {
  let bytes = value.prefix { $0 != 0 } + [0]
  // Unsafe: a C string for the length of the call.
  _ = unsafe bytes.withUnsafeBufferPointer { value in
    unsafe value.withMemoryRebound(to: CChar.self) { unsafe setenv(name, $0.baseAddress!, 1) }
  }
}

/// The number that a text is, if it is written as a service manager writes it, so that it may be taken.
private func plainNumber(_ text: [UInt8]) -> Int? {
  let text = String(decoding: text, as: UTF8.self)
  guard let number = Int(text), "\(number)" == text else { return nil }
  return number
}

private func take(_ number: Int?, areNamed: Bool) {
  guard let passed = try? PassedDescriptors.take() else { return }
  check(!["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"].contains(where: Environment.holds), "a variable is left")
  if let number { check(passed.all.isEmpty || passed.all.count == number, "\(passed.all.count) of \(number)") }
  for (index, descriptor) in passed.all.enumerated() {
    check(descriptor.number == CInt(3 + index), "\(descriptor)")
    check(areNamed || descriptor.name == "unknown", "\(descriptor)")
  }
  let served = passed.all.filter { !SnapshotPlace.isStoredName($0.name) }
  do throws(StartFailure) {
    let sockets = try Listeners.sockets(among: passed)
    check(sockets.map(\.descriptor) == served && served.allSatisfy { usable.contains($0.number) }, "\(sockets)")
    check(sockets.allSatisfy { $0.port > 0 }, "\(sockets)")
  } catch {
    check(served.contains { !usable.contains($0.number) }, "refused for no reason: \(error)")
  }
}
