// Gives other threads time, without a busy loop.
import CLinux

/// Sleeps for a tenth of a millisecond.
func sleepBriefly() {
  _ = usleep(100)
}
