# Bash completion for pico-tracker(8).
# Made from the option table of pico-tracker. Change the table, then:
# PICO_TRACKER_REGENERATE=1 swift test --filter GeneratedFiles
#
#   -port, -p PORT: the UDP port to serve on, 1 to 65535 (default 1337, environment PICO_TRACKER__PORT)
#   -debug, -d: log every connect, announce and scrape (default off, environment DEBUG)
#   -workers, -w NUMBER: how many threads serve, 1 to 16 (default one per CPU, environment PICO_TRACKER__WORKERS)
#   -interval, -i SECONDS: the time between two announces, 300 to 10800 (default 900, environment PICO_TRACKER__INTERVAL)
#   -id-max-age SECONDS: how long a connection id is valid, 120 to 86400 (default 1800, environment PICO_TRACKER__ID_MAX_AGE)
#   -reload: make the running service reload
#   -help, -h: print this help and exit
#   -version, -v: print the version and exit

_pico_tracker() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local option='' words=''

    # Bash makes a word of its own of the equals sign.
    if [[ $current == "=" ]]; then
        option=$previous current=''
    elif [[ $previous == "=" ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $previous == @(-port|--port|-p|-workers|--workers|-w|-interval|--interval|-i|-id-max-age|--id-max-age) ]]; then
        option=$previous
    fi

    case $option in
        -port | --port | -p) words='1337' ;;
        -workers | --workers | -w) words='' ;;
        -interval | --interval | -i) words='900' ;;
        -id-max-age | --id-max-age) words='1800' ;;
        -debug | --debug | -d) words='true false' ;;
        '')
            words='-port -debug -workers -interval -id-max-age -reload -help -version'
            [[ $current == --* ]] && words='--port --debug --workers --interval --id-max-age --reload --help --version'
            ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _pico_tracker pico-tracker
