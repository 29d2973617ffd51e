// The announces that most scenarios are made of.
import TrackerProtocol

extension AnnounceBytes {
  package static func leecher(_ torrent: Int = 1, wanted: UInt32 = 0xffff_ffff) -> AnnounceBytes {
    AnnounceBytes(torrent: RequestBytes.torrent(torrent), wanted: wanted)
  }

  package static func seeder(_ torrent: Int = 1, wanted: UInt32 = 0xffff_ffff) -> AnnounceBytes {
    AnnounceBytes(torrent: RequestBytes.torrent(torrent), left: 0, wanted: wanted)
  }

  /// A leecher that has just become a seeder.
  package static func completed(_ torrent: Int = 1) -> AnnounceBytes {
    AnnounceBytes(torrent: RequestBytes.torrent(torrent), left: 0, event: 1)
  }

  package static func stopped(_ torrent: Int = 1) -> AnnounceBytes {
    AnnounceBytes(torrent: RequestBytes.torrent(torrent), event: 3, wanted: 0)
  }
}
