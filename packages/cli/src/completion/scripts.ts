export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/**
 * What a shell evaluates to complete `outrider`. Each asks `outrider __complete`, which answers a line a value,
 * `value<TAB>description`, and last `:N` as Cobra's tools do: 2 the word goes on, 4 no files.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# outrider: source <(outrider completion bash)
_outrider() {
  local typed="\${COMP_LINE:0:COMP_POINT}" prefix="" line directive=0
  typed="\${typed##* }"
  [[ $typed == *=* && $COMP_WORDBREAKS == *=* ]] && prefix="\${typed%=*}="
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *) line="\${line%%$'\\t'*}"; COMPREPLY+=("\${line#"$prefix"}") ;;
    esac
  done < <(outrider __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  (( directive & 2 )) && compopt -o nospace
  (( directive & 4 )) && compopt +o default
  return 0
}
complete -o default -F _outrider outrider
`,
  zsh: `#compdef outrider
# outrider: source <(outrider completion zsh)
_outrider() {
  local -a lines found ending
  local line directive=0
  lines=("\${(@f)$(outrider __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for line in "\${lines[@]}"; do
    case "$line" in
      :*) directive="\${line#:}" ;;
      *$'\\t'?*) found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      ?*) found+=("\${\${line%%$'\\t'*}//:/\\\\:}") ;;
    esac
  done
  (( directive & 2 )) && ending=(-S '')
  (( $#found )) && _describe outrider found "\${ending[@]}"
  (( directive & 4 )) || _files
}
compdef _outrider outrider
`,
  fish: `# outrider: outrider completion fish | source
function __outrider_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l lines (outrider __complete -- $words[2..] 2>/dev/null)
  string match -v ':*' -- $lines
  contains -- $lines[-1] :0 :2; and __fish_complete_path (commandline -ct)
end
complete -c outrider -f -a '(__outrider_complete)'
`,
};
