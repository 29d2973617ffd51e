// The workload of a run: the requests that the lanes send.

/// The three things a run consists of.
enum Workload {
  /// A connect on every socket that has no connection id yet.
  case connecting
  /// Every peer announces itself once.
  case filling
  /// Random requests in the proportions of the mix.
  case traffic(TrafficMix)
  /// Nothing more: what is under way is waited for.
  case settling
}
