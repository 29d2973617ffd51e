internal import LinuxIO
internal import TrackerService

print("\(ProcessArguments.all.count)")
