"""The CPUs on which server and load run; what is measured depends on them."""

from dataclasses import dataclass

SERVER_CPU = "0"


@dataclass(frozen=True)
class Placement:
    """A way to share the machine's CPUs between the server and the load."""

    name: str
    load_cpu: str
    policy: str
    server_cpu: str = SERVER_CPU

    @property
    def for_server(self) -> tuple[str, ...]:
        """What stands before the server's command."""
        return ("taskset", "-c", self.server_cpu, "chrt", self.policy, "0")

    @property
    def for_load(self) -> tuple[str, ...]:
        """What stands before the load tool's command."""
        return ("taskset", "-c", self.load_cpu, "chrt", self.policy, "0")


#: Both at once, each on a CPU of its own, as a tracker and its clients are. On an idle machine batches are small and
#: wake-ups many; where something else takes turns on the CPUs, batches are full and a reply costs half as much.
APART = Placement("apart", "1", "--other")
#: In turns on one CPU, neither interrupting the other: always full batches, hardly disturbed by what else runs. The
#: strictest ratios, for the kernel's share is the smallest.
SHARED = Placement("shared", SERVER_CPU, "--batch")
#: Both wherever there is room on two CPUs, for a server with one thread beside one with two.
TWO_CPUS = Placement("two CPUs", "0,1", "--batch", "0,1")
