"""The tracker installed from its package, and what an administrator does with the package."""

from BootedService.installed_tracker import InstalledTracker

DEB = "/root/pico-tracker.deb"

# apt speaks differently to a program than to a person; it is told that nobody is there to be asked.
APT = "cd /root && DEBIAN_FRONTEND=noninteractive apt-get --quiet --assume-yes"


class PackagedTracker(InstalledTracker):
    """A tracker that only the package brings: nothing is copied in but the package itself."""

    def __init__(self, system, package):  # The parent's would copy the files of the working copy.
        self.system = system
        self.run = system.run
        self.package = package
        system.copy_in(package.deb, DEB)

    def apt(self, words):
        """Run apt-get with `words`; return what it says."""
        result = self.run(f"{APT} {words}")
        return result.stdout + result.stderr

    def install(self):
        """Install from the file, as the README says."""
        return self.apt("install ./pico-tracker.deb")

    def install_tools(self):
        """Install the tools from their file."""
        self.system.copy_in(self.package.sibling("pico-tracker-tools").deb, "/root/pico-tracker-tools.deb")
        return self.apt("install ./pico-tracker-tools.deb")

    def upgrade(self, deb):
        """Install a newer package from the file `deb` of the host."""
        self.system.copy_in(deb, "/root/next.deb")
        return self.apt("install ./next.deb")

    def wait_until_active(self):
        """Wait for the end of a start that a packet has begun: the answer to it may be there before systemd knows."""
        self.wait_until(lambda: self.state() == "active", "the service active")

    def version(self):
        """The version that dpkg knows as installed; empty for none."""
        command = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", "pico-tracker"]
        words = self.run(command, check=False).stdout.split()
        return words[1] if words[:1] == ["installed"] else ""

    def files(self):
        """Every path of the container's disk."""
        return set(self.run("find / -xdev").stdout.splitlines())
