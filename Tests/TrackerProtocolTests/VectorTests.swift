// The packets of Tests/Vectors, read and written by this module.
import Testing
import TrackerProtocol

@Suite("The vectors of the wire")
struct VectorTests {
  private let vectors: Vectors
  private let infoHash = InfoHash(first: 0xa0a1_a2a3_a4a5_a6a7, second: 0xa8a9_aaab_acad_aeaf, third: 0xb0b1_b2b3)

  init() throws { vectors = try Vectors() }

  @Test("The connect request opens with the magic")
  func connectRequest() throws {
    let header = try #require(RequestHeader(vectors["connect.request"]))
    #expect(header.connectionID == WireFormat.connectMagic)
    #expect(header.actionCode == Action.connect.rawValue)
    #expect(header.transactionID == 0x1122_3344)
  }

  @Test("Every announce is read alike, whatever options follow")
  func announceRequests() throws {
    let names = vectors.names("announce", ".request")
    #expect(names.count >= 7)
    for name in names {
      let header = try #require(RequestHeader(vectors[name]))
      #expect(header.connectionID == 0x0a1b_2c3d_4e5f_6071)
      #expect(header.actionCode == Action.announce.rawValue)
      let announce = try #require(AnnounceRequest(vectors[name]))
      #expect(announce.infoHash == infoHash)
      #expect(announce.left == 0x400 && announce.event == .started)
      #expect(announce.wantedPeerCount == -1 && announce.port == 6881)
    }
  }

  @Test("The URL path of BEP 41 options is read")
  func paths() throws {
    let names = vectors.names("announce", ".path")
    #expect(names.count >= 4)
    for name in names {
      let request = try vectors[name.replacing(".path", with: ".request")]
      let path = try vectors[name]
      #expect(AnnounceOptions.urlData(of: request) == path, "\(name)")
    }
    // An option that runs past the end says nothing.
    #expect(try AnnounceOptions.urlData(of: vectors["announce-cut-option.request"]).isEmpty)
  }

  @Test("Scrapes are read, with one hash and with none")
  func scrapes() throws {
    let scrape = try vectors["scrape.request"]
    #expect(ScrapeRequest.count(in: scrape) == 1)
    #expect(ScrapeRequest.infoHash(at: 0, in: scrape) == infoHash)
    #expect(try ScrapeRequest.count(in: vectors["scrape-nothing.request"]) == 0)
  }

  @Test("Replies are written to the byte")
  func replies() throws {
    let connect = written(16) { reply in
      ReplyEncoder.connect(connectionID: 0x0a1b_2c3d_4e5f_6071, transactionID: 0x1122_3344, into: &reply)
    }
    #expect(try connect == vectors["connect.reply"])
    let announce = written(20) { reply in
      ReplyEncoder.announceHeader(interval: 900, leechers: 1, seeders: 0, transactionID: 0x1122_3345, into: &reply)
      return 20
    }
    #expect(try announce == vectors["announce-alone.reply"])
    let scrape = written(20) { reply in
      ReplyEncoder.scrapeHeader(transactionID: 0x1122_3346, into: &reply)
      ReplyEncoder.scrapeEntry(seeders: 0, completed: 0, leechers: 1, at: 0, into: &reply)
      return 20
    }
    #expect(try scrape == vectors["scrape.reply"])
    let error = written(64) { ReplyEncoder.error("an example", transactionID: 0x1122_3346, into: &$0) }
    #expect(try error == vectors["error.reply"])
  }
}
