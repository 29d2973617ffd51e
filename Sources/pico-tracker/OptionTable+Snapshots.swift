// The options of what outlives the process; none of them changes on a reload.
internal import Snapshots
internal import TrackerService

extension OptionTable {
  /// What holds when nobody says anything.
  private static let standard = SnapshotSettings()

  static let stateDirectory = Option(
    name: "state-directory", short: nil, variable: "PICO_TRACKER__STATE_DIRECTORY",
    kind: .text(
      TextValue(placeholder: "PATH", content: .directory, standard: "that of systemd or none"),
      store: { $0.snapshots.directory = $1 }),
    summary: "where the snapshot is kept on disk",
    explanation: """
      Keep a snapshot in this directory, so that a crash or a reboot loses little: see STATE.
      If it is missing, it is made, for its owner alone (mode 0700); the directory around it must exist.
      The default is the directory that systemd gives the service, /var/lib/pico-tracker; without systemd there is none, and \
      nothing is kept on disk.
      The service sees no other directory of the machine, so this is for a tracker that is started by hand.
      """)

  static let snapshotInterval = Option(
    name: "snapshot-interval", short: nil, variable: "PICO_TRACKER__SNAPSHOT_INTERVAL",
    kind: .number(
      NumberValue(
        placeholder: "SECONDS", subject: "the time between two snapshots", unit: "seconds",
        range: SnapshotSettings.intervals, standard: "\(standard.interval)"),
      store: { $0.snapshots.interval = UInt32($1) }),
    summary: "about what a crash loses",
    explanation: """
      Take a snapshot every so many seconds, unless nobody has announced since the last one.
      A crash or a power cut loses about as much: see STATE.
      A longer interval means less to write, which counts where there are millions of peers.
      """)

  static let ephemeral = Option(
    name: "ephemeral", short: nil, variable: "PICO_TRACKER__EPHEMERAL",
    kind: .toggle(standard: standard.isEphemeral, store: { $0.snapshots.isEphemeral = $1 }),
    summary: "keep nothing over a restart",
    explanation: """
      Keep nothing: neither swarms nor its own keys of connection ids survive a restart, and what an earlier run kept is removed.
      """)

  static let secretFile = Option(
    name: "secret-file", short: nil, variable: "PICO_TRACKER__SECRET_FILE",
    kind: .text(
      TextValue(placeholder: "FILE", content: .file, standard: "the credential or none"),
      store: { $0.secretFile = $1 }),
    summary: "a secret that several machines share",
    explanation: """
      Derive the keys of connection ids from the secret in this file, 16 to 4096 bytes, instead of making random ones.
      This is for several machines behind one name: with the same file on each, and clocks kept by NTP, each accepts the ids that \
      another gave out.
      The service sees no file of the machine; systemd hands it the secret as a credential, without this option: see SEVERAL \
      MACHINES.
      The secret itself can be neither a flag nor a variable, because others on the machine could read those.
      """)
}
