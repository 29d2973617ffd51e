// Telling files apart by device and inode.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Testing

@testable import Systemd

@Suite("File identities")
struct FileIdentityTests {
  @Test("are read from text of two decimal numbers")
  func parsing() throws {
    let identity = try #require(FileIdentity(parsing: "9:36042"))
    #expect(identity.device == 9)
    #expect(identity.inode == 36042)
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", ":", "9", "9:", ":9", "9:1:2", "9::1", ":9:1", "a:b", "9 :1", "-1:5", "0x9:1", "99999999999999999999:1",
    ])
  func damage(text: String) {
    #expect(FileIdentity(parsing: text) == nil)
  }

  @Test("are the same for two descriptors of one file, and differ for two files")
  func comparison() throws {
    var first: [CInt] = [0, 0]
    var second: [CInt] = [0, 0]
    try #require(unsafe pipe(&first) == 0 && pipe(&second) == 0)
    let copy = dup(first[0])
    defer { TestDescriptors.close(first + second + [copy]) }
    #expect(FileIdentity(ofDescriptor: first[0]) != nil)
    #expect(FileIdentity(ofDescriptor: first[0]) == FileIdentity(ofDescriptor: copy))
    #expect(FileIdentity(ofDescriptor: first[0]) != FileIdentity(ofDescriptor: second[0]))
  }

  @Test("are not had from a closed descriptor")
  func closed() {
    #expect(FileIdentity(ofDescriptor: -1) == nil)
  }
}
