// The ids of kinds of message.
import Testing

@testable import Systemd

@Suite("Message ids")
struct MessageIDTests {
  @Test(
    "are written as 32 digits in lower case, leading zeros and all",
    arguments: [
      (MessageID("8d45620c1a4348dbb17410da57c60c66"), "8d45620c1a4348dbb17410da57c60c66"),
      (MessageID("8D45620C1A4348DBB17410DA57C60C66"), "8d45620c1a4348dbb17410da57c60c66"),
      (MessageID("00000000000000000000000000000001"), "00000000000000000000000000000001"),
      (MessageID("0fffffffffffffff00ffffffffffffff"), "0fffffffffffffff00ffffffffffffff"),
    ])
  func rendering(id: MessageID, text: String) {
    #expect(id.description == text)
  }

  @Test("are equal if all their digits are, in either case")
  func equality() {
    #expect(MessageID("8d45620c1a4348dbb17410da57c60c66") == MessageID("8D45620C1A4348DBB17410DA57C60C66"))
    #expect(MessageID("8d45620c1a4348dbb17410da57c60c66") != MessageID("8d45620c1a4348dbb17410da57c60c67"))
    #expect(MessageID("8d45620c1a4348dbb17410da57c60c66") != MessageID("9d45620c1a4348dbb17410da57c60c66"))
  }

  @Test("trap if they are too short")
  func tooShort() async {
    await #expect(processExitsWith: .failure) { _ = MessageID("8d45620c1a4348dbb17410da57c60c6") }
  }

  @Test("trap if a digit is not hexadecimal, though a number parser would take its sign")
  func sign() async {
    await #expect(processExitsWith: .failure) { _ = MessageID("+d45620c1a4348dbb17410da57c60c66") }
  }
}
