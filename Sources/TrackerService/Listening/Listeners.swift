// The sockets of the tracker, and which worker reads which.
internal import LinuxIO

/// All sockets, grouped by the address they are bound to.
struct Listeners: ~Copyable, Sendable {
  /// One address that is listened on.
  struct Address: Sendable {
    /// The address and port.
    let socketAddress: SocketAddress
    /// The indices of its sockets; the kernel spreads clients over them.
    var sockets: [Int]
  }

  /// The sockets of all addresses.
  private(set) var sockets = DatagramSocketGroup()
  /// The addresses, in the order they were opened.
  private(set) var addresses: [Address] = []
  /// Whether the service manager passed the sockets, so that it decides the port.
  private(set) var arePassed = false
  /// Families that this machine does not offer, and how that showed.
  private(set) var unavailable: [SocketError] = []
  /// What the kernel had dropped at each socket before it was ours: a passed one has served other processes.
  private var dropsBefore: [UInt32] = []

  /// The sockets that a worker reads: its own of each address, or a shared one where there are fewer than workers.
  func indices(forWorker worker: Int, of workerCount: Int) -> [(index: Int, isShared: Bool)] {
    var indices: [(index: Int, isShared: Bool)] = []
    for address in addresses {
      let count = address.sockets.count
      for (position, index) in address.sockets.enumerated() {
        let isMine = count >= workerCount ? position % workerCount == worker : worker % count == position
        if isMine { indices.append((index, count < workerCount)) }
      }
    }
    return indices
  }

  /// How many sockets there are of a family.
  @inline(never)
  func socketCount(of family: SocketAddress.Family) -> Int {
    addresses.reduce(0) { $1.socketAddress.family == family ? $0 + $1.sockets.count : $0 }
  }

  /// The addresses in an operator's words: `0.0.0.0:1337 and [::]:1337`.
  var text: String {
    var text = ""
    for (index, address) in addresses.enumerated() {
      if index > 0 { text += index == addresses.count - 1 ? " and " : ", " }
      text += "\(address.socketAddress)"
    }
    return text
  }
}

extension Listeners {
  /// Adds a socket to those of its address.
  mutating func add(_ socket: consuming DatagramSocket) {
    let address = socket.localAddress
    let index = sockets.count
    sockets.append(socket)
    noteDrops()
    if let known = addresses.firstIndex(where: { $0.socketAddress == address }) {
      addresses[known].sockets.append(index)
    } else {
      addresses.append(Address(socketAddress: address, sockets: [index]))
    }
  }

  /// Opens a socket for each worker on an address.
  mutating func open(_ count: Int, on address: SocketAddress) throws(SocketError) {
    let first = sockets.count
    let bound = try sockets.open(count, on: address)
    noteDrops()
    addresses.append(Address(socketAddress: bound, sockets: Array(first..<sockets.count)))
  }

  /// Notes that the sockets were passed.
  mutating func notePassed() { arePassed = true }

  /// Notes a family that cannot be served.
  mutating func note(unavailable error: SocketError) { unavailable.append(error) }

  private mutating func noteDrops() {
    for index in dropsBefore.count..<sockets.count { dropsBefore.append(sockets[index].droppedDatagrams) }
  }

  /// Datagrams that the kernel dropped at these sockets, since they are here, because nobody took them in time.
  var kernelDrops: UInt64 {
    var drops: UInt64 = 0
    for (index, before) in dropsBefore.enumerated() { drops += UInt64(sockets[index].droppedDatagrams &- before) }
    return drops
  }

  /// The bytes of the smallest receive buffer, as one would ask for them: the kernel counts double, for its bookkeeping.
  var smallestReceiveBuffer: Int {
    var smallest = Int.max
    for index in 0..<sockets.count { smallest = min(smallest, sockets[index].receiveBufferSize / 2) }
    return smallest
  }
}
