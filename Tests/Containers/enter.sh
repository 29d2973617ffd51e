#!/bin/sh
# Boots the image "$1" with its changes in memory under "$2", as a container named "$3".
# Runs as the first process of mount and PID namespaces of its own, which take everything made here with them.
set -eu
image=$1 work=$2 name=$3

mount --make-rprivate /
# systemd-nspawn looks for a host's systemd in /run, and for its own state: neither is the host's business.
mount -t tmpfs -o mode=755 tmpfs /run
# The host may have cgroup v1, or a tree that is not ours: the container gets a branch of the v2 tree.
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$name"
echo $$ > "/sys/fs/cgroup/$name/cgroup.procs"

mount -t tmpfs tmpfs "$work"
mkdir "$work/upper" "$work/work" "$work/root"
mount -t overlay -o "lowerdir=$image,upperdir=$work/upper,workdir=$work/work" overlay "$work/root"

# systemd-nspawn's own filter refuses bpf(2), without which IPAddressDeny= silently does nothing.
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_SECCOMP=0
# A container that reboots ends with this status, and is booted again from the same root.
status=133
while [ "$status" -eq 133 ]; do
  status=0
  systemd-nspawn --boot --quiet --directory="$work/root" --machine="$name" --console=pipe \
    --register=no --keep-unit --link-journal=no --private-network || status=$?
done
exit "$status"
