# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Completion of isnad for bash.

_isnad() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' sub='' i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      -*) ;;
      *)
        if [[ -z $command ]]; then command=${COMP_WORDS[i]}; elif [[ -z $sub ]]; then sub=${COMP_WORDS[i]}; fi
        ;;
    esac
  done
  case $before in
    --format)
      local formats='text jsonl csv'
      [[ $command == read ]] && formats+=' none'
      [[ $command == when || $command == date || $command == sources ]] && formats='text jsonl'
      [[ $command == stories || $command == story || $command == event || $command == actor ]] && formats='text jsonl'
      [[ $command == news || $command == alerts ]] && formats='text jsonl'
      [[ $command == relation ]] && formats='text jsonl csv ical'
      [[ $command == timeline ]] && formats='text jsonl ical'
      [[ $command == network ]] && formats='graphml gexf geojson'
      [[ $command == export ]] && formats='csv jsonl plover cameo ftm'
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$word")
      return
      ;;
    --language) mapfile -t COMPREPLY < <(compgen -W 'en ar' -- "$word") && return ;;
    --layer)
      mapfile -t COMPREPLY < <(compgen -W 'regions sentences tokens words names times quantities quotes events triggers
        designations issues meta' -- "$word")
      return
      ;;
    --store | --check | --import-opml | --watchlist | --output | -o | --sidecar)
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return
      ;;
    --kind)
      mapfile -t COMPREPLY < <(compgen -W 'new status denied root parting changed corrected withdrawn' -- "$word")
      return
      ;;
    --jobs | -j | --most | --date | --published | --outlet | --note) return ;;
  esac
  local options='--help -h'
  case $command in
    '')
      options='read search show explain reread actors who date correct stories story event relation actor timeline network
        rearrange export serve watch sources when dump lexicon codebook --help -h --version'
      options='read search show explain reread actors news alerts who date correct stories story event relation actor timeline network
        rearrange export serve when dump lexicon codebook --help -h --version'
      ;;
    read) options+=' --format --store --jobs -j --all --date --outlet --language' ;;
    stories) options+=' --store --since --until --actor --place --outlet --most --format' ;;
    story) options+=' --store --all --format' ;;
    event) options+=' --store --format' ;;
    relation) options+=' --store --by --since --until --camp --weights --all-sides --format' ;;
    actor) options+=' --store --since --all-sides --format' ;;
    timeline) options+=' --store --since --until --actor --place --outlets --most --format' ;;
    network) options+=' --store --format --since --until --actor --place' ;;
    rearrange) options+=' --store --to --note' ;;
    search) options+=' --store --most' ;;
    show) options+=' --store --format --all --language' ;;
    explain) options+=' --store' ;;
    reread) options+=' --store --jobs -j --force' ;;
    actors) options+=' --store --country --type --most --format' ;;
    alerts) options+=' --store --watchlist --since --check --now --format --language' ;;
    news) options+=' --store --since --reader --mark --kind --most --format --language' ;;
    who) options+=' --on' ;;
    date) options+=' --store --format' ;;
    correct) options+=' --store --note' ;;
    export) options+=' --store --format --output -o --sidecar --include-private --language' ;;
    watch) options+=' --store --watchlist --once' ;;
    sources) options+=' --store --check --import-opml --format' ;;
    serve) options+=' --store --port --listen --token --host' ;;
    when) options+=' --published --format' ;;
    dump) options+=' --layer --date' ;;
    lexicon)
      [[ $sub == compile ]] && options+=' --output -o'
      [[ -z $sub ]] && options+=' check compile'
      ;;
    codebook) [[ -z $sub ]] && options+=' test' ;;
  esac
  if [[ $word == -* || -z $command || ($command == lexicon || $command == codebook) && -z $sub ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _isnad isnad
