// IP_PKTINFO of ip(7) and IPV6_PKTINFO of ipv6(7): which local address a datagram was sent to, and a reply is sent from.
internal import CLinux

/// The local side of a datagram on a socket that is bound to more than one address.
struct PacketInfo {
  /// The local address, with port 0; nil if the reply's source is left to the kernel.
  private let address: SocketAddress?

  /// The address with a port.
  func localAddress(port: UInt16) -> SocketAddress? {
    address.map { SocketAddress(high: $0.high, low: $0.low, port: port, scopeID: $0.scopeID) }
  }

  /// Takes the packet info out of a received message, and leaves in the message what the reply is to be sent with.
  ///
  /// That is the packet info itself, in place, with the interface cleared: the routing table decides where a reply leaves, as it
  /// does for any other. Only an address that means something on one link alone keeps its interface.
  /// Nil, and no control message, if there was no packet info.
  @inline(__always)
  init?(takenFrom message: inout msghdr) {
    // Unsafe: the kernel has written well-formed control messages, `msg_controllen` bytes of them.
    var next = unsafe clinux_first_control(&message)
    while let control = unsafe next {
      let (level, type) = unsafe (control.pointee.cmsg_level, control.pointee.cmsg_type)
      if level == Int32(IPPROTO_IP) && type == IP_PKTINFO {
        unsafe self.init(ipv4: control, in: &message)
        return
      }
      if level == Int32(IPPROTO_IPV6) && type == IPV6_PKTINFO {
        unsafe self.init(ipv6: control, in: &message)
        return
      }
      unsafe next = clinux_next_control(&message, control)
    }
    unsafe message.msg_controllen = 0
    return nil
  }

  /// The kernel puts a local address into ipi_spec_dst even if the datagram was sent to a broadcast or multicast address, which
  /// ipi_addr then has, and which could not be a source.
  @inline(__always)
  private init(ipv4 control: UnsafeMutablePointer<cmsghdr>, in message: inout msghdr) {
    // Unsafe: the data of this type is an in_pktinfo, aligned.
    let info = unsafe clinux_control_data(control).assumingMemoryBound(to: in_pktinfo.self)
    let address = unsafe SocketAddress(ipv4: UInt32(bigEndian: info.pointee.ipi_spec_dst.s_addr), port: 0)
    if !address.isLinkLocal { unsafe info.pointee.ipi_ifindex = 0 }
    unsafe message.keepOnly(control, dataSize: MemoryLayout<in_pktinfo>.size)
    self.address = address
  }

  /// Here the kernel gives the destination as it was sent; a multicast one, or a mapped broadcast one, cannot be a source.
  @inline(__always)
  private init(ipv6 control: UnsafeMutablePointer<cmsghdr>, in message: inout msghdr) {
    // Unsafe: the data of this type is an in6_pktinfo, aligned.
    let info = unsafe clinux_control_data(control).assumingMemoryBound(to: clinux_packet_info6.self)
    let address = unsafe SocketAddress(info.pointee.address, port: 0)
    if address.isMulticast || address.isBroadcast {
      unsafe message.msg_controllen = 0
      self.address = nil
      return
    }
    if !address.isLinkLocal { unsafe info.pointee.interface = 0 }
    unsafe message.keepOnly(control, dataSize: MemoryLayout<clinux_packet_info6>.size)
    // A link-local address is complete only with its interface, which packet info calls by the same number as sockets do.
    self.address = unsafe SocketAddress(info.pointee.address, port: 0, scopeID: info.pointee.interface)
  }
}

extension msghdr {
  /// Makes one of the message's control messages the only one.
  @inline(__always)
  fileprivate mutating func keepOnly(_ control: UnsafeMutablePointer<cmsghdr>, dataSize: Int) {
    unsafe msg_control = UnsafeMutableRawPointer(control)
    unsafe msg_controllen = clinux_control_space(dataSize)
  }
}
