// How much memory the process takes.
internal import CLinux

/// Memory of the process.
public enum MemoryUsage {
  /// The bytes that are in memory now, the resident set of /proc/self/statm (proc_pid_statm(5)); nil if that cannot be read.
  public static var residentBytes: Int? {
    guard let descriptor = try? Descriptor(owning: unsafe clinux_open_readonly("/proc/self/statm")) else { return nil }
    return pages(in: readText(descriptor)).map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
  }

  /// Seven numbers of up to 20 digits fit.
  private static let textCapacity = 160

  private static func readText(_ descriptor: borrowing Descriptor) -> String {
    var bytes = [UInt8](repeating: 0, count: textCapacity)
    // Unsafe: the kernel writes no more than the array has.
    let count = unsafe read(descriptor.rawValue, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// The second number: total first, then resident.
  static func pages(in text: String) -> Int? {
    let numbers = text.split(separator: " ")
    return numbers.count > 1 ? Int(numbers[1]) : nil
  }
}
