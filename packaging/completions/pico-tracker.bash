# Bash completion for pico-tracker(8).
# Made from the option table of pico-tracker. Change the table, then:
# PICO_TRACKER_REGENERATE=1 swift test --filter GeneratedFiles
#
#   -port, -p PORT: the UDP port to serve on, 1 to 65535 (default 1337, environment PICO_TRACKER__PORT)
#   -debug, -d: log every connect, announce and scrape (default off, environment DEBUG)
#   -workers, -w NUMBER: how many threads serve, 1 to 16 (default one per CPU, environment PICO_TRACKER__WORKERS)
#   -interval, -i SECONDS: the time between two announces, 300 to 10800 (default 900, environment PICO_TRACKER__INTERVAL)
#   -id-max-age SECONDS: how long a connection id is valid, 120 to 86400 (default 1800, environment PICO_TRACKER__ID_MAX_AGE)
#   -peers-per-address NUMBER: peers of one address in a swarm, 1 to 65535 (default 32, environment PICO_TRACKER__PEERS_PER_ADDRESS)
#   -state-directory PATH: where the snapshot is kept on disk (default that of systemd or none, environment PICO_TRACKER__STATE_DIRECTORY)
#   -snapshot-interval SECONDS: about what a crash loses, 1 to 3600 (default 60, environment PICO_TRACKER__SNAPSHOT_INTERVAL)
#   -ephemeral: keep nothing over a restart (default off, environment PICO_TRACKER__EPHEMERAL)
#   -secret-file FILE: a secret that several machines share (default the credential or none, environment PICO_TRACKER__SECRET_FILE)
#   -reload: make the running service reload
#   -help, -h: print this help and exit
#   -version, -v: print the version and exit

_pico_tracker() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local option='' words='' paths=''

    # Bash makes a word of its own of the equals sign.
    if [[ $current == "=" ]]; then
        option=$previous current=''
    elif [[ $previous == "=" ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $previous == @(-port|--port|-p|-workers|--workers|-w|-interval|--interval|-i|-id-max-age|--id-max-age|-peers-per-address|--peers-per-address|-state-directory|--state-directory|-snapshot-interval|--snapshot-interval|-secret-file|--secret-file) ]]; then
        option=$previous
    fi

    case $option in
        -port | --port | -p) words='1337' ;;
        -workers | --workers | -w) words='' ;;
        -interval | --interval | -i) words='900' ;;
        -id-max-age | --id-max-age) words='1800' ;;
        -peers-per-address | --peers-per-address) words='32' ;;
        -snapshot-interval | --snapshot-interval) words='60' ;;
        -state-directory | --state-directory) paths='directory' ;;
        -secret-file | --secret-file) paths='file' ;;
        -debug | --debug | -d) words='true false' ;;
        -ephemeral | --ephemeral) words='true false' ;;
        '')
            words='-port -debug -workers -interval -id-max-age -peers-per-address -state-directory -snapshot-interval -ephemeral -secret-file -reload -help -version'
            [[ $current == --* ]] && words='--port --debug --workers --interval --id-max-age --peers-per-address --state-directory --snapshot-interval --ephemeral --secret-file --reload --help --version'
            ;;
    esac
    if [[ $paths ]]; then
        # Bash adds the slash behind a directory, and the quotes around a space.
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -A "$paths" -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _pico_tracker pico-tracker
