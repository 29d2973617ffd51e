// The table of all options. `-help`, the parser, the manual page and the shell completions all come from it; a new
// option is a new entry here and, after that, the generated files (see GeneratedFilesTests).
internal import TrackerService

/// The options of pico-tracker.
enum OptionTable {
  /// All options, those used most first.
  static let all: [Option] = [
    port, debug, workers, interval, idMaxAge, peersPerAddress, stateDirectory, snapshotInterval, ephemeral, secretFile,
    reload, help,
    version,
  ]

  /// The option with this long or short name, or nil.
  static func option(named name: String) -> Option? {
    all.first { $0.name == name || $0.short == name }
  }

  /// What holds when nobody says anything; the defaults shown come from it.
  private static let standard = ServiceConfiguration()

  static let port = Option(
    name: "port", short: "p", variable: "PICO_TRACKER__PORT",
    kind: .number(
      NumberValue(
        placeholder: "PORT", subject: "a UDP port", range: 1...65535, isZeroAccepted: true,
        standard: "\(standard.port)"),
      store: { $0.port = UInt16($1) }),
    summary: "the UDP port to serve on",
    explanation: """
      Serve on this UDP port, over IPv4 and IPv6 alike.
      Ports below 1024 need a privilege: see DIAGNOSTICS.
      With 0, meant for tests, the kernel chooses a free port and the first line of the log names it.
      When systemd passes the sockets, they decide the port, not this option: see SOCKET UNITS AND THE PORT.
      """)

  private static let debug = Option(
    name: "debug", short: "d", variable: "DEBUG",
    kind: .toggle(standard: standard.settings.isDebug, store: { $0.settings.isDebug = $1 }),
    isLive: true,
    summary: "log every connect, announce and scrape",
    explanation: """
      Log each connect, announce and scrape with its info hash, its client and the reply.
      That is a line for every packet, with the whole address of the client: good for finding out why one client \
      fails, not for every day.
      """)

  private static let workers = Option(
    name: "workers", short: "w", variable: "PICO_TRACKER__WORKERS",
    kind: .number(
      NumberValue(
        placeholder: "NUMBER", subject: "the number of workers", range: 1...16,
        standard: standard.workers.map { "\($0)" } ?? "one per CPU"),
      store: { $0.workers = Int($1) }),
    summary: "how many threads serve",
    explanation: """
      Serve with this many threads, each with sockets of its own.
      The default is one for each CPU that the process may use, at most 16.
      """)

  private static let interval = Option(
    name: "interval", short: "i", variable: "PICO_TRACKER__INTERVAL",
    kind: .number(
      NumberValue(
        placeholder: "SECONDS", subject: "an interval", unit: "seconds", range: LiveSettings.intervals,
        standard: "\(standard.settings.interval)"),
      store: { $0.settings.interval = UInt32($1) }),
    isLive: true,
    summary: "the time between two announces",
    explanation: """
      Tell clients to announce again after this many seconds, less up to a tenth that differs from client to client, so that they \
      do not all come at once.
      A peer that stays away for two intervals is forgotten within the two minutes that follow.
      A longer interval means less traffic and staler peers.
      """)

  private static let idMaxAge = Option(
    name: "id-max-age", short: nil, variable: "PICO_TRACKER__ID_MAX_AGE",
    kind: .number(
      NumberValue(
        placeholder: "SECONDS", subject: "the age of a connection id", unit: "seconds",
        range: LiveSettings.connectionIDMaxAges,
        standard: "\(standard.settings.connectionIDMaxAge)"),
      store: { $0.settings.connectionIDMaxAge = UInt32($1) }),
    isLive: true,
    summary: "how long a connection id is valid",
    explanation: """
      Accept a connection id for this many seconds after it was given out.
      BEP 15 asks for 120, but widespread clients reuse an id for much longer, and a strict tracker turns them away.
      An id cannot be forged whatever its age: a long age only helps someone who once held the address of another.
      """)

  private static let peersPerAddress = Option(
    name: "peers-per-address", short: nil, variable: "PICO_TRACKER__PEERS_PER_ADDRESS",
    kind: .number(
      NumberValue(
        placeholder: "NUMBER", subject: "the number of peers of one address",
        range: ServiceConfiguration.peersPerAddressChoices,
        standard: "\(standard.peersPerAddress)"),
      store: { $0.peersPerAddress = UInt16($1) }),
    summary: "peers of one address in a swarm",
    explanation: """
      Keep at most this many peers of one IPv4 address, or of one IPv6 /64, in a swarm; beyond that, the newest pushes out the one \
      that has been silent for longest.
      So nobody can fill a swarm with invented peers from an address of his own.
      Raise it where very many people share one address.
      Above 64 the peers of an address are counted in groups by the low bits of their ports, each with its part of the number.
      With 65535 there is no bound.
      """)

  private static let reload = Option(
    name: "reload", short: nil, variable: nil, kind: .request(.reload),
    summary: "make the running service reload",
    explanation: """
      Have the running service take over the interval, the age of connection ids and debugging from the environment, and exit \
      when they are in force.
      This is what "systemctl reload pico-tracker" runs after /etc/default/pico-tracker was edited; it needs the service's process \
      id in the variable MAINPID, which systemd sets.
      What the service was given as a flag stays as it is.
      The port, the number of workers, the number of peers of one address, and what concerns snapshots and secrets wait for a restart; those that changed are named.
      If a value is wrong, this says so, exits with status 64, and the service goes on with the old values.
      If the service does not answer for a minute, this exits with status 75; the service reloads all the same when it goes on.
      Before the first packet no service runs, and systemd says that it "is not active, cannot reload": nothing is wrong, for it \
      reads the variables when it starts.
      """)

  private static let help = Option(
    name: "help", short: "h", variable: nil, kind: .request(.help),
    summary: "print this help and exit",
    explanation: """
      Print a summary of the options, with the value each one has now and where that came from, and exit.
      Works whatever else is wrong on the command line or in the environment, and says what is.
      """)

  private static let version = Option(
    name: "version", short: "v", variable: nil, kind: .request(.version),
    summary: "print the version and exit",
    explanation: """
      Print the version and exit.
      """)
}
