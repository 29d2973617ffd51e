// A probe of the service manager's descriptor store: whether it has room for one more.
internal import CSystemd

/// A pipe whose one end lies in the descriptor store: it hangs up if the manager has thrown that end away.
///
/// The manager tells nobody that `FileDescriptorStoreMax=` is reached; from version 254 on it tells the limit (`$FDSTORE`), but not
/// where it is 0. This sees it with every version. The end in the store goes by itself when the probe, or the process, ends.
public struct DescriptorStoreProbe: ~Copyable {
  /// The name that the pipe's end has in the store.
  public static let name = "state-probe"

  private let reader: CInt

  private init(owning reader: CInt) { self.reader = reader }

  /// Puts the pipe's end into the store; nil if there is no manager, or no pipe.
  @inline(never)
  public static func send() -> DescriptorStoreProbe? {
    let notifier = ServiceNotifier()
    var writer: CInt = -1
    var reader: CInt = -1
    // Unsafe: two integers, written during the call.
    guard notifier.isSupervised, unsafe csystemd_pipe(&reader, &writer) == 0 else { return nil }
    let probe = DescriptorStoreProbe(owning: reader)
    defer { close(writer) }
    do throws(SystemdError) {
      try notifier.store([writer], name: name, isWatched: true)
      return probe
    } catch {
      return nil
    }
  }

  deinit { close(reader) }

  /// Whether there was no room; true at the earliest when the manager has read the message, so false is an answer only later.
  public var isRefused: Bool { csystemd_has_hung_up(reader) > 0 }
}
