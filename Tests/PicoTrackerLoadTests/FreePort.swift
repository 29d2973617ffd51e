import LinuxIO

/// A UDP port of 127.0.0.1 that nobody has. It is free again when this returns; the kernel hands out others first.
func freePort() throws -> UInt16 {
  let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
  return socket.localAddress.port
}
