// A kernel without one address family, for a test's own child process.
import Glibc

/// Takes an address family away by a seccomp filter that answers socket(2) with EAFNOSUPPORT; it needs no privilege, and stays.
enum MissingFamily {
  static func takeAway(_ family: CInt) {
    #if arch(arm64)
      let socketCall: UInt64 = 198
    #else
      let socketCall: UInt64 = 41
    #endif
    // struct sock_filter of linux/filter.h, eight bytes: code, jump if true, jump if false, operand.
    let program: [UInt64] = [
      instruction(0x20, 0),  // The number of the call,
      instruction(0x15, socketCall, ifFalse: 3),  // is it socket(2)?
      instruction(0x20, 16),  // Its first argument,
      instruction(0x15, UInt64(family), ifFalse: 1),  // is it the family?
      instruction(0x06, 0x0005_0000 | UInt64(EAFNOSUPPORT)),  // SECCOMP_RET_ERRNO
      instruction(0x06, 0x7fff_0000),  // SECCOMP_RET_ALLOW
    ]
    // Unsafe: prctl(2) has variable arguments, so it is looked up; these are the ones that the manual page asks for, and the
    // program outlives the call.
    unsafe program.withUnsafeBytes { bytes in
      typealias Control = @convention(c) (CInt, UInt, UInt, UInt, UInt) -> CInt
      let prctl = unsafe unsafeBitCast(dlsym(nil, "prctl"), to: Control.self)
      var header: (UInt, UInt) = (UInt(program.count), UInt(bitPattern: bytes.baseAddress))
      precondition(prctl(38, 1, 0, 0, 0) == 0, "PR_SET_NO_NEW_PRIVS")
      unsafe withUnsafePointer(to: &header) { header in
        precondition(prctl(22, 2, UInt(bitPattern: header), 0, 0) == 0, "PR_SET_SECCOMP")
      }
    }
  }

  private static func instruction(_ code: UInt64, _ operand: UInt64, ifFalse: UInt64 = 0) -> UInt64 {
    code | ifFalse << 24 | operand << 32
  }
}
