# Fish completion for pico-tracker(8).
# Made from the option table of pico-tracker. Change the table, then:
# PICO_TRACKER_REGENERATE=1 swift test --filter GeneratedFiles

complete -c pico-tracker -f
complete -c pico-tracker -o port -l port -s p -x -a 1337 -d 'the UDP port to serve on, 1 to 65535 (default 1337, environment PICO_TRACKER__PORT)'
complete -c pico-tracker -o debug -l debug -s d -d 'log every connect, announce and scrape (default off, environment DEBUG)'
complete -c pico-tracker -o workers -l workers -s w -x -d 'how many threads serve, 1 to 16 (default one per CPU, environment PICO_TRACKER__WORKERS)'
complete -c pico-tracker -o interval -l interval -s i -x -a 900 -d 'the time between two announces, 300 to 10800 (default 900, environment PICO_TRACKER__INTERVAL)'
complete -c pico-tracker -o id-max-age -l id-max-age -x -a 1800 -d 'how long a connection id is valid, 120 to 86400 (default 1800, environment PICO_TRACKER__ID_MAX_AGE)'
complete -c pico-tracker -o peers-per-address -l peers-per-address -x -a 32 -d 'peers of one address in a swarm, 1 to 65535 (default 32, environment PICO_TRACKER__PEERS_PER_ADDRESS)'
complete -c pico-tracker -o state-directory -l state-directory -x -a '(__fish_complete_directories)' -d 'where the snapshot is kept on disk (default that of systemd or none, environment PICO_TRACKER__STATE_DIRECTORY)'
complete -c pico-tracker -o snapshot-interval -l snapshot-interval -x -a 60 -d 'about what a crash loses, 1 to 3600 (default 60, environment PICO_TRACKER__SNAPSHOT_INTERVAL)'
complete -c pico-tracker -o ephemeral -l ephemeral -d 'keep nothing over a restart (default off, environment PICO_TRACKER__EPHEMERAL)'
complete -c pico-tracker -o secret-file -l secret-file -r -F -d 'a secret that several machines share (default the credential or none, environment PICO_TRACKER__SECRET_FILE)'
complete -c pico-tracker -o reload -l reload -d 'make the running service reload'
complete -c pico-tracker -o help -l help -s h -d 'print this help and exit'
complete -c pico-tracker -o version -l version -s v -d 'print the version and exit'
